"""What was asked before, in the same transaction or of the same public version, is not asked again."""

from collections.abc import Callable, Hashable, Mapping
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, event
from sqlalchemy.orm import ORMExecuteState, Session

from collab import db, versions

P = ParamSpec("P")
R = TypeVar("R")
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
_PLACE = "remembered"
_of_engine: WeakKeyDictionary[Engine, dict[Any, tuple[int, Any]]] = WeakKeyDictionary()


class Shelf(dict[K, V]):
    """A memory for at most so many things: what no longer finds room begins it anew."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def keep(self, things: Mapping[K, V]) -> None:
        """Remember these as well."""
        if len(self) + len(things) > self._most:
            self.clear()
        self.update(things)


def remembered(read: Callable[P, R]) -> Callable[P, R]:
    """Let a query answer from memory when its arguments are the same, until something is written.

    Its arguments are hashable: rows count as themselves. The memory belongs to the session and ends with its
    transaction, at the first flush, and at every statement that writes.
    """

    @wraps(read)
    def answer(*args: P.args, **kwargs: P.kwargs) -> R:
        memory: dict[Any, R] = of_transaction()
        key = (read, args, tuple(sorted(kwargs.items())))
        if key not in memory:
            memory[key] = read(*args, **kwargs)
        return memory[key]

    return answer


def foresee(query: Callable[..., R], answers: Mapping[tuple[Any, ...], R]) -> None:
    """Remember what a remembered query would answer, by its arguments: it was asked of many at once."""
    read = query.__wrapped__  # type: ignore[attr-defined] # as `wraps` leaves it
    of_transaction().update({(read, args, ()): answer for args, answer in answers.items()})


def of_transaction() -> dict[Any, Any]:
    """What is remembered in this transaction; nothing while something waits to be written."""
    session = db.session()
    if session.new or session.dirty or session.deleted:
        return {}
    memory: dict[Any, Any] = session.info.setdefault(_PLACE, {})
    return memory


_VERSION = "public version"


def note_public_version(number: int | None) -> None:
    """Remember the public version that the session has just read along with something else."""
    db.session().info.setdefault(_PLACE, {})[_VERSION] = number or 0


def _public_version() -> int:
    memory = db.session().info.setdefault(_PLACE, {})
    if _VERSION not in memory:
        memory[_VERSION] = versions.read_on(db.session.connection())
    found: int = memory[_VERSION]
    return found


def remembered_while_public(read: Callable[P, R]) -> Callable[P, R]:
    """Let a query over what is public answer from the process's memory until the public version changes.

    Its argument is the id of a programme, or none; its answer holds plain values, no rows. The version is
    read first, so that an answer can be called too old but never too new. Inside a write it is asked anew.
    """

    @wraps(read)
    def answer(*args: P.args, **kwargs: P.kwargs) -> R:
        if db.is_writing():
            return read(*args, **kwargs)
        connection = db.session.connection()
        version = _public_version()
        memory = _of_engine.setdefault(connection.engine, {})
        key = (read, args, tuple(kwargs.items()))
        held = memory.get(key)
        if held is None or held[0] != version:
            held = memory[key] = (version, read(*args, **kwargs))
        found: R = held[1]
        return found

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
event.listen(Engine, "engine_disposed", lambda engine: _of_engine.pop(engine, None))
