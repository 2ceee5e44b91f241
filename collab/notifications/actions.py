"""Opening notices, and choosing how to be told."""

from collections.abc import Collection, Mapping

from sqlalchemy import delete, insert, select, update

from collab import clock, db
from collab.accounts.models import Person
from collab.notifications import queries, rhythm
from collab.notifications.kinds import NEED_ANSWER, Kind, Pace
from collab.notifications.models import MutedProject, Notice, NoticeChoices
from collab.notifications.rhythm import Quiet

_OPENED = {"opened_at": None, "mail_due_at": None}


def open_notice(notice: Notice) -> None:
    """Note that its person has opened it, in a short transaction of its own: a link is followed by GET."""
    unopened = Notice.id == notice.id, Notice.opened_at.is_(None)
    with db.apart() as connection:
        connection.execute(update(Notice).where(*unopened).values(_OPENED | {"opened_at": clock.now()}))


def let_go_of_hidden(known: Collection[int], *, by: Person) -> None:
    """Count what a person has not opened and may not know of any more as opened; `known`: the others.

    In a short transaction of its own: it is noticed when the page is read.
    """
    hidden = Notice.person_id == by.id, Notice.opened_at.is_(None), Notice.at <= clock.now()
    with db.apart() as connection:
        connection.execute(
            update(Notice)
            .where(*hidden, Notice.id.not_in(known))
            .values(_OPENED | {"opened_at": clock.now()})
        )


def open_all(*, by: Person) -> None:
    """Note that a person has read everything there is."""
    theirs = Notice.person_id == by.id, Notice.opened_at.is_(None), Notice.at <= clock.now()
    db.session.execute(update(Notice).where(*theirs).values(_OPENED | {"opened_at": clock.now()}))


def choose(paces: Mapping[Kind, Pace], quiet: Quiet, *, by: Person) -> None:
    """Keep how a person wants to be told; what waits to be mailed follows."""
    choices = db.session.get(NoticeChoices, by.id) or NoticeChoices(person_id=by.id)
    choices.paces = {kind.value: pace.value for kind, pace in paces.items()}
    choices.quiet_since, choices.quiet_until = quiet
    db.session.add(choices)
    _follow(choices)


def take_no_mail(*, by: Person) -> None:
    """Mail nothing more about notices to a person."""
    quiet = queries.choices_of(by).quiet
    choose(dict.fromkeys(Kind, Pace.NEVER), quiet, by=by)


def mute_only(projects: Collection[int], *, by: Person) -> None:
    """Mute these projects and no others; what is unread of them stays, and none of it is mailed."""
    db.session.execute(delete(MutedProject).where(MutedProject.person_id == by.id))
    rows = [{"person_id": by.id, "project_id": project_id} for project_id in sorted(projects)]
    if rows:
        db.session.execute(insert(MutedProject), rows)
    waiting = Notice.person_id == by.id, Notice.project_id.in_(projects)
    db.session.execute(
        update(Notice).where(*waiting, Notice.kind.not_in(NEED_ANSWER)).values(mail_due_at=None)
    )


def _follow(choices: NoticeChoices) -> None:
    waiting = select(Notice).where(
        Notice.person_id == choices.person_id, Notice.opened_at.is_(None), Notice.mailed_at.is_(None)
    )
    for notice in db.session.scalars(waiting):
        notice.mail_due_at = rhythm.due_at(choices.pace_of(notice.kind), clock.now(), choices.quiet)
