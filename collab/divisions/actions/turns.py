"""Whose turn a search is: it is taken by one solver at a time, and taken again when that one has died.

Every step names the turn that it belongs to: who was thought dead and is not can do no harm any more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from collab import clock
from collab.divisions.models import Search, SearchState

SILENCE = timedelta(seconds=30)
"""A solver that was not heard of for so long has died."""
DEATHS = 2
"""After so many a search has failed."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A search that somebody has begun with."""

    search_id: int
    number: int

    @property
    def is_ours(self) -> tuple[ColumnElement[bool], ...]:
        """SQL: whether the search still waits for this turn."""
        return Search.id == self.search_id, Search.turn == self.number, Search.state == SearchState.RUNNING


def is_anything_due(session: Session) -> bool:
    """Whether a search waits, or its solver was not heard of for too long. Reads only."""
    silent = and_(Search.state == SearchState.RUNNING, Search.heard_at < clock.real() - SILENCE)
    due = select(Search.id).where(or_(Search.state == SearchState.WAITING, silent)).limit(1)
    return session.scalar(due) is not None


def take(session: Session) -> Turn | None:
    """Begin with the search that has waited longest, or None. Those whose solver died wait again first."""
    _bury(session)
    first = session.execute(
        select(Search.id, Search.turn)
        .where(Search.state == SearchState.WAITING)
        .order_by(Search.asked_at, Search.id)
        .limit(1)
    ).first()
    if first is None:
        return None
    now = clock.real()
    is_taken = _change(
        session,
        (Search.id == first.id, Search.turn == first.turn, Search.state == SearchState.WAITING),
        state=SearchState.RUNNING,
        turn=first.turn + 1,
        began_at=func.coalesce(Search.began_at, now),
        heard_at=now,
    )
    return Turn(first.id, first.turn + 1) if is_taken else None


def hear(session: Session, turn: Turn, told: dict[str, Any] | None) -> bool:
    """Note that the solver lives and what it does; whether the turn is still its own."""
    return _change(session, turn.is_ours, heard_at=clock.real(), told=told)


def stop_asked_at(session: Session, turn: Turn) -> datetime | None:
    """When somebody asked to stop, or None."""
    return session.scalar(select(Search.stop_asked_at).where(Search.id == turn.search_id))


def give_back(session: Session, turn: Turn) -> None:
    """Let the search wait for another solver: this one was told to end."""
    _change(session, turn.is_ours, state=SearchState.WAITING, told=None, heard_at=None)


def bury(session: Session, turn: Turn) -> None:
    """The solver has died: the search waits for another, once."""
    _mourn(session, turn.is_ours)


def end(session: Session, turn: Turn, state: SearchState, answer: dict[str, Any]) -> bool:
    """The search is over; whether the turn was still the solver's own."""
    return _change(session, turn.is_ours, state=state, answer=answer, ended_at=clock.real(), told=None)


def _bury(session: Session) -> None:
    silent = Search.state == SearchState.RUNNING, Search.heard_at < clock.real() - SILENCE
    _mourn(session, silent)


def _mourn(session: Session, which: Iterable[ColumnElement[bool]]) -> None:
    is_last = Search.deaths + 1 >= DEATHS
    _change(
        session,
        which,
        deaths=Search.deaths + 1,
        state=case((is_last, SearchState.FAILED.value), else_=SearchState.WAITING.value),
        ended_at=case((is_last, clock.real()), else_=None),
        told=None,
        heard_at=None,
    )


def _change(session: Session, which: Iterable[ColumnElement[bool]], **values: Any) -> bool:
    statement = update(Search).where(*which).values(**values).execution_options(synchronize_session=False)
    result = session.execute(statement)
    return isinstance(result, CursorResult) and result.rowcount > 0
