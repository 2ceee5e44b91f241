"""What was asked before in the same transaction is not asked of the database again."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from collab import db

P = ParamSpec("P")
R = TypeVar("R")
_PLACE = "remembered"


def remembered(read: Callable[P, R]) -> Callable[P, R]:
    """Let a query answer from memory when its arguments are the same, until something is written.

    Its arguments are hashable: rows count as themselves. The memory belongs to the session and ends with its
    transaction, at the first flush, and at every statement that writes.
    """

    @wraps(read)
    def answer(*args: P.args, **kwargs: P.kwargs) -> R:
        session = db.session()
        if session.new or session.dirty or session.deleted:
            return read(*args, **kwargs)
        memory: dict[Any, R] = session.info.setdefault(_PLACE, {})
        key = (read, args, tuple(sorted(kwargs.items())))
        if key not in memory:
            memory[key] = read(*args, **kwargs)
        return memory[key]

    return answer


def forget(session: Session, *_: Any) -> None:
    """Begin anew: what is asked next is asked of the database."""
    session.info.pop(_PLACE, None)


def _forget_when_writing(state: ORMExecuteState) -> None:
    if not state.is_select:
        forget(state.session)


event.listen(Session, "after_flush", forget)
event.listen(Session, "after_transaction_end", forget)
event.listen(Session, "do_orm_execute", _forget_when_writing)
