"""What can be found: which words of a thing, where it belongs, what a hit shows. Only `app` fills it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from msgspec import Struct, field
from sqlalchemy import ColumnElement, String, cast, literal, null
from sqlalchemy.sql.base import ExecutableOption
from sqlalchemy.types import TypeEngine

from collab import db
from collab.accounts.models import Viewer
from collab.search.models import MANY
from collab.subjects import Told
from collab.text import Localised

THINGS_THEMSELVES = literal(datetime(9999, 12, 31, tzinfo=UTC), db.UTCDateTime())
"""SQL: the day of projects, which have none: they come before what was written about them."""
SURROUNDINGS = literal(datetime(1970, 1, 1, tzinfo=UTC), db.UTCDateTime())
"""SQL: the day of people and teams, which have none either: they come after what was written."""


class Said(Struct, frozen=True):
    """The words that a thing is found by; those of its title count more."""

    title: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    """The name of what it belongs to, which a hit says as well: some of several words may stand in it."""
    is_told: bool = True
    """Whether others have been told: the words of a draft, half typed, tell nothing of those of others."""


class More(NamedTuple):
    """What a hit shows beside what is told of its subject; None for what its kind has not."""

    html: str | None = None
    """Its text as it is read: those whom it mentions by their names."""
    text: str | None = None
    said: Localised | None = None
    also: Localised | None = None
    of: Localised | None = None
    """The project that it belongs to."""
    by: Localised | None = None
    place: str | None = None
    """The slug of the team to look in."""
    day: datetime | None = None
    out: datetime | None = None
    """When others can read it, of a kind that its author writes unseen; None of a draft."""
    withdrawn: datetime | None = None
    """Since when its author alone reads it again."""


_COLUMNS: dict[str, TypeEngine[Any]] = {
    "html": String(),
    "text": String(),
    "said": db.LocalisedText(),
    "also": db.LocalisedText(),
    "of": db.LocalisedText(),
    "by": db.LocalisedText(),
    "place": String(),
    "day": db.UTCDateTime(),
    "out": db.UTCDateTime(),
    "withdrawn": db.UTCDateTime(),
}


class Findable(Struct, frozen=True):
    """How one kind of subject is found.

    `says(thing)` answers its words, None while it is not to be found at all; they change with the `watched`
    columns. `within(programme_id)` is SQL: which belong to a programme. `shown` gives columns by the names of
    `More`. `follows`: whose columns say some of its words, and SQL for which things those are; `needs`: how
    they are loaded along with many things.
    """

    kind: str
    watched: tuple[str, ...]
    says: Callable[[Any], Said | None]
    within: Callable[[Any], ColumnElement[bool]]
    at: Any = SURROUNDINGS
    shown: Mapping[str, Any] = field(default_factory=dict)
    address: Callable[[Told, More], tuple[str, dict[str, Any]]] | None = None
    """Where a hit leads, when that is another place than its subject's."""
    is_public: bool = False
    """Whether somebody without an account can find any: its policy answers for nobody, too."""
    is_headed_by_project: bool = False
    """Whether a hit's heading begins with its project: parts of plans are called alike everywhere."""
    follows: tuple[tuple[type[Any], tuple[str, ...], Callable[[Any], ColumnElement[bool]]], ...] = ()
    needs: tuple[ExecutableOption, ...] = ()

    @property
    def is_many(self) -> bool:
        """Whether there may be very many, none of them with a title."""
        return self.kind in MANY

    def columns(self) -> list[ColumnElement[Any]]:
        """SQL: what `More` says of a thing of this kind."""
        return [
            self.shown.get(name, cast(null(), kind)).label(f"more_{name}") for name, kind in _COLUMNS.items()
        ]


class Indexed(Struct, frozen=True):
    """A kind that the index keeps for a page of its own, whose actions write it; a rebuilt index has it, too.

    `says(thing)` answers its words, None while it is not to be found.
    """

    kind: str
    says: Callable[[Any], Said | None]
    needs: tuple[ExecutableOption, ...] = ()


_findables: dict[str, Findable] = {}
_beside: dict[str, Indexed] = {}


def register(things: Iterable[Findable]) -> None:
    """Add or replace kinds."""
    _findables.update((one.kind, one) for one in things)


def register_beside(things: Iterable[Indexed]) -> None:
    """Add or replace kinds that search does not ask for."""
    _beside.update((one.kind, one) for one in things)


def in_the_index() -> tuple[Findable | Indexed, ...]:
    """Every kind that the index keeps."""
    return (*_findables.values(), *_beside.values())


def all_kinds() -> tuple[Findable, ...]:
    """Every kind that can be found, in the order in which pages name them."""
    return tuple(_findables.values())


def kinds_for(viewer: Viewer | None) -> tuple[Findable, ...]:
    """The kinds that somebody can find, None: somebody without an account."""
    return tuple(kind for kind in all_kinds() if viewer is not None or kind.is_public)


def of_kind(kind: str) -> Findable | None:
    """How things of a kind are found; None for those that are not."""
    return _findables.get(kind)


def both(text: Localised | None) -> tuple[str, ...]:
    """The words of a text in each of its languages."""
    return () if text is None else tuple(filter(None, dict.fromkeys((text.sv, text.en))))
