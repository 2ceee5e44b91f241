"""Notices that tests speak of."""

from sqlalchemy import delete, select

from collab import db
from collab.accounts.models import Person
from collab.mail.models import Mail
from collab.notifications import actions, deriving, mailing, queries
from collab.notifications.kinds import Kind
from collab.notifications.models import Notice
from collab.programmes.models import Membership
from collab.projects.models import Project
from collab.teams.models import TeamMember
from collab.updates.models import Update
from tests.support.post import delivered
from tests.updates.written import a_post

Told = tuple[Kind, str]
"""Why somebody is told, and what happened."""


def derived() -> None:
    """Let the worker look at everything that has happened."""
    db.session.commit()
    while deriving.derive_next():
        pass


def told(person: Person) -> list[Told]:
    """What a person reads on the page, newest first."""
    return [(item.kind, item.event.verb.value) for item in queries.page(person).items]


def open_all(person: Person) -> None:
    """Let a person mark everything as read, if there is anything."""
    until = queries.furthest(queries.unread(person))
    if until is not None:
        actions.open_all(until, by=person)


def known_update(project: Project, by: Person) -> Update:
    """An update that everybody has been told of and opened long ago."""
    update = a_post(project, by)
    long_ago()
    return update


def long_ago() -> None:
    """Let everything that has happened be told, and opened so long ago that it is gone."""
    derived()
    db.session.execute(delete(Notice))
    db.session.commit()


def mailed() -> list[Mail]:
    """Write what is due and deliver it; every mail about notices as it was sent, oldest first."""
    db.session.commit()
    while mailing.write_next():
        pass
    return [mail for mail in delivered() if mail.template == mailing.TEMPLATE]


def to(person: Person, mails: list[Mail]) -> list[Mail]:
    """Those of the mails that went to the person."""
    return [mail for mail in mails if mail.to == person.email]


def leave_the_team(person: Person) -> None:
    """Take the person out of the team, as the database knows it."""
    place = next(p for p in db.session.scalars(select(TeamMember)) if p.membership.person_id == person.id)
    db.session.delete(place)
    db.session.commit()


def leave_the_programme(person: Person) -> None:
    """Take away the person's place in the programme, as the database knows it."""
    db.session.execute(delete(Membership).where(Membership.person_id == person.id))
    db.session.commit()
