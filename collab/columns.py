"""Types of columns: moments, texts in two languages, words of an enum."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache

from sqlalchemy import DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator

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

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """The word itself; a word outside the enum raises ValueError."""
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """The enum again."""
        return None if value is None else self.kind(value)
