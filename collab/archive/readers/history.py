"""history.yaml: who did what to what, when; feeds and the audit tell it."""

from sqlalchemy import select

from collab import db
from collab.activity.models import KEEPING_HOUSE, Activity
from collab.archive.readers.head import head
from collab.archive.scribe import Said, Scribe, said, when
from collab.archive.things import THINGS

REMARK = "What happened, the oldest first. Feeds and the audit tell it."


def read(scribe: Scribe) -> Said | None:
    """The whole file; None when nothing has happened. What speaks of a thing that is gone stays behind."""
    rows = db.session.scalars(
        select(Activity)
        .where(Activity.programme_id == scribe.programme.id, Activity.verb.not_in(KEEPING_HOUSE))
        .order_by(Activity.at, Activity.id)
    )
    events = [event for row in rows if (event := _event(row, scribe)) is not None]
    return {**head(scribe, False), "history": events} if events else None


def _event(row: Activity, scribe: Scribe) -> Said | None:
    thing = THINGS.get(row.subject_kind)
    found = db.session.get(thing.model, row.subject_id) if thing else None
    if thing is None or found is None:
        return None
    return said(
        at=when(row.at),
        verb=row.verb.value,
        by=scribe.who(row.by_id),
        kind=row.subject_kind,
        name=thing.name(found),
        detail=row.detail,
    )
