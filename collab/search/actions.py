"""Writing in the index what an action says, in the same transaction as what it speaks of."""

from collections.abc import Iterable
from typing import Any

from collab import db, subjects
from collab.search import entries, findable, schema
from collab.search.findable import Said

assert schema  # its listeners belong to the table  # noqa: S101 - says why the import stands here


def index(thing: Any, *texts: str) -> None:
    """Let `thing` be found by the words of `texts`, and by nothing else."""
    if thing.id is None:
        db.session.flush()
    entries.keep({(subjects.kind_of(thing), thing.id): Said(text=texts)})


def forget(thing: Any) -> None:
    """Let `thing` no longer be found."""
    entries.keep({(subjects.kind_of(thing), thing.id): None})


def follow(things: Iterable[Any]) -> None:
    """Let things be found by what they say that a statement has written, of which no flush knows."""
    kinds = {thing: findable.of_kind(subjects.kind_of(thing)) for thing in things}
    entries.keep({(kind.kind, thing.id): kind.says(thing) for thing, kind in kinds.items() if kind})
