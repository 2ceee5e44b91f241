"""What came of a message's copies: how many have gone, and which could not be delivered."""

from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from collab import clock
from collab.accounts.models import Person
from collab.mail.delivery import IS_TRIED
from collab.mail.models import Mail
from collab.messages.models import Copy, Message
from collab.messages.wording import outlined
from collab.programmes.models import Programme
from collab.statements import at_most, built_once
from collab.together import Reading, askable, asked

MOST = 5
"""So many messages are told of on a home."""
TOLD = timedelta(days=30)
"""For so long a home tells of what could not be delivered."""
GOES_OUT = and_(Copy.is_left_out.is_(False), Copy.is_passed_over.is_(False))
FAILURE = func.coalesce(Mail.failure, Copy.failure)
"""SQL, over Copy and its Mail: why it is not delivered, also when the mail is deleted; "" for nothing."""
GIVEN_UP = and_(FAILURE != "", or_(Mail.id.is_(None), ~IS_TRIED))
"""SQL, over Copy and its Mail: whether it is not delivered and nobody tries any more."""
_HAS_GONE = or_(
    Mail.sent_at.is_not(None), and_(Copy.settled_at.is_not(None), Mail.id.is_(None), FAILURE == "")
)
"""SQL: whether the mail server has taken it; of a copy whose mail is long deleted, that nothing failed."""


class Progress(Struct, frozen=True):
    """Of the copies of a message: how many go out, how many of them have gone, how many were given up."""

    going: int = 0
    gone: int = 0
    given_up: int = 0

    @property
    def waiting(self) -> int:
        """How many are still to be delivered."""
        return self.going - self.gone - self.given_up


def counted(goes_out: ColumnElement[bool] = GOES_OUT, *, over: bool = False) -> tuple[Any, ...]:
    """SQL, over Copy and its Mail: the numbers of a `Progress`, of a group of rows or `over` all of them."""
    sums = [
        func.sum(case((and_(goes_out, condition), 1), else_=0))
        for condition in (Copy.id.is_not(None), _HAS_GONE, GIVEN_UP)
    ]
    names = ("going", "gone", "given_up")
    return tuple(
        func.coalesce(one.over() if over else one, 0).label(name)
        for one, name in zip(sums, names, strict=True)
    )


class Undelivered(Struct, frozen=True):
    """A message of which copies could not be delivered."""

    key: str
    subject: str
    count: int


@askable
def undelivered(programme: Programme, *, viewer: Person) -> Reading[list[Undelivered]]:
    """What the viewer sent in the last weeks and nobody tries to deliver any more, the newest first."""
    told = _undelivered(programme_id=programme.id, by_id=viewer.id, since=clock.now() - TOLD)
    rows = yield from asked(told)
    return [Undelivered(key, outlined(subject), count) for key, subject, count in rows]


class Held(Struct, frozen=True):
    """A message that was held back when its time came, and waits as a draft."""

    key: str
    subject: str
    at: datetime
    is_nudge: bool


@askable
def held_back(programme: Programme, *, viewer: Person) -> Reading[list[Held]]:
    """What the viewer sent and did not go out, until it is sent anew or thrown away; the newest first."""
    rows = yield from asked(_held(programme_id=programme.id, by_id=viewer.id))
    return [Held(key, outlined(subject), *rest) for key, subject, *rest in rows]


@built_once
def _held(*, programme_id: Any, by_id: Any) -> Select[*tuple[Any, ...]]:
    theirs = (Message.programme_id == programme_id, Message.by_id == by_id)
    return (
        select(
            Message.key, Message.subject, Message.held_at, Message.project_id.is_not(None).label("is_nudge")
        )
        .where(*theirs, Message.held_at.is_not(None))
        .order_by(Message.held_at.desc(), Message.id.desc())
        .limit(at_most(MOST))
    )


@built_once
def _undelivered(*, programme_id: Any, by_id: Any, since: Any) -> Select[*tuple[Any, ...]]:
    theirs = (Message.programme_id == programme_id, Message.by_id == by_id, Message.due_at > since)
    return (
        select(Message.key, Message.subject, func.count(Copy.id).label("count"))
        .join(Copy, Copy.message_id == Message.id)
        .outerjoin(Mail, Mail.id == Copy.mail_id)
        .where(*theirs, GOES_OUT, GIVEN_UP)
        .group_by(Message.id)
        .order_by(Message.due_at.desc(), Message.id.desc())
        .limit(at_most(MOST))
    )
