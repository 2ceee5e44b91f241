"""Work that a worker lets a child do, and whose turn it is: one does it, another when that one has died.

Every step names the turn that it belongs to: who was thought dead and is not can do no harm any more.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, and_, case, null, or_, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Mapped, Session, mapped_column

from collab import clock
from collab.statements import at_most

SILENCE = timedelta(seconds=30)
"""Who does it and was not heard of for so long has died."""


class Work:
    """What a model of such work keeps, beside its own `id` and `state`."""

    id: Mapped[int]
    state: Any
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    told: Mapped[dict[str, Any] | None]
    """What is being done: {"step": …, "numbers": {…}}."""
    turn: Mapped[int] = mapped_column(default=0, server_default="0")
    """Counts who began with it: whoever has an older turn may write nothing any more."""
    deaths: Mapped[int] = mapped_column(default=0, server_default="0")
    """How often who did it ended unexpectedly."""
    heard_at: Mapped[datetime | None]
    """When who does it was last heard of, in real time."""


class Turn(Struct, frozen=True):
    """A piece of work that somebody has begun with."""

    work_id: int
    number: int


class Turns(Struct, frozen=True):
    """The turns at one kind of work, and what it is called when it waits, is being done and has failed."""

    model: type[Work]
    waiting: StrEnum
    doing: StrEnum
    failed: StrEnum
    deaths: int
    """After so many it has failed."""
    at_begin: Callable[[], dict[str, Any]] = dict
    """What its own columns get when somebody begins."""
    at_failure: Callable[[], dict[str, Any]] = dict
    """What its own columns get after the last death."""

    def is_anything_due(self, session: Session) -> bool:
        """Whether work waits, or who does it was not heard of for too long. Reads only."""
        due = or_(self.model.state == self.waiting, and_(*self._silent()))
        return session.scalar(select(self.model.id).where(due).limit(at_most(1))) is not None

    def take(self, session: Session) -> Turn | None:
        """Begin with what has waited longest, or None. What somebody died over waits again first."""
        self._mourn(session, self._silent())
        waits = self.model.state == self.waiting
        longest = select(self.model.id, self.model.turn).where(waits)
        first = session.execute(
            longest.order_by(self.model.asked_at, self.model.id).limit(at_most(1))
        ).first()
        if first is None:
            return None
        turn = Turn(first.id, first.turn + 1)
        theirs = self.model.id == first.id, self.model.turn == first.turn, waits
        began = {"state": self.doing, "turn": turn.number, "heard_at": clock.real(), **self.at_begin()}
        return turn if self.change(session, theirs, **began) else None

    def hear(self, session: Session, turn: Turn, told: dict[str, Any] | None) -> bool:
        """Note that it is being done and how far it is; whether the turn is still its own."""
        return self.change(session, self.holds(turn), heard_at=clock.real(), told=told)

    def give_back(self, session: Session, turn: Turn) -> None:
        """Let it wait for somebody else: who did it was told to end."""
        self.change(session, self.holds(turn), state=self.waiting, told=null(), heard_at=None)

    def bury(self, session: Session, turn: Turn) -> None:
        """Who did it has died: it waits for another try, as long as there are any."""
        self._mourn(session, self.holds(turn))

    def end(self, session: Session, turn: Turn, state: StrEnum, **values: Any) -> bool:
        """It is over; whether the turn was still its own."""
        return self.change(session, self.holds(turn), state=state, told=null(), **values)

    def holds(self, turn: Turn) -> tuple[ColumnElement[bool], ...]:
        """SQL: whether the work still waits for this turn."""
        model = self.model
        return model.id == turn.work_id, model.turn == turn.number, model.state == self.doing

    def change(self, session: Session, which: Iterable[ColumnElement[bool]], **values: Any) -> bool:
        """Write to the work that is meant; whether there was any."""
        statement = update(self.model).where(*which).values(**values)
        result = session.execute(statement.execution_options(synchronize_session=False))
        return isinstance(result, CursorResult) and result.rowcount > 0

    def _silent(self) -> tuple[ColumnElement[bool], ...]:
        return self.model.state == self.doing, self.model.heard_at < clock.real() - SILENCE

    def _mourn(self, session: Session, which: Iterable[ColumnElement[bool]]) -> None:
        is_last = self.model.deaths + 1 >= self.deaths
        values = {name: case((is_last, value), else_=None) for name, value in self.at_failure().items()}
        values["state"] = case((is_last, self.failed.value), else_=self.waiting.value)
        self.change(session, which, deaths=self.model.deaths + 1, told=null(), heard_at=None, **values)
