"""Whose turn a document is: one worker makes it at a time, and another takes it up when that one has died.

Every step names the turn that it belongs to: who was thought dead and is not can do no harm any more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, null, or_, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from collab import clock
from collab.documents.models import Cause, DocumentOrder, OrderState, PlanDocument, until

SILENCE = timedelta(seconds=30)
"""A worker that was not heard of for so long has died."""
DEATHS = 3
"""After so many a document has failed."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A document that a worker has begun with."""

    order_id: int
    number: int

    @property
    def is_ours(self) -> tuple[ColumnElement[bool], ...]:
        """SQL: whether the document still waits for this turn."""
        order = DocumentOrder
        return order.id == self.order_id, order.turn == self.number, order.state == OrderState.MAKING


def is_anything_due(session: Session) -> bool:
    """Whether a document waits, or its worker was not heard of for too long. Reads only."""
    silent = and_(DocumentOrder.state == OrderState.MAKING, DocumentOrder.heard_at < clock.real() - SILENCE)
    due = or_(DocumentOrder.state == OrderState.WAITING, silent)
    return session.scalar(select(DocumentOrder.id).where(due).limit(1)) is not None


def take(session: Session) -> Turn | None:
    """Begin with the document that has waited longest, or None. Those whose worker died wait again first."""
    silent = DocumentOrder.state == OrderState.MAKING, DocumentOrder.heard_at < clock.real() - SILENCE
    _mourn(session, silent)
    first = session.execute(
        select(DocumentOrder.id, DocumentOrder.turn)
        .where(DocumentOrder.state == OrderState.WAITING)
        .order_by(DocumentOrder.asked_at, DocumentOrder.id)
        .limit(1)
    ).first()
    if first is None:
        return None
    waits = DocumentOrder.state == OrderState.WAITING
    is_taken = _change(
        session,
        (DocumentOrder.id == first.id, DocumentOrder.turn == first.turn, waits),
        state=OrderState.MAKING,
        turn=first.turn + 1,
        heard_at=clock.real(),
    )
    return Turn(first.id, first.turn + 1) if is_taken else None


def hear(session: Session, turn: Turn, told: dict[str, Any] | None) -> bool:
    """Note that the document is being made and what is done; whether the turn is still its own."""
    return _change(session, turn.is_ours, heard_at=clock.real(), told=told)


def give_back(session: Session, turn: Turn) -> None:
    """Let the document wait for another worker: this one was told to end."""
    _change(session, turn.is_ours, state=OrderState.WAITING, told=null(), heard_at=None)


def bury(session: Session, turn: Turn) -> None:
    """What made it has died: the document waits for another try, three in all."""
    _mourn(session, turn.is_ours)


def fail(session: Session, turn: Turn, cause: Cause) -> None:
    """It cannot be made, and another try would not help."""
    _change(session, turn.is_ours, state=OrderState.FAILED, cause=cause, told=null())


def finish(session: Session, turn: Turn, file: str, size: int) -> bool:
    """The file is in the store; everybody who waits for the same has it. Says whether the turn held."""
    asked = session.execute(select(DocumentOrder.digest, DocumentOrder.content).where(*turn.is_ours)).first()
    if asked is None:
        return False
    pictures = asked.content["pictures"] if asked.content else {}
    made = _document(session, PlanDocument(digest=asked.digest, file=file, size=size, pictures=pictures))
    same = DocumentOrder.digest == asked.digest, DocumentOrder.state == OrderState.WAITING
    for which in (turn.is_ours, same):
        _change(
            session, which, state=OrderState.READY, document_id=made, content=null(), told=null(), cause=None
        )
    return True


def _document(session: Session, made: PlanDocument) -> int:
    """The id of the document; another worker may have made the same meanwhile."""
    try:
        with session.begin_nested():
            session.add(made)
            session.flush()
            return made.id
    except IntegrityError:
        known = update(PlanDocument).where(PlanDocument.digest == made.digest)
        session.execute(known.values(file=made.file, size=made.size, kept_until=until()))
        return session.scalars(select(PlanDocument.id).where(PlanDocument.digest == made.digest)).one()


def _mourn(session: Session, which: Iterable[ColumnElement[bool]]) -> None:
    is_last = DocumentOrder.deaths + 1 >= DEATHS
    _change(
        session,
        which,
        deaths=DocumentOrder.deaths + 1,
        state=case((is_last, OrderState.FAILED.value), else_=OrderState.WAITING.value),
        cause=case((is_last, Cause.DIED.value), else_=None),
        told=null(),
        heard_at=None,
    )


def _change(session: Session, which: Iterable[ColumnElement[bool]], **values: Any) -> bool:
    statement = update(DocumentOrder).where(*which).values(**values)
    result = session.execute(statement.execution_options(synchronize_session=False))
    return isinstance(result, CursorResult) and result.rowcount > 0
