"""What can be spoken of: kind → model, who may read it, address and label. Only `app` fills it."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any, NamedTuple

from msgspec import Struct
from sqlalchemy import ColumnElement, Integer, Select, String, cast, literal, null, select
from sqlalchemy.types import TypeEngine

from collab import db
from collab.text import Localised


class Told(NamedTuple):
    """What is told of a thing: the values by which its kind names and addresses it, None for the others."""

    kind: str
    id: int
    name: Localised | None = None
    title: str | None = None
    slug: str | None = None
    key: str | None = None
    at: datetime | None = None
    sort: str | None = None
    """What sort of its kind it is, or what it was written to: a question."""
    state: str | None = None
    words: str | None = None
    """How its text begins, as it is kept."""
    whose: int | None = None
    """The id of the person to whom it speaks."""


_VALUES: dict[str, TypeEngine[Any]] = {
    "name": db.LocalisedText(),
    "title": String(),
    "slug": String(),
    "key": String(),
    "at": db.UTCDateTime(),
    "sort": String(),
    "state": String(),
    "words": String(),
    "whose": Integer(),
}


def tell(thing: type[db.Base], **values: ColumnElement[Any] | Any) -> Select[*tuple[Any, ...]]:
    """SQL: what is told of all things of a model, `values` by the names of `Told`.

    What several kinds tell can be united in one statement: the columns are the same.
    """
    told = [values.get(name, cast(null(), kind)).label(name) for name, kind in _VALUES.items()]
    model: Any = thing
    return select(literal(model.__tablename__).label("kind"), model.id, *told).select_from(model)


class Subject(Struct, frozen=True):
    """How one kind of thing is found, named, addressed and guarded.

    `read(person, thing)` is the policy; `visible_to(person)` its twin in SQL; `told` what is told of its
    things, `address(told)` the endpoint of a thing's page and its values, `label(told)` the name people use,
    `quote(told)` its first words.
    """

    kind: str
    model: type[Any]
    read: Callable[[Any, Any], bool]
    visible_to: Callable[[Any], ColumnElement[bool]]
    told: Select[*tuple[Any, ...]]
    address: Callable[[Told], tuple[str, dict[str, Any]]]
    label: Callable[[Told], str | Localised | None]
    quote: Callable[[Told], str] = lambda _told: ""


_subjects: dict[str, Subject] = {}
Opened = Callable[[db.Base, Any, Collection[str]], None]

_when_opened: list[Opened] = []


def register(subject: Subject) -> None:
    """Add or replace a kind."""
    _subjects[subject.kind] = subject


def when_opened(note: Opened) -> None:
    """Let `note(thing, person, showing)` know of every thing whose page somebody opens."""
    _when_opened[:] = [note]


def opened(thing: db.Base, *, by: Any, showing: Collection[str] = ()) -> None:
    """Say that a person has opened the page of a thing, or one that shows all of these kinds that it has.

    Such a page says whether the thing itself is among them.
    """
    for note in _when_opened:
        note(thing, by, showing)


def of_kind(kind: str) -> Subject:
    """The subject of a kind. Raises KeyError for a kind that nobody registered."""
    return _subjects[kind]


def kind_of(thing: db.Base) -> str:
    """The kind of a model instance: its table's name."""
    return str(type(thing).__tablename__)


def kinds() -> tuple[str, ...]:
    """Every registered kind."""
    return tuple(_subjects)
