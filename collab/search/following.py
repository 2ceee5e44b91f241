"""Keeping the index by itself: what is written is found in the same transaction, whoever writes it.

A path that writes cannot forget the index, then, be it an action, an import or one that is still to come.
Only a statement that changes rows without loading them passes by: whoever sends one tells `actions.follow`. A
test rebuilds the index of the whole demonstration and finds it the same.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session

from collab import subjects
from collab.search import entries, findable
from collab.search.entries import Key
from collab.search.findable import Findable, Said


@event.listens_for(Session, "after_flush")
def _follow(held: Session, _context: Any) -> None:
    wanted: dict[Key, Said | None] = {}
    for thing in held.deleted:
        if (kind := _findable(thing)) is not None:
            wanted[kind.kind, thing.id] = None
    for thing in (*held.new, *held.dirty):
        kind = _findable(thing)
        if kind is not None and _has_changed(thing, kind.watched):
            wanted[kind.kind, thing.id] = kind.says(thing)
    for kind, thing in _whose_words_changed(held):
        wanted.setdefault((kind.kind, thing.id), kind.says(thing))
    entries.keep(wanted)


def _findable(thing: Any) -> Findable | None:
    return findable.of_kind(subjects.kind_of(thing))


def _has_changed(thing: Any, columns: Iterable[str]) -> bool:
    attributes = inspect(thing).attrs
    return any(attributes[name].history.has_changes() for name in columns)


def _whose_words_changed(held: Session) -> Iterator[tuple[Findable, Any]]:
    """Things that say words of something which has changed: a person those of their office."""
    for kind in findable.all_kinds():
        for model, columns, whose in kind.follows:
            for source in held.dirty:
                if type(source) is model and _has_changed(source, columns):
                    for thing in held.scalars(
                        select(subjects.of_kind(kind.kind).model).where(whose(source.id))
                    ):
                        yield kind, thing
