"""History: what the site that a programme was exported from had recorded."""

from collections import Counter
from collections.abc import Callable

from sqlalchemy import delete, func, select

from collab import db
from collab.activity.models import KEEPING_HOUSE, Activity
from collab.archive.desk import Desk
from collab.archive.records.history import EventRecord, HistoryFile
from collab.archive.things import THINGS

Happened = tuple[str, object, str, int]
"""Verb, moment, kind and id: what tells one event from another."""


def latest() -> int:
    """The id of the newest event there is."""
    return db.session.scalar(select(func.max(Activity.id))) or 0


def write(file: HistoryFile, before: int, desk: Desk) -> None:
    """Record what the file tells, instead of what was recorded since `before` while the rest was written."""
    programme_id = desk.programme.id
    mine = (Activity.programme_id == programme_id) & Activity.verb.not_in(KEEPING_HOUSE)
    db.session.flush()
    db.session.execute(delete(Activity).where(mine, Activity.id > before))
    rows = db.session.scalars(select(Activity).where(mine))
    known = Counter((row.verb.value, row.at, row.subject_kind, row.subject_id) for row in rows)
    for event in file.history:
        thing = THINGS[event.kind].find(event.name, programme_id)
        if thing is None:
            continue  # it has gone since
        happened = (event.verb.value, event.at, event.kind, thing.id)
        if known[happened]:
            known[happened] -= 1
        else:
            desk.keeper.count(_record(event, thing, desk))


def _record(event: EventRecord, thing: db.Base, desk: Desk) -> Activity:
    scope: Callable[[], dict[str, int]] = thing.activity_scope  # type: ignore[attr-defined]
    activity = Activity(
        at=event.at,
        verb=event.verb,
        by=desk.person_or_nobody(event.by),
        subject_kind=event.kind,
        subject_id=thing.id,  # type: ignore[attr-defined]
        detail=event.detail or {},
        **scope(),
    )
    db.session.add(activity)
    return activity
