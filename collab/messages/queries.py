"""Reading messages and their copies, and who is in a selection."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import Row, Select, and_, case, func, select
from sqlalchemy.orm import joinedload

from collab import db, markdown
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.mail.delivery import MOST_ATTEMPTS
from collab.mail.models import Mail
from collab.messages import policy
from collab.messages.models import Copy, Message
from collab.messages.selections import Selection, State
from collab.messages.wording import worded
from collab.programmes import queries as programmes
from collab.programmes.models import Membership, Organisation, Programme, Role, Sector
from collab.projects import queries as projects
from collab.stalls import queries as stalls
from collab.teams import queries as teams
from collab.teams.models import Team, TeamMember
from collab.text import Localised, alphabetical

_FAILURE = func.coalesce(Mail.failure, Copy.failure)
"""SQL, over Copy and its Mail: why it is not delivered, also when the mail is deleted; "" for nothing."""


@dataclass(frozen=True, slots=True)
class Line:
    """A message in the list."""

    key: str
    subject: str
    by: Localised | None
    made_at: datetime
    due_at: datetime | None
    sent_at: datetime | None
    copies: int
    failures: int


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person's copy, as its page shows it."""

    key: str
    name: Localised
    place: str
    email: str
    text: str
    """What they get, in their own language's names."""
    is_own: bool
    is_left_out: bool
    is_passed_over: bool
    settled_at: datetime | None
    delivered_at: datetime | None
    failure: str
    may_retry: bool
    """Whether nobody tries any more."""

    @property
    def html(self) -> Markup:
        """The text as it looks."""
        return markdown.render(self.text)


def get_message(key: str, *, viewer: Person) -> Message:
    """The message of that key. Raises NotFound for everybody who may not read it."""
    found = db.session.scalars(
        select(Message).options(joinedload(Message.programme)).where(Message.key == key)
    ).first()
    if found is None or not policy.read(viewer, found.programme):
        raise NotFound(key)
    return found


def get_copy(message: Message, key: str) -> Copy:
    """A copy of the message. Raises NotFound."""
    found = db.session.scalars(select(Copy).where(Copy.message_id == message.id, Copy.key == key)).first()
    if found is None:
        raise NotFound(key)
    return found


def list_messages(programme: Programme, *, viewer: Person) -> list[Line]:
    """The programme's messages, the newest first, in one statement. Raises NotFound for who does not lead."""
    if not policy.read(viewer, programme):
        raise NotFound(programme.slug)
    goes_out = and_(Copy.is_left_out.is_(False), Copy.is_passed_over.is_(False))
    rows = db.session.execute(
        select(
            Message.key,
            Message.subject,
            Person.name,
            Message.made_at,
            Message.due_at,
            Message.sent_at,
            func.coalesce(func.sum(case((goes_out, 1), else_=0)), 0),
            func.coalesce(func.sum(case((_FAILURE != "", 1), else_=0)), 0),
        )
        .outerjoin(Person, Person.id == Message.by_id)
        .outerjoin(Copy, Copy.message_id == Message.id)
        .outerjoin(Mail, Mail.id == Copy.mail_id)
        .where(Message.programme_id == programme.id)
        .group_by(Message.id, Person.id)
        .order_by(Message.made_at.desc(), Message.id.desc())
    )
    return [Line(*row) for row in rows]


def recipients(message: Message) -> list[Recipient]:
    """Everybody who has a copy, by place and name, in one statement."""
    rows = db.session.execute(
        select(
            Copy.key,
            Copy.own_text,
            Copy.is_left_out,
            Copy.is_passed_over,
            Copy.settled_at,
            Person.name,
            Person.email,
            Person.language,
            Organisation.short_name.label("place"),
            func.coalesce(Mail.sent_at, Copy.delivered_at).label("delivered_at"),
            _FAILURE.label("failure"),
            Mail.attempts,
        )
        .select_from(Copy)
        .join(Copy.membership)
        .join(Person, Person.id == Membership.person_id)
        .join(Membership.organisation)
        .outerjoin(Mail, Mail.id == Copy.mail_id)
        .where(Copy.message_id == message.id)
        .order_by(Organisation.short_name, Membership.id)
    )
    return [_recipient(row, message) for row in rows]


def _recipient(row: Row[*tuple[Any, ...]], message: Message) -> Recipient:
    said = message.text if row.own_text is None else row.own_text
    return Recipient(
        key=row.key,
        name=row.name,
        place=row.place,
        email=row.email,
        text=worded(said, name=row.name, place=row.place, language=row.language),
        is_own=row.own_text is not None,
        is_left_out=row.is_left_out,
        is_passed_over=row.is_passed_over,
        settled_at=row.settled_at,
        delivered_at=row.delivered_at,
        failure=row.failure,
        may_retry=_is_given_up(row.failure, row.attempts),
    )


