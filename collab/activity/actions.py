"""Recording what happened."""

from datetime import datetime
from typing import Any

from collab import clock, db, subjects
from collab.accounts.models import Person
from collab.activity.models import Activity, Verb


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
