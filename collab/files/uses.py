"""What shows pictures: every row that points to one, and frozen values that name one by its key."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Text, cast, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from collab import db
from collab.files.models import Picture

_frozen: dict[str, InstrumentedAttribute[Any]] = {}


def register(column: InstrumentedAttribute[Any]) -> None:
    """Let the keys that stand in a JSON column count as uses. Only `app` does: what freezes is above."""
    _frozen[str(column)] = column


def is_shown() -> ColumnElement[bool]:
    """Whether anything shows a picture, in SQL.

    Which columns point to pictures is asked of the models themselves: no later feature can be forgotten.
    """
    return or_(*(statement.correlate(Picture).exists() for statement in [*_pointing(), *_naming()]))


def _pointing() -> list[Select[Any]]:
    of_picture = Picture.__table__.c.id
    keys = [key for table in db.Base.metadata.sorted_tables for key in table.foreign_keys]
    return [select(k.parent).where(k.parent == Picture.id) for k in keys if k.column is of_picture]


def _naming() -> list[Select[Any]]:
    return [select(c).where(cast(c, Text).contains(Picture.key)) for c in _frozen.values()]
