"""Recording what happened."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import insert, update

from collab import clock, db, subjects
from collab.accounts.models import Person
from collab.activity.models import Activity, Verb

SCOPES = ("programme_id", "team_id", "project_id")
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


def record_all(verb: Verb, things: Iterable[tuple[Any, dict[str, Any]]], *, by: Person | None) -> None:
    """Write down in one statement that `by` did `verb` to each of these, which have ids, with its detail."""
    rows = [
        {
            "verb": verb,
            "by_id": by.id if by is not None else None,
            "subject_kind": subjects.kind_of(thing),
            "subject_id": thing.id,
            "detail": detail,
            **dict.fromkeys(SCOPES),
            **thing.activity_scope(),
        }
        for thing, detail in things
    ]
    if rows:
        db.session.execute(insert(Activity), rows, execution_options={"render_nulls": True})


def let_go(thing: Any) -> None:
    """Before the thing is deleted: what is recorded of it stays, and speaks of something that is gone.

    SQLite gives the id of a deleted row to the next one, which the record would otherwise speak of.
    """
    same = (Activity.subject_kind == subjects.kind_of(thing)) & (Activity.subject_id == thing.id)
    db.session.execute(update(Activity).where(same).values(subject_id=NOTHING))
