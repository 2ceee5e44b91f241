"""Recording what happened."""

from datetime import datetime
from typing import Any

from sqlalchemy import update

from collab import clock, db, subjects
from collab.accounts.models import Person
from collab.activity.models import Activity, Verb

NOTHING = 0
"""An id that no row has."""


def record(
    verb: Verb, thing: Any, *, by: Person | None, at: datetime | None = None, **detail: Any
) -> Activity:
    """Write down that `by` did `verb` to `thing` at `at` (the site's time when not given).

    The thing says where it belongs by `activity_scope()`: a mapping with any of programme_id, team_id and
    project_id. `detail` holds small facts (a stage's code, a number), never texts or rights.
    """
    if thing.id is None:
        db.session.flush()
    activity = Activity(
        verb=verb,
        by=by,
        at=at or clock.now(),
        subject_kind=subjects.kind_of(thing),
        subject_id=thing.id,
        detail=detail,
        **thing.activity_scope(),
    )
    db.session.add(activity)
    return activity


def let_go(thing: Any) -> None:
    """Before the thing is deleted: what is recorded of it stays, and speaks of something that is gone.

    SQLite gives the id of a deleted row to the next one, which the record would otherwise speak of.
    """
    same = (Activity.subject_kind == subjects.kind_of(thing)) & (Activity.subject_id == thing.id)
    db.session.execute(update(Activity).where(same).values(subject_id=NOTHING))
