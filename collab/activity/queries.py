"""Reading the record: what a person may see of it, newest first."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, cast

from msgspec import Struct
from sqlalchemy import ColumnElement, CompoundSelect, Row, Select, and_, or_, select, union_all

from collab import clock, db, subjects
from collab.accounts.models import Anybody, Person, Viewer
from collab.activity.models import IN_CONFIDENCE, KEEPING_HOUSE, QUIET, Activity, Verb
from collab.columns import among, spelled
from collab.statements import at_most, built_once, rows_of, site_time
from collab.subjects import Told
from collab.text import Localised
from collab.together import Reading, askable, asked

PER_PAGE = 30
Shown = Row[*tuple[Any, ...]]
"""A row with what a feed tells."""


class Event(Struct, frozen=True):
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
    sort: str = ""
    """What sort of thing it is, or what it was written to: a question."""
    state: str = ""
    quote: str = ""
    """Its first words, as plain text."""
    whose: int | None = None
    """The id of the person to whom it speaks."""
    by_id: int | None = None
    programme_id: int | None = None

    @property
    def is_to_oneself(self) -> bool:
        """Whether who did it speaks to what is their own: a comment at one's own question."""
        return self.whose is not None and self.whose == self.by_id


class Page(Struct, frozen=True):
    """Some events, newest first, and where the next page begins (None at the end)."""

    events: list[Event]
    older: int | None


class Scope(Struct, frozen=True):
    """What a feed is of: one of a programme, a team or a project."""

    programme_id: int | None = None
    team_id: int | None = None
    project_id: int | None = None

    def named(self) -> dict[str, int]:
        """What it is of, by the column that says so."""
        of = {"programme_id": self.programme_id, "team_id": self.team_id, "project_id": self.project_id}
        return {column: value for column, value in of.items() if value is not None}


@askable
def feed(scope: Scope, *, viewer: Person, before: int | None = None, limit: int = PER_PAGE) -> Reading[Page]:
    """What the viewer may see of the scope until now, latest first; constantly many statements."""
    page = yield from _page(sight_of(viewer), limit, before, **scope.named(), viewer_id=viewer.id)
    return _told_once(page)


@askable
def audit(scope: Scope, *, before: int | None = None, verb: Verb | None = None) -> Reading[Page]:
    """Everything that was recorded in the scope until now, for those who answer for it."""
    only = {} if verb is None else {"verb": verb}
    page = yield from _page(None, PER_PAGE, before, **scope.named(), **only)
    return page


@askable
def since(scope: Scope, moment: datetime | None, *, viewer: Person, limit: int = 12) -> Reading[list[Event]]:
    """What others have done until now that the viewer may see, after `moment` (site time)."""
    new = {} if moment is None else {"after": moment}
    wanted = {**scope.named(), **new, "viewer_id": viewer.id, "not_by": viewer.id}
    page = yield from _page(sight_of(viewer), limit, None, **wanted)
    return _told_once(page).events


def newer(scope: Scope, moment: datetime, *, viewer: Person, verb: Verb | None = None) -> int:
    """How many lines a feed of the scope has by now above one that happened at `moment` (site time).

    Of what others did and the viewer may see, at most one more than a page; in one statement.
    """
    only = {} if verb is None else {"verb": verb}
    wanted = {**scope.named(), **only, "after": moment, "viewer_id": viewer.id, "not_by": viewer.id}
    rows = rows_of(*_newest(sight_of(viewer), PER_PAGE + 1, **wanted))
    runs = groupby(rows, key=lambda row: (row.verb, row.by, row.subject_kind, row.subject_id))
    return sum(1 for _run in runs)


def in_teams_since(teams: Iterable[int], last: int, limit: int = PER_PAGE) -> list[Event]:
    """What was recorded in these teams after the row of id `last`, the latest first, whoever may see it."""
    rows = db.session.execute(
        select(*SHOWN)
        .outerjoin(Activity.by)
        .where(Activity.team_id.in_(teams), Activity.id > last)
        .order_by(Activity.id.desc())
        .limit(at_most(limit))
    )
    return events_of(rows.all())


def unnoticed(limit: int) -> list[Activity]:
    """What has happened until now and is not told of, the earliest first, held until the transaction ends.

    A worker that asks for the same rows waits, and does not get them.
    """
    waiting = select(Activity).where(Activity.noticed_at.is_(None), Activity.at <= clock.now())
    first = waiting.order_by(Activity.at, Activity.id).limit(at_most(limit))
    return list(db.session.scalars(first.with_for_update(of=Activity)))


def came_from_files(rows: Iterable[Activity]) -> set[int]:
    """The ids of those rows that were brought in along with their programme, and had happened by then.

    What is recorded here later may bear an earlier time: a demonstration lives on a day of its own.
    """
    rows = list(rows)
    programmes = sorted({row.programme_id for row in rows if row.programme_id is not None})
    brought_in = db.session.execute(
        select(Activity.programme_id, Activity.at, Activity.recorded_at).where(
            among(Activity.programme_id, programmes), Activity.verb == Verb.PROGRAMME_IMPORTED
        )
    ).all()
    return {
        row.id
        for row in rows
        for programme_id, at, recorded_at in brought_in
        if programme_id == row.programme_id and at > row.at and recorded_at >= row.recorded_at
    }


class Deed(Struct, frozen=True):
    """That somebody did something to a thing; two of the same thing have the same kind and id."""

    at: datetime
    verb: Verb
    by_id: int
    kind: str
    thing_id: int


