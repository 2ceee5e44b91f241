"""All teams week by week: what each project's last update of a week said, silence where there is none."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select

from collab import clock
from collab.programmes.models import Programme
from collab.projects.models import Project, Status
from collab.statements import built_once
from collab.together import Reading, askable, asked
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


@askable
def weeks(programme: Programme) -> Reading[dict[int, dict[Week, Status]]]:
    """Project's id → week → status of the last update posted in it, in one statement.

    For those who lead the programme: it counts updates of every visibility.
    """
    found: dict[int, dict[Week, Status]] = defaultdict(dict)
    for project_id, posted_at, status in (yield from asked(_reported(programme_id=programme.id))):
        found[project_id][week_of(posted_at)] = status
    return dict(found)


@built_once
def _reported(*, programme_id: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(Update.project_id, Update.posted_at, Update.status)
        .join(Update.project)
        .where(Project.programme_id == programme_id, policy.posted(), Update.status.is_not(None))
        .order_by(Update.posted_at, Update.id)
    )
