"""What the models say beside what a database has."""

from typing import Any, Literal

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from collab import app, db
from collab.migrations import kinds

METADATA = db.Base.metadata
MADE_OTHERWISE = ("search_index", "search_few", "ix_search_entry_of_", "ix_search_entry_document", kinds.NAME)

if not app.SUBJECTS:  # importing the application has imported every model
    raise LookupError("the application knows no feature")


def is_ours(_item: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
    """Leave out what others make: the tables of the index with their shadows and the GIN index; the steps' table."""
    return not (kind in ("table", "index") and (name or "").startswith(MADE_OTHERWISE))


def render(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our own column types as what the database has, so that a step does not change with our code."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def differences(connection: Connection) -> list[Any]:
    """What Alembic would change to bring the database to what the models say."""
    context = MigrationContext.configure(connection, opts={"include_object": is_ours})
    return list(compare_metadata(context, METADATA))
