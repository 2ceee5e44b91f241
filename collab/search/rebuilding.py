"""Making the whole index anew, in batches, while the site is written to."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from sqlalchemy import delete, exists, func, select

from collab import db, subjects
from collab.columns import among
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
    with db.transaction():
        newest = db.session.scalar(select(func.max(SearchWord.id))) or 0
    said: set[str] = set()
    count = sum(_rebuild(kind, said, progress) for kind in findable.in_the_index())
    _learn_anew(said, newest)
    return count


def _learn_anew(said: AbstractSet[str], newest: int) -> None:
    """The words have the stems of today; up to the `newest` only those are left that something says."""
    last = 0
    wanted = select(SearchWord).order_by(SearchWord.id).limit(at_most(WORDS))
    while True:
        with db.transaction():
            words = db.session.scalars(wanted.where(SearchWord.id > last)).all()
            for one in words:
                if one.word in said or one.id > newest:
                    one.stem = stems.stems_of(one.word)[0]
                else:
                    db.session.delete(one)
            last = words[-1].id if words else last
        if len(words) < WORDS:
            return


def _rebuild(kind: Findable | Indexed, said: set[str], progress: Progress) -> int:
    """Every thing of a kind; the words that they say are added to `said`. Answers how many things."""
    last, done = 0, 0
    while True:
        with db.transaction():
            things = _batch(kind, last)
            wanted = {(kind.kind, thing.id): kind.says(thing) for thing in things}
            entries.keep(wanted)
            said |= entries.words_of(wanted.values())
            _drop_gone(kind, last, things[-1].id if len(things) == BATCH else None)
            last = things[-1].id if things else last
        done += len(things)
        progress(kind.kind, done)
        if len(things) < BATCH:
            return done


def _batch(kind: Findable | Indexed, last: int) -> Sequence[Any]:
    """The next things, held, and before them what says some of their words, as they are written together."""
    model = subjects.of_kind(kind.kind).model
    wanted = select(model).where(model.id > last).order_by(model.id).limit(at_most(BATCH))
    if isinstance(kind, Findable):
        ids = list(db.session.scalars(wanted.with_only_columns(model.id)))
        for source, _columns, whose in kind.follows:
            theirs = exists().where(whose(source.id), among(model.id, ids))
            held = select(source.id).where(theirs).order_by(source.id)
            db.session.execute(held.with_for_update(read=True, of=source))
    return db.session.scalars(wanted.options(*kind.needs).with_for_update(of=model)).all()


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
