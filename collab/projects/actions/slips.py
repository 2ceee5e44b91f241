"""A milestone moves to another day: from when, to when, why."""

from datetime import date

from sqlalchemy import func, select

from collab import db
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.projects.models import Milestone, Slip
from collab.text import _


def slip(milestone: Milestone, before: date, why: str, *, by: Person) -> Slip:
    """Keep that the milestone, which is due on its new day already, was due `before`; the caller holds it.

    Raises RuleViolation without a word why.
    """
    if not why.strip():
        raise RuleViolation(_("Say in a few words why the date changes."))
    earlier = db.session.scalar(select(func.count()).where(Slip.milestone_id == milestone.id)) or 0
    kept = Slip(
        milestone=milestone,
        number=earlier + 1,
        moved_from=before,
        moved_to=milestone.due_on,
        why=why.strip(),
        by=by,
    )
    db.session.add(kept)
    days = (milestone.due_on - before).days
    activity.record(Verb.MILESTONE_MOVED, milestone, by=by, days=days)
    return kept
