"""Types of columns: moments, texts in two languages, words of an enum; and many values as one."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    JSON,
    BindParameter,
    Boolean,
    DateTime,
    Dialect,
    String,
    literal,
    text,
    type_coerce,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

from collab.text import Localised


class UTCDateTime(TypeDecorator[datetime]):
    """A moment, UTC-aware in Python, kept in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time: it would be somebody's guess."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back the zone that SQLite forgets."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class LocalisedText(TypeDecorator[Localised]):
    """A `Localised`, kept as JSON text with its two languages."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Localised | None, dialect: Dialect) -> str | None:
        """Both languages in one column."""
        return None if value is None else json.dumps({"sv": value.sv, "en": value.en}, ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Localised | None:
        """The text as it was."""
        return None if value is None else _localised(value)


@lru_cache(maxsize=4096)
def _localised(kept: str) -> Localised:
    return Localised(**json.loads(kept))


class Words(TypeDecorator[StrEnum]):
    """A `StrEnum` kept by its value, without a database type, so that a new word is no migration."""

    impl = String(40)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def __repr__(self) -> str:
        """Two columns of the same words read the same."""
        return f"Words({self.kind.__module__}.{self.kind.__qualname__})"

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """The word itself; a word outside the enum raises ValueError."""
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """The enum again."""
        return None if value is None else self.kind(value)


class Many(TypeDecorator[Any]):
    """Any number of ids or keys as one value of a statement: an array on PostgreSQL, else a JSON list."""

    impl = JSON
    cache_ok = True

    def __init__(self, item: TypeEngine[Any]) -> None:
        super().__init__()
        self.item = item

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """What carries them there."""
        return dialect.type_descriptor(ARRAY(self.item) if dialect.name == "postgresql" else JSON())


def among(column: InstrumentedAttribute[Any], values: Any) -> "_Among":
    """SQL: whether the column is one of the values, which may be a placeholder for a list.

    The statement reads the same however many there are. `IN (…)` with a placeholder for each is another
    statement each time, and PostgreSQL plans it anew.
    """
    return _Among(column, type_coerce(values, Many(column.type)))


def spelled(column: InstrumentedAttribute[Any], words: Iterable[StrEnum]) -> list[BindParameter[Any]]:
    """Words that are known when a statement is built, for `column.in_`: they are written into it once.

    A list of plain values is written into the statement anew each time it is asked, which takes the longer
    the statement is.
    """
    return [literal(word, column.type) for word in sorted(words)]


class _Among(FunctionElement[bool]):
    type = Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> "_Among":
        """Itself: a condition already. A `= 1` behind it keeps SQLite from looking rows up by their ids."""
        return self


@compiles(_Among, "postgresql")
def _in_array(among: _Among, compiler: SQLCompiler, **how: Any) -> str:
    column, values = (compiler.process(part, **how) for part in among.clauses)
    return f"{column} = ANY ({values})"


@compiles(_Among)
def _in_list(among: _Among, compiler: SQLCompiler, **how: Any) -> str:
    column, values = (compiler.process(part, **how) for part in among.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"  # noqa: S608 - both are SQL already


def only(where: str) -> dict[str, Any]:
    """What makes an index one over those rows alone for which the SQL holds, on both databases."""
    return {"sqlite_where": text(where), "postgresql_where": text(where)}
