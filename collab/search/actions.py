"""Writing in the index what an action says, in the same transaction as what it speaks of."""

from typing import Any

from collab import db, subjects
from collab.search import entries, schema
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
