"""Notices from the record: each row of it gives its notices once, in the transaction that says it has."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import select

from collab import clock, db, subjects
from collab.activity import queries as activity
from collab.activity.models import Activity
from collab.notifications import rhythm
from collab.notifications.audiences import TOLD, has_a_letter
from collab.notifications.kinds import NEED_ANSWER, Kind, presses_more
from collab.notifications.models import MutedProject, Notice, NoticeChoices
from collab.notifications.people import people_of

AT_A_TIME = 100
"""Rows of the record that are looked at in one transaction."""
NEWS = timedelta(days=14)
"""How long something is news: what lies further back when the worker first sees it is told to nobody."""
AGAIN = timedelta(days=1)
"""So long after a mail about a thing, what is new of it goes out by mail again though nobody opened it."""


class _Matter(NamedTuple):
    """What one row of the record tells of."""

    row: Activity
    kind: str
    id: int
    is_mailed: bool
    """Whether a letter of its own has told it, here or where the programme came from."""


def derive_next() -> bool:
    """Give the next rows of the record their notices. Returns whether there were any.

    Rows are held while they are looked at, and said to be noticed in the same transaction: with several
    workers, and after one dies, each gives its notices exactly once.
    """
    with db.transaction():
        rows = activity.unnoticed(AT_A_TIME)
        for row in rows:
            if clock.now() - row.at <= NEWS:
                _tell(row)
            row.noticed_at = clock.real()
    return bool(rows)


def _tell(row: Activity) -> None:
    thing = _thing_of(row)
    if thing is None:
        return
    whom: dict[int, Kind] = {}
    for telling in TOLD[row.verb]:
        for person_id in people_of(telling.to, row, thing):
            if person_id is not None and person_id != row.by_id:
                whom.setdefault(person_id, telling.kind)
    for person_id in _deaf(row, [p for p, kind in whom.items() if kind not in NEED_ANSWER]):
        del whom[person_id]
    if whom:
        _put(_matter(row, thing), whom)


def _thing_of(row: Activity) -> Any:
    if not TOLD[row.verb] or row.subject_kind not in subjects.kinds():
        return None
    return db.session.get(subjects.of_kind(row.subject_kind).model, row.subject_id)


_PARTS: dict[str, Callable[[Any], tuple[str, int]]] = {
    "comment": lambda comment: ("project_update", comment.update_id),
    "point": lambda point: ("review", point.review_id),
}
"""Kinds that are parts of another thing, which is told of as one."""


def _matter(row: Activity, thing: Any) -> _Matter:
    whole = _PARTS.get(row.subject_kind)
    kind, number = whole(thing) if whole else (row.subject_kind, row.subject_id)
    is_mailed = has_a_letter(row.verb, row.detail) or activity.came_from_files(row)
    return _Matter(row, kind, number, is_mailed)


def _deaf(row: Activity, people: Collection[int]) -> list[int]:
    """Those of them who have muted the project."""
    if row.project_id is None or not people:
        return []
    muted = select(MutedProject.person_id).where(MutedProject.project_id == row.project_id)
    return list(db.session.scalars(muted.where(MutedProject.person_id.in_(people))))


def _put(matter: _Matter, whom: dict[int, Kind]) -> None:
    """Add an item for each of them, or what is new to the item that is there, unopened."""
    unopened = db.session.scalars(
        select(Notice).where(
            Notice.person_id.in_(whom),
            Notice.subject_kind == matter.kind,
            Notice.subject_id == matter.id,
            Notice.opened_at.is_(None),
        )
    )
    there = {notice.person_id: notice for notice in unopened}
    chosen = {c.person_id: c for c in db.session.scalars(_choices(whom))}
    for person_id, kind in whom.items():
        notice = there.get(person_id)
        if notice is None:
            notice = _new(matter, person_id, kind)
            db.session.add(notice)
        elif not _renew(notice, matter, kind):
            continue
        choices = chosen.get(person_id) or NoticeChoices.none_made()
        notice.mail_due_at = _mail_due_at(notice, choices)
    db.session.flush()


def _choices(whom: Collection[int]) -> Any:
    return select(NoticeChoices).where(NoticeChoices.person_id.in_(whom))


def _new(matter: _Matter, person_id: int, kind: Kind) -> Notice:
    return Notice(
        person_id=person_id,
        kind=kind,
        subject_kind=matter.kind,
        subject_id=matter.id,
        activity_id=matter.row.id,
        project_id=matter.row.project_id,
        at=matter.row.at,
        mailed_at=matter.row.at if matter.is_mailed else None,
    )


def _renew(notice: Notice, matter: _Matter, kind: Kind) -> bool:
    """Let the item say what is new, unless what it says presses more. Returns whether it does."""
    notice.events += 1
    if presses_more(notice.kind, kind):
        return False
    was_long_ago = notice.mailed_at is not None and clock.now() - notice.mailed_at >= AGAIN
    if matter.is_mailed:
        notice.mailed_at = matter.row.at
    elif was_long_ago or presses_more(kind, notice.kind):
        notice.mailed_at = None
    notice.kind, notice.activity_id, notice.at = kind, matter.row.id, matter.row.at
    return True


def _mail_due_at(notice: Notice, choices: NoticeChoices) -> datetime | None:
    if notice.mailed_at is not None:
        return None
    due = rhythm.due_at(choices.pace_of(notice.kind), clock.now(), choices.quiet)
    return min((at for at in (due, notice.mail_due_at) if at is not None), default=None)
