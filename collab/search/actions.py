"""Keeping the index: in the same transaction as what it speaks of."""

from typing import Any

from sqlalchemy import delete, select

from collab import db, subjects
from collab.search import schema, stems
from collab.search.models import SearchEntry

assert schema  # its listeners belong to the table  # noqa: S101 - says why the import stands here


def index(thing: Any, *texts: str) -> None:
    """Let `thing` be found by the words of `texts`."""
    if thing.id is None:
        db.session.flush()
    entry = db.session.scalars(_entry(thing)).first()
    if entry is None:
        entry = SearchEntry(kind=subjects.kind_of(thing), subject_id=thing.id, stems="")
        db.session.add(entry)
    entry.stems = stems.indexed(*texts)


def forget(thing: Any) -> None:
    """Let `thing` no longer be found."""
    kind = subjects.kind_of(thing)
    db.session.execute(
        delete(SearchEntry).where(SearchEntry.kind == kind, SearchEntry.subject_id == thing.id)
    )


def _entry(thing: Any) -> Any:
    return select(SearchEntry).where(
        SearchEntry.kind == subjects.kind_of(thing), SearchEntry.subject_id == thing.id
    )
