"""Leaving a project alone for a while, and ending that."""

from datetime import date

from sqlalchemy import update

from collab import clock, db
from collab.accounts.models import Person
from collab.activity.actions import record
from collab.activity.models import Verb
from collab.projects.actions import Overtaken
from collab.projects.models import Project
from collab.stalls import queries
from collab.stalls.models import Snooze
from collab.text import _


def snooze(project: Project, until: date, note: str, *, seen: int, by: Person) -> Snooze:
    """Leave the project alone until that day. What was said before ends.

    `seen`: the rest that the person knows of, by its id; 0 for none. Raises Overtaken for another one.
    """
    db.hold(project)
    rest = queries.rest_of(project)
    if seen != (rest.id if rest else 0):
        raise Overtaken(
            _(
                "Somebody else has left the project alone or listed it again meanwhile. "
                "Read what holds now, then save again."
            )
        )
    _end(project)
    snooze = Snooze(project=project, until=until, note=note, by=by)
    db.session.add(snooze)
    record(Verb.STALL_SNOOZED, project, by=by)
    return snooze


def wake(project: Project, *, by: Person) -> None:
    """List the project again if the record says so. Nothing happens where nobody left it alone."""
    db.hold(project)
    if _end(project):
        record(Verb.STALL_WOKEN, project, by=by)


def _end(project: Project) -> bool:
    ended = db.session.execute(
        update(Snooze)
        .where(Snooze.project_id == project.id, Snooze.woken_at.is_(None), Snooze.until > clock.today())
        .values(woken_at=clock.now())
        .returning(Snooze.id)
    ).all()
    return bool(ended)
