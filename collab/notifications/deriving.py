"""Notices from the record: each row of it gives its notices once, in the transaction that says it has."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from collab import clock, db, subjects
from collab.activity import queries as activity
from collab.activity.models import Activity
from collab.columns import among
from collab.notifications.audiences import TOLD, Audience, Telling, has_a_letter
from collab.notifications.board import Board, News, Whole, Why
from collab.notifications.people import Around, Matter, around, named_as_one_of, people_of
from collab.updates.models import Comment, Update

AT_A_TIME = 100
"""Rows of the record that are looked at in one transaction, in as many statements as one would take."""
NEWS = timedelta(days=14)
"""How long something is news: what lies further back when the worker first sees it is told to nobody."""

Whom = dict[int, Why]
"""Why each person is told."""


def derive_next() -> bool:
    """Give the next rows of the record their notices. Returns whether there were any.

    Rows are held while they are looked at, and said to be noticed in the same transaction: with several
    workers, and after one dies, each gives its notices exactly once.
    """
    with db.transaction():
        rows = activity.unnoticed(AT_A_TIME)
        _tell([row for row in rows if clock.now() - row.at <= NEWS])
        for row in rows:
            row.noticed_at = clock.real()
    return bool(rows)


def _tell(rows: Sequence[Activity]) -> None:
    things = _things_of([row for row in rows if TOLD[row.verb]])
    matters = [
        Matter(row, things[row.subject_kind, row.subject_id])
        for row in rows
        if (row.subject_kind, row.subject_id) in things
    ]
    if not matters:
        return
    near = around(matters)
    _put([(news, _whom(matter, near)) for news, matter in zip(_news(matters), matters, strict=True)])


def _news(matters: Sequence[Matter]) -> list[News]:
    from_files = activity.came_from_files([matter.row for matter in matters])
    return [
        News(row, _whole(row, thing), has_a_letter(row.verb, row.detail) or row.id in from_files)
        for row, thing in matters
    ]


def _put(told: Sequence[tuple[News, Whom]]) -> None:
    board = Board({person_id for _, whom in told for person_id in whom}, {news.whole for news, _ in told})
    for news, whom in told:
        for person_id, why in whom.items():
            board.put(news, person_id, why)
    board.keep()


def _things_of(rows: Sequence[Activity]) -> dict[tuple[str, int], Any]:
    """What the rows speak of, as far as it is there; one statement for each kind."""
    found: dict[tuple[str, int], Any] = {}
    for kind in sorted({row.subject_kind for row in rows} & set(subjects.kinds())):
        model = subjects.of_kind(kind).model
        ids = sorted({row.subject_id for row in rows if row.subject_kind == kind})
        found |= {
            (kind, one.id): one for one in db.session.scalars(select(model).where(among(model.id, ids)))
        }
    updates = sorted({thing.update_id for thing in found.values() if isinstance(thing, Comment)})
    commented = db.session.scalars(select(Update).where(among(Update.id, updates)))
    return found | {("project_update", one.id): one for one in commented}


def _whom(matter: Matter, near: Around) -> Whom:
    whom: Whom = {}
    for telling in TOLD[matter.row.verb]:
        for person_id in people_of(telling.to, matter, near):
            if person_id is not None and person_id != matter.row.by_id:
                whom.setdefault(person_id, _why(telling, person_id, matter, near))
    return whom


def _why(telling: Telling, person_id: int, matter: Matter, near: Around) -> Why:
    is_mention = telling.to is Audience.MENTIONED
    return Why(telling.kind, named_as_one_of(person_id, matter, near) if is_mention else None)


_PARTS: dict[str, Callable[[Any], Whole]] = {
    "comment": lambda comment: ("project_update", comment.update_id),
    "point": lambda point: ("review", point.review_id),
}
"""Kinds that are parts of another thing, which is told of as one."""


def _whole(row: Activity, thing: Any) -> Whole:
    part = _PARTS.get(row.subject_kind)
    return part(thing) if part else (row.subject_kind, row.subject_id)