def deeds(scope: Scope, verbs: Iterable[Verb]) -> list[Deed]:
    """What people who are still known did in the scope until now, the earliest first; for counting."""
    of = [_WANTED[name](value) for name, value in scope.named().items()]
    by = cast("ColumnElement[int]", Activity.by_id)
    rows = db.session.execute(
        select(Activity.at, Activity.verb, by, Activity.subject_kind, Activity.subject_id)
        .where(*of, Activity.verb.in_(verbs), Activity.by_id.is_not(None), Activity.at <= clock.now())
        .order_by(Activity.at, Activity.id)
    )
    return [Deed(*row) for row in rows]


class Sight(Struct, frozen=True):
    """What decides how the rights of a feed's viewer look in SQL."""

    is_site_organiser: bool
    kinds: tuple[str, ...]


def sight_of(viewer: Person) -> Sight:
    """How the viewer's rights look."""
    return Sight(viewer.is_site_organiser, subjects.kinds())


_WANTED: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "programme_id": lambda value: Activity.programme_id == value,
    "team_id": lambda value: Activity.team_id == value,
    "project_id": lambda value: Activity.project_id == value,
    "verb": lambda value: Activity.verb == value,
    "not_by": Activity.by_id.is_distinct_from,
    "after": lambda value: Activity.at > value,
}


SHOWN = (
    Activity.id, Activity.at, Activity.recorded_at, Activity.verb, Activity.detail, Activity.subject_kind,
    Activity.subject_id, Activity.by_id, Activity.programme_id, Person.name.label("by"),
)  # fmt: skip
"""SQL: what a feed tells of a row."""


@built_once
def _newest(sight: Sight | None, limit: int, **wanted: Any) -> Select[*tuple[Any, ...]]:
    """The newest rows until now that are `_WANTED`, older than `last_at` and `last_id` where they are given.

    With `sight` what people have done, as far as `viewer_id` may know of it.
    """
    conditions = [Activity.at <= site_time()]
    if sight is not None:
        conditions += told_to(Anybody(wanted.pop("viewer_id"), sight.is_site_organiser), sight.kinds)
    if "last_id" in wanted:
        last_at, last_id = wanted.pop("last_at"), wanted.pop("last_id")
        older = or_(Activity.at < last_at, and_(Activity.at == last_at, Activity.id < last_id))
        conditions.append(older)
    conditions += [_WANTED[name](value) for name, value in wanted.items()]
    newest_first = Activity.at.desc(), Activity.id.desc()
    newest = select(*SHOWN).outerjoin(Activity.by).where(*conditions)
    return newest.order_by(*newest_first).limit(at_most(limit))


def told_to(viewer: Viewer, kinds: Iterable[str]) -> list[ColumnElement[bool]]:
    """What feeds tell, each kind by its own twin of the read policy, asked anew every time."""
    visible = []
    for kind in kinds:
        subject = subjects.of_kind(kind)
        seen = db.refers(Activity.subject_id, subject.model, subject.visible_to(viewer))
        visible.append(and_(Activity.subject_kind == kind, seen))
    apart = KEEPING_HOUSE | IN_CONFIDENCE | QUIET
    return [or_(*visible), Activity.verb.not_in(spelled(Activity.verb, apart))]


def _page(sight: Sight | None, limit: int, before: int | None, **wanted: Any) -> Reading[Page]:
    last = db.session.get(Activity, before) if before is not None else None
    if last is not None:
        wanted |= {"last_at": last.at, "last_id": last.id}
    rows = yield from asked(_newest(sight, limit + 1, **wanted))
    shown = rows[:limit]
    events = yield from events_of.part(shown)
    return Page(events, shown[-1].id if len(rows) > limit else None)


def _told_once(page: Page) -> Page:
    """What the same person did to the same thing several times on end, the last time only."""
    runs = groupby(page.events, key=lambda event: (event.verb, event.by, event.endpoint, event.values))
    return Page([next(run) for _key, run in runs], page.older)


@askable
def events_of(rows: Sequence[Shown]) -> Reading[list[Event]]:
    """Rows with what is `SHOWN`, each with how its thing is named and addressed, in one more statement."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        wanted[row.subject_kind].add(row.subject_id)
    known = {kind: list(wanted[kind]) for kind in subjects.kinds() if kind in wanted}
    found = (yield from asked(_told(**known))) if known else []
    by_thing = {(row.kind, row.id): Told(*row) for row in found}
    return [_event(row, by_thing.get((row.subject_kind, row.subject_id))) for row in rows]


@built_once
def _told(**ids: Any) -> CompoundSelect[*tuple[Any, ...]]:
    """What is told of things, whose ids are given by their kinds."""
    kinds = [subjects.of_kind(kind) for kind in ids]
    return union_all(*(kind.told.where(among(kind.model.id, ids[kind.kind])) for kind in kinds))


def _event(row: Shown, thing: Told | None) -> Event:
    label, endpoint, values = _said(thing)
    told = thing or Told(row.subject_kind, row.subject_id)
    return Event(
        id=row.id,
        at=row.at,
        recorded_at=row.recorded_at,
        verb=row.verb,
        by=row.by,
        label=label,
        endpoint=endpoint,
        values=values,
        detail=row.detail,
        sort=told.sort or "",
        state=told.state or "",
        quote=subjects.of_kind(told.kind).quote(told) if thing else "",
        whose=told.whose,
        by_id=row.by_id,
        programme_id=row.programme_id,
    )


def _said(thing: Told | None) -> tuple[str | Localised, str, dict[str, Any]]:
    """How a thing is named and addressed; empty when it is gone or nobody knows its kind."""
    if thing is None:
        return "", "", {}
    subject = subjects.of_kind(thing.kind)
    return subject.label(thing) or "", *subject.address(thing)
