"""All teams week by week: what each project's last update of a week said, silence where there is none."""

from collections import defaultdict
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select

from collab import clock, db
from collab.programmes.models import Programme
from collab.projects.models import Project, Status
from collab.updates import policy
from collab.updates.models import Update


class Week(NamedTuple):
    """A week as Swedish calendars number it (ISO 8601)."""

    year: int
    number: int


def week_of(value: date | datetime) -> Week:
    """The week that a day, or a moment in Europe/Stockholm, belongs to."""
    day = clock.local(value).date() if isinstance(value, datetime) else value
    year, number, _weekday = day.isocalendar()
    return Week(year, number)


def weeks(programme: Programme) -> dict[int, dict[Week, Status]]:
    """Project's id → week → status of the last update posted in it, in one statement.

    For those who lead the programme: it counts updates of every visibility.
    """
    rows = db.session.execute(
        select(Update.project_id, Update.posted_at, Update.status)
        .join(Update.project)
        .where(Project.programme_id == programme.id, policy.posted())
        .order_by(Update.posted_at, Update.id)
    )
    found: dict[int, dict[Week, Status]] = defaultdict(dict)
    for project_id, posted_at, status in rows:
        if posted_at is not None and status is not None:
            found[project_id][week_of(posted_at)] = status
    return dict(found)
