"""What can be spoken of: kind → model, who may read it, address and label. Only `app` fills it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.sql.base import ExecutableOption

from collab import db
from collab.text import Localised


@dataclass(frozen=True, slots=True)
class Subject:
    """How one kind of thing is found, named, addressed and guarded.

    `read(person, thing)` is the policy; `visible_to(person)` its twin in SQL; `address(thing)` gives the
    endpoint and its values; `label(thing)` the name that people use.
    """

    kind: str
    model: type[Any]
    read: Callable[[Any, Any], bool]
    visible_to: Callable[[Any], ColumnElement[bool]]
    address: Callable[[Any], tuple[str, dict[str, Any]]]
    label: Callable[[Any], str | Localised]
    needs: tuple[ExecutableOption, ...] = ()
    """What to load along with the things, so that addresses and labels of many cost one statement."""


_subjects: dict[str, Subject] = {}


def register(subject: Subject) -> None:
    """Add or replace a kind."""
    _subjects[subject.kind] = subject


def of_kind(kind: str) -> Subject:
    """The subject of a kind. Raises KeyError for a kind that nobody registered."""
    return _subjects[kind]


def kind_of(thing: db.Base) -> str:
    """The kind of a model instance: its table's name."""
    return str(type(thing).__tablename__)


def kinds() -> tuple[str, ...]:
    """Every registered kind."""
    return tuple(_subjects)
