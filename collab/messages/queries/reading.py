"""Reading messages and their copies."""

from datetime import datetime
from math import ceil
from typing import Any

from markupsafe import Markup
from msgspec import Struct
from sqlalchemy import Row, Select, and_, case, func, or_, select
from sqlalchemy.orm import joinedload

from collab import db, markdown
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.mail.models import Mail
from collab.mail.reasons import Failure
from collab.messages import policy
from collab.messages.models import Copy, Message
from collab.messages.queries.choosing import is_out
from collab.messages.queries.outcomes import FAILURE, GIVEN_UP, GOES_OUT, Progress, counted
from collab.messages.wording import Reader, outlined, worded
from collab.programmes import queries as programmes
from collab.programmes.models import Membership, Organisation, Programme
from collab.programmes.policy import address_correctable_by as may_correct
from collab.statements import at_most
from collab.text import Localised

A_PAGE = 50
"""So many copies are shown at a time: each is rendered."""


class Line(Struct, frozen=True):
    """A message in the list."""

    key: str
    subject: str
    by: Localised | None
    made_at: datetime
    due_at: datetime | None
    sent_at: datetime | None
    held_at: datetime | None
    progress: Progress


class Recipient(Struct, frozen=True):
    """One person's copy, as its page shows it."""

    key: str
    name: Localised
    place: str
    email: str
    subject: str
    text: str
    """What they get."""
    is_own: bool
    is_left_out: bool
    is_passed_over: bool
    """Whether they are not in the selection any more, and get nothing."""
    settled_at: datetime | None
    delivered_at: datetime | None
    failure: Failure | None
    tries_at: datetime | None
    """When its mail is tried again, or was the last time."""
    may_retry: bool
    """Whether nobody tries any more."""
    code: str
    """What the programme calls the person's place."""
    may_correct: bool
    """Whether the viewer may correct the person's address."""

    @property
    def waits(self) -> bool:
        """Whether the mail server has yet to be asked to take it, once its message's time has come."""
        return self.delivered_at is None and (self.settled_at is None or self.tries_at is not None)

    @property
    def html(self) -> Markup:
        """The text as it looks."""
        return markdown.render(self.text)


