"""Whose turn a search is: one solver takes it at a time, and once more another when that one has died."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from collab import clock
from collab.divisions.models import Search, SearchState
from collab.work import Turn, Turns

TURNS = Turns(
    Search,
    waiting=SearchState.WAITING,
    doing=SearchState.RUNNING,
    failed=SearchState.FAILED,
    deaths=2,
    at_begin=lambda: {"began_at": func.coalesce(Search.began_at, clock.real())},
    at_failure=lambda: {"ended_at": clock.real()},
)


def stop_asked_at(session: Session, turn: Turn) -> datetime | None:
    """When somebody asked to stop, or None."""
    return session.scalar(select(Search.stop_asked_at).where(Search.id == turn.work_id))
