"""What is to be found and stands in no index: things from before it, and those that passed it by."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from collab import subjects
from collab.search import entries, findable
from collab.search.findable import Findable, Indexed
from collab.search.models import SearchEntry
from collab.statements import at_most

BATCH = 500


def missing(held: Session) -> dict[str, int]:
    """How many things of each kind are missing from the index; kinds of which none is are left out."""
    counted = {kind.kind: _missing(kind, held) for kind in findable.in_the_index()}
    return {kind: number for kind, number in counted.items() if number}


def _missing(kind: Findable | Indexed, held: Session) -> int:
    return sum(entries.has_words(kind.says(thing)) for batch in _unknown(kind, held) for thing in batch)


def _unknown(kind: Findable | Indexed, held: Session) -> Iterator[Sequence[Any]]:
    """The things that are not in the index, be it that they say nothing, in batches that are let go again."""
    model = subjects.of_kind(kind.kind).model
    known = exists().where(SearchEntry.kind == kind.kind, SearchEntry.subject_id == model.id)
    unknown, last = (
        select(model).options(*kind.needs).where(~known).order_by(model.id).limit(at_most(BATCH)),
        0,
    )
    while batch := held.scalars(unknown.where(model.id > last)).all():
        last = batch[-1].id
        yield batch
        held.expunge_all()
