"""Tables as the database itself describes them, so that a backup needs no model, and their rows as JSON."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    JSON,
    Connection,
    Date,
    DateTime,
    LargeBinary,
    Time,
    column,
    inspect,
    table,
)
from sqlalchemy.engine import Inspector
from sqlalchemy.sql.expression import TableClause
from sqlalchemy.types import TypeEngine

from collab.migrations import comparison, steps

LEFT_OUT = ("sign_in", "sign_in_link", "attempt", "heartbeat", "document_order", "plan_document")
"""What holds for the running site only: docs/decisions/0010."""
NOT_ROWS = ("alembic_version",)

READERS: tuple[tuple[type[TypeEngine[Any]], Callable[[str], Any]], ...] = (
    (DateTime, datetime.fromisoformat),
    (Date, date.fromisoformat),
    (Time, time.fromisoformat),
    (LargeBinary, b64decode),
)
"""How to read back what JSON has no word for."""


class Described(Struct, frozen=True):
    """A table of the database."""

    name: str
    columns: Mapping[str, TypeEngine[Any]]
    key: tuple[str, ...]
    """The primary key: the order of the rows."""

    @property
    def clause(self) -> TableClause:
        """For statements."""
        return table(self.name, *(column(name, kind) for name, kind in self.columns.items()))

    def row(self, line: bytes) -> dict[str, Any]:
        """A row that `line_of` wrote. Raises ValueError when it is not one of this table."""
        said = json.loads(line)
        if not isinstance(said, dict) or said.keys() != self.columns.keys():
            raise ValueError(f"a row of other columns than {self.name} has")
        return {name: _value(self.columns[name], value) for name, value in said.items()}


def described(connection: Connection) -> list[Described]:
    """The tables whose rows a backup holds, in the order of their names."""
    found = inspect(connection)
    names = {name for name in found.get_table_names() if _is_held(name)}
    if steps.reached(connection) == steps.newest():
        names &= comparison.METADATA.tables.keys()  # what else a database may hold is somebody else's
    return _described(found, sorted(names))


def line_of(row: Mapping[str, Any]) -> bytes:
    """A row as one line of JSON."""
    return json.dumps(dict(row), ensure_ascii=False, default=_said, separators=(",", ":")).encode() + b"\n"


def _is_held(name: str) -> bool:
    return name not in (*LEFT_OUT, *NOT_ROWS) and not name.startswith(comparison.MADE_OTHERWISE)


def _described(found: Inspector, names: list[str]) -> list[Described]:
    columns = found.get_multi_columns(filter_names=names)
    keys = found.get_multi_pk_constraint(filter_names=names)
    return [
        Described(
            name,
            {column["name"]: _kind(column["type"]) for column in columns[None, name]},
            tuple(keys[None, name]["constrained_columns"]),
        )
        for name in names
    ]


def _kind(reflected: TypeEngine[Any]) -> TypeEngine[Any]:
    return JSON(none_as_null=True) if isinstance(reflected, JSON) else reflected


def _said(value: Any) -> str:
    """What JSON has no word for. A moment without a zone is SQLite's, which keeps them in UTC."""
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return b64encode(value).decode()
    raise TypeError(f"a backup has no word for a {type(value).__name__}")


def _value(kind: TypeEngine[Any], value: Any) -> Any:
    if value is None:
        return None
    return next((read(value) for known, read in READERS if isinstance(kind, known)), value)
