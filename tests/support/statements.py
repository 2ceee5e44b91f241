"""Counting what a page asks of the database."""

from collections.abc import Callable

from sqlalchemy import event

from collab import db
from collab.memory import forget


def statements_of(act: Callable[[], object]) -> int:
    """How many statements `act` sends, remembering nothing; SQLite's BEGIN is not counted."""
    return len(sent_by(act))


def sent_by(act: Callable[[], object]) -> list[str]:
    """The statements that `act` sends, remembering nothing."""
    forget(db.session())
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(db.engine(), "before_cursor_execute", note)
    try:
        act()
    finally:
        event.remove(db.engine(), "before_cursor_execute", note)
    return sent
