"""What waits for those who lead: reports that nobody of them has seen, questions without an answer."""

from collections.abc import Sequence
from datetime import datetime
from math import ceil
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, exists, func, or_, select

from collab import clock, db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.programmes.models import Programme
from collab.projects.models import Project, Status
from collab.statements import at_most, built_once
from collab.text import Localised
from collab.together import Reading, askable, asked, side_by_side
from collab.updates import policy
from collab.updates.mentions import Quoted, beginning
from collab.updates.models import Acknowledgement, Update
from collab.updates.queries.settled import changed_since, is_among_unanswered, of_programme

MOST_WAITING = 10
"""So many reports and so many questions stand on the home of who leads."""
MOST_COUNTED = 100
"""So many of each are counted there: to count all, all would be read."""
A_PAGE = 50
"""So many stand on a page of the whole list."""
WORST_FIRST = (Status.STUCK, Status.AT_RISK, Status.ON_TRACK)
WAITING = (
    Update.key,
    beginning(Update.html).label("html"),
    Update.status,
    Update.version,
    Update.posted_at.label("since"),
    Person.name.label("who"),
    Project.title.label("project"),
)
"""SQL: what a list of what waits shows of an update."""
Condition = ColumnElement[bool]


class Waiting(Quoted, Struct, frozen=True):
    """An update that waits: a report to be seen, a question to be answered."""

    key: str
    html: str
    status: Status | None
    version: int
    """Of what is shown: it may be changed meanwhile."""
    since: datetime
    who: Localised | None
    project: Localised

    @property
    def days(self) -> int:
        """Whole days of Europe/Stockholm that it has waited."""
        return (clock.today() - clock.local(self.since).date()).days


class Waits(Struct, frozen=True):
    """What of it a home shows, and how much there is."""

    shown: list[Waiting]
    count: int
    """Up to `MOST_COUNTED`; one more stands for however many."""


NOTHING_WAITS = Waits([], 0)


class Pile(Struct, frozen=True):
    """A page of all that waits, the oldest first."""

    shown: list[Waiting]
    counts: dict[Status | None, int]
    """How much waits of each status, on all pages."""
    page: int
    last: int
    """The number of the last page."""


@askable
def open_questions(programme: Programme) -> Reading[Waits]:
    """The questions without an answer, the oldest first; for those who lead."""
    rows = yield from asked(_open(programme_id=programme.id))
    found = [Waiting(*row[:-1]) for row in rows]
    return Waits(found, rows[0].number if rows else 0)


@built_once
def _open(*, programme_id: Any) -> Select[*tuple[Any, ...]]:
    """Which are open is asked once: the first of them are shown, and as many as are counted are counted."""
    some = _first(*_unanswered(programme_id)).cte("waiting").prefix_with("MATERIALIZED")
    number = select(func.count()).select_from(some).scalar_subquery().label("number")
    return _oldest(Update.id.in_(select(some.c.id))).add_columns(number).limit(at_most(MOST_WAITING))


@askable
def unseen_reports(programme: Programme, *, viewer: Person) -> Reading[Waits]:
    """Reports by others that nobody who leads has seen as they are.

    Those that say stuck come first, then those at risk, each the oldest first.
    """
    of = {"programme_id": programme.id, "viewer_id": viewer.id}
    parts = (asked(_unseen(status, **of)) for status in WORST_FIRST)
    *worst_first, (counted,) = yield from side_by_side(*parts, asked(_unseen_counted(**of)))
    found = [Waiting(*row) for rows in worst_first for row in rows]
    return Waits(found[:MOST_WAITING], counted.number)


@built_once
def _unseen(status: Status, *, programme_id: Any, viewer_id: Any) -> Select[*tuple[Any, ...]]:
    waits = _unacknowledged(programme_id, viewer_id)
    return _oldest(*waits, Update.status == status).limit(at_most(MOST_WAITING))


@built_once
def _unseen_counted(*, programme_id: Any, viewer_id: Any) -> Select[int]:
    some = _first(*_unacknowledged(programme_id, viewer_id)).subquery()
    return select(func.count().label("number")).select_from(some)


def _first(*conditions: Condition) -> Select[int]:
    """The oldest, as many as a home counts and one more."""
    oldest_first = select(Update.id).where(*conditions).order_by(Update.posted_at, Update.id)
    return oldest_first.limit(at_most(MOST_COUNTED + 1))


def all_unseen_reports(programme: Programme, status: Status | None, page: int, *, viewer: Person) -> Pile:
    """That page of those reports that say so, or of all. Raises NotFound for a page below 1."""
    return _pile(_unacknowledged(programme.id, viewer.id), status, page)


def all_open_questions(programme: Programme, page: int) -> Pile:
    """That page of the questions without an answer. Raises NotFound for a page below 1."""
    return _pile(_unanswered(programme.id), None, page)


def _pile(waits: Sequence[Condition], status: Status | None, page: int) -> Pile:
    """Who comes back to a page that has emptied meanwhile gets the last one."""
    if page < 1:
        raise NotFound(page)
    by_status = select(Update.status, func.count()).where(*waits).group_by(Update.status)
    counts: dict[Status | None, int] = dict(db.session.execute(by_status).all())
    last = max(1, ceil((counts.get(status, 0) if status else sum(counts.values())) / A_PAGE))
    shown = min(page, last)
    wanted = (*waits, Update.status == status) if status else waits
    part = _oldest(*wanted).limit(at_most(A_PAGE)).offset(at_most(A_PAGE * (shown - 1)))
    return Pile([Waiting(*row) for row in db.session.execute(part)], counts, shown, last)


def _unacknowledged(programme_id: Any, viewer_id: Any) -> tuple[Condition, ...]:
    seen = exists().where(Acknowledgement.update_id == Update.id, ~changed_since()).correlate(Update)
    others = or_(Update.author_id.is_(None), Update.author_id != viewer_id)
    return of_programme(programme_id), policy.posted(), Update.status.is_not(None), others, ~seen


def _unanswered(programme_id: Any) -> tuple[Condition, ...]:
    return of_programme(programme_id), is_among_unanswered()


def _oldest(*conditions: Condition) -> Select[*tuple[Any, ...]]:
    return (
        select(*WAITING)
        .select_from(Update)
        .join(Update.project)
        .outerjoin(Person, Person.id == Update.author_id)
        .where(*conditions)
        .order_by(Update.posted_at, Update.id)
    )
