"""All teams week by week: how a project's last report of a week said that it goes, silence without any."""

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    SQLColumnExpression,
    String,
    and_,
    func,
    literal,
    select,
    type_coerce,
)

from collab import clock
from collab.programmes.models import Programme
from collab.projects.models import Project, Status
from collab.statements import at_most, built_once
from collab.together import Reading, askable, asked
from collab.updates import policy
from collab.updates.models import Update

WEEKS = 6
"""So many are shown."""


class Week(NamedTuple):
    """A week as Swedish calendars number it (ISO 8601)."""

    year: int
    number: int


class Said(NamedTuple):
    """What a project said in a week: the last status, by the update of that key.

    Without a status the last update did not say how it goes, nor did any other one of the week.
    """

    status: Status | None
    key: str


def week_of(value: date | datetime) -> Week:
    """The week that a day, or a moment in Europe/Stockholm, belongs to."""
    day = clock.local(value).date() if isinstance(value, datetime) else value
    year, number, _weekday = day.isocalendar()
    return Week(year, number)


def last_weeks(today: date) -> list[Week]:
    """The latest `WEEKS`, the current one last."""
    return [week_of(monday) for monday in _mondays(today)]


@askable
def weeks(programme: Programme) -> Reading[dict[int, dict[Week, Said]]]:
    """Project's id → week with an update → what was said in it, in one statement.

    Of the latest `WEEKS`, and of the last one before them with an update: by then the last status of all. For
    those who lead: it counts updates of every visibility.
    """
    shown = _mondays(clock.today())
    starts = {f"from_{place}": clock.in_stockholm(_midnight(day)) for place, day in enumerate(shown)}
    found: dict[int, dict[Week, Said]] = {}
    for row in (yield from asked(_reported(programme_id=programme.id, **starts))):
        said = {week_of(day): _said(row[at + 1]) for at, day in enumerate(shown) if row[at + 1]}
        before = {} if row.earlier_at is None else {week_of(row.earlier_at): _said(row.earlier)}
        if said or before:
            found[row.project_id] = before | said
    return found


def _said(told: str) -> Said:
    status, _space, key = told.partition(" ")
    return Said(Status(status) if status else None, key)


def _mondays(today: date) -> list[date]:
    monday = today - timedelta(days=today.weekday())
    return [monday - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


@built_once
def _reported(*, programme_id: Any, **starts: Any) -> Select[*tuple[Any, ...]]:
    """Each project with what it said in each week, as `_said` reads it: looked up, not gathered."""
    bounds = list(starts.values())
    weeks = enumerate(zip(bounds, [*bounds[1:], None], strict=True))
    said = [_last_said(since, until).label(f"week_{i}") for i, (since, until) in weeks]
    before = (
        _last_said(None, bounds[0]).label("earlier"),
        _last(Update.posted_at, None, bounds[0]).label("earlier_at"),
    )
    return select(Project.id.label("project_id"), *said, *before).where(Project.programme_id == programme_id)


def _last_said(since: Any, until: Any) -> ColumnElement[str]:
    """SQL: the last status with the key of its update, or the last update's key alone, behind a space."""
    status, key = type_coerce(Update.status, String), literal(" ") + Update.key
    return func.coalesce(
        _last(status + key, since, until, Update.status.is_not(None)), _last(key, since, until)
    )


def _last(
    told: SQLColumnExpression[Any], since: Any, until: Any, *wanted: ColumnElement[bool]
) -> ScalarSelect[Any]:
    """SQL: what the project's last update that is wanted tells, of those posted in between, or until now.

    Each has one upper bound: of two, SQLite may begin at the later one and read all that lies between.
    """
    is_out = (
        policy.posted() if until is None else and_(Update.posted_at < until, Update.withdrawn_at.is_(None))
    )
    found = select(told).where(Update.project_id == Project.id, is_out, *wanted)
    if since is not None:
        found = found.where(Update.posted_at >= since)
    last = found.order_by(Update.posted_at.desc(), Update.id.desc()).limit(at_most(1))
    return last.correlate(Project).scalar_subquery()
