"""Making the whole index anew, in batches, while the site is written to."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import delete, select

from collab import db, subjects
from collab.search import entries, findable, stems
from collab.search.findable import Findable, Indexed
from collab.search.models import OF_TITLE, SearchEntry, SearchWord
from collab.statements import at_most

BATCH = 500
WORDS = 5_000
"""Words whose stems are made anew in one transaction."""
Progress = Callable[[str, int], None]
"""Told a kind, and how many of its things are done."""


def rebuild(progress: Progress) -> int:
    """Let everything be found by what it says now, and nothing that is gone. Answers how many things.

    Each batch is a transaction of its own, and holds its things: who writes one of them meanwhile waits for
    the batch, or the batch for them.
    """
    _stem_words_anew()
    return sum(_rebuild(kind, progress) for kind in findable.in_the_index())


def _stem_words_anew() -> None:
    """The words that there are have the stems of today."""
    last = 0
    wanted = select(SearchWord).order_by(SearchWord.id).limit(at_most(WORDS))
    while True:
        with db.transaction():
            words = db.session.scalars(wanted.where(SearchWord.id > last)).all()
            for one in words:
                one.stem = stems.stems_of(one.word)[0]
            last = words[-1].id if words else last
        if len(words) < WORDS:
            return


def _rebuild(kind: Findable | Indexed, progress: Progress) -> int:
    last, done = 0, 0
    while True:
        with db.transaction():
            things = _batch(kind, last)
            entries.keep({(kind.kind, thing.id): kind.says(thing) for thing in things})
            _drop_gone(kind, last, things[-1].id if len(things) == BATCH else None)
            last = things[-1].id if things else last
        done += len(things)
        progress(kind.kind, done)
        if len(things) < BATCH:
            return done


def _batch(kind: Findable | Indexed, last: int) -> Sequence[Any]:
    model = subjects.of_kind(kind.kind).model
    wanted = select(model).where(model.id > last).order_by(model.id).limit(at_most(BATCH))
    return db.session.scalars(wanted.with_for_update(of=model)).all()


def _drop_gone(kind: Findable | Indexed, after: int, until: int | None) -> None:
    """Rows of things that there are no more, among those whose ids lie in between."""
    model = subjects.of_kind(kind.kind).model
    between = [SearchEntry.subject_id > after]
    if until is not None:
        between.append(SearchEntry.subject_id <= until)
    db.session.execute(
        delete(SearchEntry).where(
            SearchEntry.kind.in_([kind.kind, kind.kind + OF_TITLE]),
            *between,
            SearchEntry.subject_id.not_in(select(model.id)),
        ),
        execution_options={"synchronize_session": False},
    )