def may_retry(copy: Copy) -> bool:
    """Whether its mail failed and nobody tries any more."""
    mail = copy.mail
    return _is_given_up(mail.failure, mail.attempts) if mail else _is_given_up(copy.failure, None)


def _is_given_up(failure: str, attempts: int | None) -> bool:
    """`attempts`: None where the mail is so old that it was deleted."""
    return failure != "" and (attempts is None or attempts >= MOST_ATTEMPTS)


def selected(programme: Programme, selection: Selection) -> list[int]:
    """The ids of the places in the programme that fit, each once, in the order of their organisations."""
    wanted = _wanted(programme, selection).order_by(Organisation.short_name, Membership.id)
    return list(db.session.scalars(wanted))


def copy_of(key: str) -> Copy | None:
    """The copy of that key; None once its person's place in the programme is gone."""
    return db.session.scalars(select(Copy).where(Copy.key == key)).first()


def is_still_for(copy: Copy) -> bool:
    """Whether its person still has the role, place and teams that it was written to.

    The state that was asked for (a project that stood still) holds for the moment when it was handed over.
    """
    selection = replace(Selection.of(copy.message.selection), state=State.ANY)
    theirs = _wanted(copy.message.programme, selection).where(Membership.id == copy.membership_id)
    return db.session.scalar(theirs) is not None


def _wanted(programme: Programme, selection: Selection) -> Select[int]:
    """SQL: the ids of the places that fit."""
    wanted = (
        select(Membership.id)
        .join(Membership.organisation)
        .outerjoin(Membership.sector)
        .where(Membership.programme_id == programme.id)
    )
    if selection.roles:
        wanted = wanted.where(Membership.role.in_([Role(role) for role in selection.roles]))
    columns = (
        (Sector.code, selection.sectors),
        (Organisation.county_code, selection.counties),
        (Organisation.slug, selection.organisations),
    )
    for column, values in columns:
        if values:
            wanted = wanted.where(column.in_(values))
    if selection.teams:
        wanted = wanted.where(_seated(Team.slug.in_(selection.teams)))
    if selection.state == State.NO_TEAM:
        wanted = wanted.where(Membership.role == Role.PARTICIPANT, ~teams.has_team())
    if selection.state == State.STANDS_STILL:
        wanted = wanted.where(_seated(Team.id.in_(_teams_that_stand_still(programme))))
    return wanted


def _seated(where: Any) -> Any:
    """SQL, over Membership: whether the place is taken in a team of that kind."""
    seats = select(TeamMember.id).join(TeamMember.team)
    return seats.where(TeamMember.membership_id == Membership.id, where).exists()


def _teams_that_stand_still(programme: Programme) -> list[int]:
    """Of the projects that are listed with reasons and not left alone."""
    running = [project for found in projects.by_team(programme).values() for project in found]
    listed = {stall.slug for stall in stalls.in_programme(programme) if stall.rest is None}
    return [project.team_id for project in running if project.slug in listed]


def waiting(now: datetime) -> Select[Message]:
    """SQL: messages whose time has come and that are not all handed over, the first due first."""
    return (
        select(Message)
        .where(Message.sent_at.is_(None), Message.due_at <= now)
        .order_by(Message.due_at, Message.id)
    )


def unsettled(message: Message) -> Select[Copy]:
    """SQL: the copies that still wait, those that are left out never."""
    return (
        select(Copy)
        .options(
            joinedload(Copy.membership, innerjoin=True).options(
                joinedload(Membership.person, innerjoin=True),
                joinedload(Membership.organisation, innerjoin=True),
            )
        )
        .where(Copy.message_id == message.id, Copy.settled_at.is_(None), Copy.is_left_out.is_(False))
        .order_by(Copy.id)
    )


def get_programme(slug: str, *, viewer: Person) -> Programme:
    """The programme of that slug, for those who lead it. Raises NotFound for everybody else."""
    programme = programmes.get_programme(slug)
    if not policy.read(viewer, programme):
        raise NotFound(slug)
    return programme


def organisations(programme: Programme) -> list[Organisation]:
    """Where the programme's people come from, in Swedish order."""
    places = select(Membership.organisation_id).where(Membership.programme_id == programme.id)
    found = db.session.scalars(select(Organisation).where(Organisation.id.in_(places)))
    return alphabetical(found, lambda place: place.short_name)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a message would be: for how many, and the first one's copy."""

    count: int
    name: Localised | None = None
    html: Markup | None = None


def previews(programme: Programme, selection: Selection, text: str) -> Preview:
    """What the message would be for this selection."""
    places = selected(programme, selection)
    if not places:
        return Preview(0)
    first = db.session.get_one(
        Membership, places[0], options=[joinedload(Membership.person), joinedload(Membership.organisation)]
    )
    said = worded(
        text, name=first.person.name, place=first.organisation.short_name, language=first.person.language
    )
    return Preview(len(places), first.person.name, markdown.render(said))
