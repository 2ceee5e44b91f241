"""Notices from the record: each row of it gives its notices once, in the transaction that says it has."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select

from collab import clock, db, subjects
from collab.activity import queries as activity
from collab.activity.models import Activity
from collab.columns import among
from collab.notifications.audiences import TOLD, has_a_letter
from collab.notifications.chosen import Chosen, chosen_by
from collab.notifications.kinds import Kind, presses_more
from collab.notifications.models import Notice
from collab.notifications.people import Around, Matter, around, people_of
from collab.updates.models import Comment, Update

AT_A_TIME = 100
"""Rows of the record that are looked at in one transaction, in as many statements as one would take."""
NEWS = timedelta(days=14)
"""How long something is news: what lies further back when the worker first sees it is told to nobody."""
AGAIN = timedelta(days=1)
"""So long after a mail about a thing, what is new of it goes out by mail again though nobody opened it."""

Whom = dict[int, Kind]
"""Why each person is told."""
Whole = tuple[str, int]
"""Kind and id of what an item is about."""


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
    told = [(matter, _whom(matter, near)) for matter in matters]
    board = Board(told, activity.came_from_files([matter.row for matter in matters]))
    for matter, whom in told:
        board.put(matter, whom)
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
                whom.setdefault(person_id, telling.kind)
    return whom


_PARTS: dict[str, Callable[[Any], Whole]] = {
    "comment": lambda comment: ("project_update", comment.update_id),
    "point": lambda point: ("review", point.review_id),
}
"""Kinds that are parts of another thing, which is told of as one."""


def _whole(matter: Matter) -> Whole:
    row, thing = matter
    part = _PARTS.get(row.subject_kind)
    return part(thing) if part else (row.subject_kind, row.subject_id)


_COLUMNS = [column.name for column in Notice.__table__.columns if column.name not in ("id", "key")]


class Board:
    """The items of those who are told, as far as they are unopened: what is new joins them."""

    def __init__(self, told: Iterable[tuple[Matter, Whom]], from_files: set[int]) -> None:
        people = {person_id for _, whom in told for person_id in whom}
        self._from_files = from_files
        self._chosen: Chosen = chosen_by(people)
        self._begun: list[Notice] = []
        self._there = _unopened(people, {_whole(matter) for matter, _ in told})

    def put(self, matter: Matter, whom: Whom) -> None:
        """Add an item for each of them, or what is new to the item that is there, unopened."""
        whole, row = _whole(matter), matter.row
        is_mailed = has_a_letter(row.verb, row.detail) or row.id in self._from_files
        for person_id, kind in whom.items():
            if not self._chosen.wants(person_id, row.project_id, kind):
                continue
            notice = self._there.get((person_id, *whole))
            if notice is None:
                notice = self._there[person_id, *whole] = _new(row, whole, person_id, kind, is_mailed)
                self._begun.append(notice)
            elif not _renew(notice, row, kind, is_mailed):
                continue
            self._set_due(notice)

    def keep(self) -> None:
        """Write the items that have begun, all in one statement."""
        rows = [{name: getattr(notice, name) for name in _COLUMNS} for notice in self._begun]
        if rows:
            db.session.execute(insert(Notice), rows, execution_options={"render_nulls": True})

    def _set_due(self, notice: Notice) -> None:
        due = None if notice.mailed_at else self._chosen.due_at(notice.person_id, notice.kind)
        earlier = None if notice.mailed_at else notice.mail_due_at
        notice.mail_due_at = min((at for at in (due, earlier) if at is not None), default=None)


def _unopened(people: set[int], wholes: set[Whole]) -> dict[tuple[int, str, int], Notice]:
    """Their unopened items, held: who opens one meanwhile waits, and it cannot be renewed unseen."""
    found = db.session.scalars(
        select(Notice)
        .where(
            among(Notice.person_id, sorted(people)),
            among(Notice.subject_id, sorted({number for _, number in wholes})),
            Notice.opened_at.is_(None),
        )
        .order_by(Notice.id)
        .with_for_update()
    )
    return {(one.person_id, one.subject_kind, one.subject_id): one for one in found}


def _new(row: Activity, whole: Whole, person_id: int, kind: Kind, is_mailed: bool) -> Notice:
    return Notice(
        person_id=person_id,
        kind=kind,
        subject_kind=whole[0],
        subject_id=whole[1],
        activity_id=row.id,
        project_id=row.project_id,
        events=1,
        at=row.at,
        mailed_at=row.at if is_mailed else None,
    )


def _renew(notice: Notice, row: Activity, kind: Kind, is_mailed: bool) -> bool:
    """Let the item say what is new, unless what it says presses more. Returns whether it does."""
    notice.events += 1
    if presses_more(notice.kind, kind):
        return False
    was_long_ago = notice.mailed_at is not None and clock.now() - notice.mailed_at >= AGAIN
    if is_mailed:
        notice.mailed_at = row.at
    elif was_long_ago or presses_more(kind, notice.kind):
        notice.mailed_at = None
    notice.kind, notice.activity_id, notice.at = kind, row.id, row.at
    return True
