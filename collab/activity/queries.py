"""Reading the record: what a person may see of it, newest first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.orm import joinedload

from collab import clock, db, subjects
from collab.accounts.models import Person
from collab.activity.models import IN_CONFIDENCE, KEEPING_HOUSE, Activity, Verb
from collab.text import Localised

PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a feed. `endpoint` is empty when the thing is gone or nobody knows its kind."""

    id: int
    at: datetime
    recorded_at: datetime
    verb: Verb
    by: Localised | None
    label: str | Localised
    endpoint: str
    values: dict[str, Any]
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """Some events, newest first, and where the next page begins (None at the end)."""

    events: list[Event]
    older: int | None


@dataclass(frozen=True, slots=True)
class Scope:
    """What a feed is of: one of a programme, a team or a project."""

    programme_id: int | None = None
    team_id: int | None = None
    project_id: int | None = None

    def condition(self) -> ColumnElement[bool]:
        """The rows inside."""
        columns = {
            Activity.programme_id: self.programme_id,
            Activity.team_id: self.team_id,
            Activity.project_id: self.project_id,
        }
        return and_(true(), *(column == value for column, value in columns.items() if value is not None))


def feed(scope: Scope, *, viewer: Person, before: int | None = None, limit: int = PER_PAGE) -> Page:
    """What the viewer may see of the scope until now, latest first; constantly many statements."""
    return _told_once(_page([scope.condition(), _happened(viewer)], before, limit))


def audit(scope: Scope, *, before: int | None = None, verb: Verb | None = None) -> Page:
    """Everything that was recorded in the scope until now, for those who answer for it."""
    conditions = [scope.condition(), Activity.at <= clock.now()]
    if verb is not None:
        conditions.append(Activity.verb == verb)
    return _page(conditions, before, PER_PAGE)


def since(scope: Scope, moment: datetime | None, *, viewer: Person, limit: int = 12) -> list[Event]:
    """What others have done until now that the viewer may see, recorded after `moment` (real time)."""
    others = Activity.by_id.is_distinct_from(viewer.id)
    conditions = [scope.condition(), _happened(viewer), others]
    if moment is not None:
        conditions.append(Activity.recorded_at > moment)
    return _told_once(_page(conditions, None, limit)).events


def _happened(viewer: Person) -> ColumnElement[bool]:
    """What people have done until now, as far as the viewer may know."""
    kept_out = Activity.verb.in_(KEEPING_HOUSE | IN_CONFIDENCE)
    return and_(_visible_to(viewer), Activity.at <= clock.now(), ~kept_out)


def _visible_to(viewer: Person) -> ColumnElement[bool]:
    """Each kind by its own twin of the read policy, asked anew every time."""
    conditions = []
    for kind in subjects.kinds():
        subject = subjects.of_kind(kind)
        visible = db.refers(Activity.subject_id, subject.model, subject.visible_to(viewer))
        conditions.append(and_(Activity.subject_kind == kind, visible))
    return or_(*conditions)


def _page(conditions: Sequence[ColumnElement[bool]], before: int | None, limit: int) -> Page:
    statement = select(Activity).options(joinedload(Activity.by)).where(*conditions)
    if before is not None:
        last = db.session.get(Activity, before)
        if last is not None:
            statement = statement.where(
                or_(Activity.at < last.at, and_(Activity.at == last.at, Activity.id < last.id))
            )
    rows = list(
        db.session.scalars(statement.order_by(Activity.at.desc(), Activity.id.desc()).limit(limit + 1))
    )
    shown = rows[:limit]
    return Page(_events(shown), shown[-1].id if len(rows) > limit else None)


def _told_once(page: Page) -> Page:
    """What the same person did to the same thing several times on end, the last time only."""
    runs = groupby(page.events, key=lambda event: (event.verb, event.by, event.endpoint, event.values))
    return Page([next(run) for _key, run in runs], page.older)


def _events(rows: Iterable[Activity]) -> list[Event]:
    rows = list(rows)
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        wanted[row.subject_kind].add(row.subject_id)
    things = {kind: _things(kind, ids) for kind, ids in wanted.items() if kind in subjects.kinds()}
    return [_event(row, things.get(row.subject_kind, {}).get(row.subject_id)) for row in rows]


def _things(kind: str, ids: set[int]) -> dict[int, Any]:
    subject = subjects.of_kind(kind)
    found = db.session.scalars(select(subject.model).options(*subject.needs).where(subject.model.id.in_(ids)))
    return {thing.id: thing for thing in found}


def _event(row: Activity, thing: Any) -> Event:
    subject = subjects.of_kind(row.subject_kind) if thing is not None else None
    endpoint, values = subject.address(thing) if subject else ("", {})
    return Event(
        id=row.id,
        at=row.at,
        recorded_at=row.recorded_at,
        verb=row.verb,
        by=row.by.name if row.by else None,
        label=subject.label(thing) if subject else "",
        endpoint=endpoint,
        values=values,
        detail=row.detail,
    )