def get_message(key: str, *, viewer: Person) -> Message:
    """The message of that key. Raises NotFound for everybody who may not read it."""
    found = db.session.scalars(
        select(Message)
        .options(joinedload(Message.programme), joinedload(Message.project))
        .where(Message.key == key)
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
    rows = db.session.execute(
        select(
            Message.key,
            Message.subject,
            Person.name,
            Message.made_at,
            Message.due_at,
            Message.sent_at,
            Message.held_at,
            *counted(),
        )
        .outerjoin(Person, Person.id == Message.by_id)
        .outerjoin(Copy, Copy.message_id == Message.id)
        .outerjoin(Mail, Mail.id == Copy.mail_id)
        .where(Message.programme_id == programme.id)
        .group_by(Message.id, Person.id)
        .order_by(Message.made_at.desc(), Message.id.desc())
    )
    return [_line(*row) for row in rows]


def _line(key: str, subject: str, *rest: Any) -> Line:
    by, made_at, due_at, sent_at, held_at, *counts = rest
    return Line(key, outlined(subject), by, made_at, due_at, sent_at, held_at, Progress(*counts))


class Copies(Struct, frozen=True):
    """A page of a message's copies, and how many there are of all."""

    shown: list[Recipient]
    progress: Progress
    page: int
    last: int
    """The number of the last page."""


def copies(message: Message, page: int = 1, *, viewer: Person) -> Copies:
    """The copies of that page, in one statement. Raises NotFound for a page that is not there."""
    before = at_most(A_PAGE * max(page - 1, 0))
    rows = db.session.execute(_told(message, viewer).limit(at_most(A_PAGE)).offset(before)).all()
    if page < 1 or (page > 1 and not rows):
        raise NotFound(page)
    shown = [_recipient(row, message) for row in rows]
    if not rows:
        return Copies(shown, Progress(), page, 1)
    progress = Progress(rows[0].going, rows[0].gone, rows[0].given_up)
    return Copies(shown, progress, page, ceil(rows[0].all / A_PAGE))


_OWN = Copy.key, Copy.own_subject, Copy.own_text, Copy.is_left_out
_WHOSE = Person.name, Person.email, Membership.code
_IS_FIRST = or_(FAILURE != "", Copy.settled_at > Message.sent_at)
"""SQL: whether it was not delivered, also when it was handed to the mail once more since."""


def _told(message: Message, viewer: Person) -> Select[*tuple[Any, ...]]:
    """Of each copy what its page shows, those not delivered first, and how many there are of all."""
    passed_over = is_out(message)
    return (
        select(
            *_OWN,
            may_correct(viewer).label("may_correct"),
            passed_over.label("is_passed_over"),
            Copy.settled_at,
            *_WHOSE,
            Organisation.short_name.label("place"),
            func.coalesce(Mail.sent_at, Copy.delivered_at).label("delivered_at"),
            FAILURE.label("failure"),
            GIVEN_UP.label("is_given_up"),
            Mail.due_at.label("tries_at"),
            func.count().over().label("all"),
            *counted(and_(GOES_OUT, ~passed_over), over=True),
        )
        .select_from(Copy)
        .join(Copy.message)
        .join(Copy.membership)
        .join(Person, Person.id == Membership.person_id)
        .join(Membership.organisation)
        .outerjoin(Mail, Mail.id == Copy.mail_id)
        .where(Copy.message_id == message.id)
        .order_by(case((_IS_FIRST, 0), else_=1), Organisation.short_name, Membership.id)
    )


def is_for_nobody(message: Message) -> bool:
    """Whether everybody is left out."""
    going = select(Copy.id).where(Copy.message_id == message.id, Copy.is_left_out.is_(False))
    return db.session.scalars(going.limit(at_most(1))).first() is None


def is_begun(message: Message) -> bool:
    """Whether somebody's copy has been handed to the mail, or passed over."""
    settled = select(Copy.id).where(Copy.message_id == message.id, Copy.settled_at.is_not(None))
    return db.session.scalars(settled.limit(at_most(1))).first() is not None


def _recipient(row: Row[*tuple[Any, ...]], message: Message) -> Recipient:
    subject = message.subject if row.own_subject is None else row.own_subject
    text = message.text if row.own_text is None else row.own_text
    reader = Reader(row.name, row.place)
    return Recipient(
        key=row.key,
        name=row.name,
        place=row.place,
        email=row.email,
        subject=worded(subject, reader),
        text=worded(text, reader),
        is_own=(row.own_subject, row.own_text) != (None, None),
        is_left_out=row.is_left_out,
        is_passed_over=row.is_passed_over,
        settled_at=row.settled_at,
        delivered_at=row.delivered_at,
        failure=Failure.of(row.failure) if row.failure else None,
        tries_at=row.tries_at,
        may_retry=row.is_given_up,
        code=row.code,
        may_correct=row.may_correct,
    )


def may_retry(copy: Copy) -> bool:
    """Whether its mail failed and nobody tries any more."""
    given_up = select(Copy.id).outerjoin(Mail, Mail.id == Copy.mail_id).where(Copy.id == copy.id, GIVEN_UP)
    return db.session.scalar(given_up) is not None


def given_up(message: Message) -> Select[Copy]:
    """SQL: the copies of the message whose mail failed and that nobody tries any more."""
    copies = select(Copy).outerjoin(Mail, Mail.id == Copy.mail_id)
    return copies.where(Copy.message_id == message.id, GIVEN_UP).order_by(Copy.id)


def copy_of(key: str) -> Copy | None:
    """The copy of that key; None once its person's place in the programme is gone."""
    return db.session.scalars(select(Copy).where(Copy.key == key)).first()


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
