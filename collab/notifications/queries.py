"""Reading notices: what somebody is told, as far as they may still know of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from msgspec import Struct
from sqlalchemy import ColumnElement, Integer, Select, and_, func, literal_column, or_, select
from sqlalchemy.orm import aliased

from collab import clock, db
from collab.accounts.models import Anybody, Person, SignIn
from collab.activity import queries as activity
from collab.activity.models import Activity, Verb
from collab.activity.queries import SHOWN, Event, Sight
from collab.columns import among
from collab.errors import NotFound
from collab.notifications.belonging import is_still_named, is_still_one
from collab.notifications.kinds import NEED_ANSWER, Kind, Pace, holding
from collab.notifications.models import Notice, NoticeChoices, ProjectPace
from collab.statements import at_most, built_once, rows_of, site_time
from collab.subjects import kind_of
from collab.teams.models import Team
from collab.together import Reading, askable, asked
from collab.updates.models import Kind as UpdateKind

PER_PAGE = 30
ITS_PERSON: ColumnElement[int] = literal_column("notice.person_id", Integer)
"""SQL: whose a notice is, for what that person may see. No policy names this table: it is the outer one."""
MOST_COUNTED = 99
"""Unread items are said up to here."""
MOST_WAITING = 5
"""Mentions that one's home shows."""
MOST_LET_GO = 1000
"""Hidden items that one look at the page lets go of."""


class Item(Struct, frozen=True):
    """One item: what happened, which leads by way of the item's own address to the exact place."""

    id: int
    key: str
    kind: Kind
    is_unread: bool
    more: int
    """How many other things have happened to the same thing since it was last opened."""
    project_id: int | None
    event: Event
    is_own: bool = False
    """Whether it happened to something that the person has written."""
    team: str = ""
    """The name of the team by which the person is mentioned, where it is not by the own one."""

    @property
    def tells(self) -> Kind:
        """What it is said to be: who answers one's own question mentions one by the way."""
        is_answer = self.event.verb is Verb.COMMENTED and self.event.sort == UpdateKind.QUESTION
        return Kind.ANSWER if self.is_own and is_answer else self.kind

    @property
    def may_hold(self) -> list[Kind]:
        """Of which kinds what it tells can be."""
        return holding(self.kind, more=self.more > 0)

    @property
    def asks(self) -> bool:
        """Whether it needs an answer: a mention does in a question and in a comment, not in a report."""
        if self.tells is Kind.MENTION:
            return self.event.verb is Verb.COMMENTED or self.event.sort == UpdateKind.QUESTION
        return self.tells in NEED_ANSWER


class Page(Struct, frozen=True):
    """Some items, newest first, and the key at which the next page begins (None at the end)."""

    items: list[Item]
    older: str | None


class Mark(NamedTuple):
    """How far somebody has read: up to which item, and up to which row of the record."""

    notice_id: int
    activity_id: int


def page(person: Person, *, before: str = "", limit: int = PER_PAGE) -> Page:
    """What the person is told and may know of, newest first, in constantly many statements."""
    values: dict[str, Any] = {"person_id": person.id}
    last = _own(person, before) if before else None
    if last is not None:
        values |= {"last_at": last.at, "last_id": last.id}
    rows = rows_of(*_newest(activity.sight_of(person), limit + 1, **values))
    shown = rows[:limit]
    return Page(_items(shown), shown[-1].key if len(rows) > limit else None)


def still_told(people: Iterable[Person], ids: Collection[int]) -> dict[int, list[Item]]:
    """Those of these items that these people have not opened and may still know of, by person, newest first.

    What concerned them as one of a team is no more for them once they have left it. For any number of people
    in constantly many statements; who is told nothing has no entry.
    """
    told: dict[int, list[Item]] = defaultdict(list)
    for sight, whose in by_sight(people).items():
        rows = rows_of(*_unopened_of(sight, people=whose, ids=list(ids)))
        for row, item in zip(rows, _items(rows), strict=True):
            told[row.person_id].append(item)
    return dict(told)


def by_sight(people: Iterable[Person]) -> dict[Sight, list[int]]:
    """The ids of these people, by what they may see at all."""
    found: dict[Sight, list[int]] = defaultdict(list)
    for person in people:
        found[activity.sight_of(person)].append(person.id)
    return found


def unopened(person_id: Any) -> ColumnElement[int]:
    """SQL: how many items that person has not opened, as every page shows it, along with who is signed in.

    It counts what may not be known any more, too, until the page of notices lets go of it.
    """
    theirs = Notice.person_id == person_id, Notice.opened_at.is_(None), Notice.at <= site_time()
    return select(func.count(Notice.id)).where(*theirs).correlate(SignIn).scalar_subquery()


@askable
def mentions_waiting(person: Person, programme_id: int) -> Reading[list[Item]]:
    """What mentions the person in the programme and is not opened, as far as it may be known; the newest."""
    values = {"person_id": person.id, "programme_id": programme_id}
    rows = yield from asked(_mentions(activity.sight_of(person), MOST_WAITING, **values))
    return _paired(rows, (yield from activity.events_of.part(rows)))


def unread(person: Person) -> list[Mark]:
    """What the person has not opened and may know of."""
    return [Mark(*row) for row in rows_of(*_unread(activity.sight_of(person), person_id=person.id))]


def furthest(unread: Sequence[Mark]) -> Mark | None:
    """The mark behind all of these: what comes later, as an item or as news of one, lies beyond it."""
    if not unread:
        return None
    return Mark(max(mark.notice_id for mark in unread), max(mark.activity_id for mark in unread))


def hidden(person: Person) -> list[tuple[int, int]]:
    """What the person has not opened and may not know of (any more): ids, and how much joined each item.

    It is asked whole in one statement: what has just come is not taken for it.
    """
    values = {"person_id": person.id}
    return [tuple(row) for row in rows_of(*_hidden(activity.sight_of(person), MOST_LET_GO, **values))]


def get_notice(key: str, *, viewer: Person) -> Notice:
    """The viewer's own notice of that key. Raises NotFound."""
    found = _own(viewer, key)
    if found is None:
        raise NotFound(key)
    return found


def unopened_about(thing: Any, showing: Collection[str], person: Person) -> list[tuple[int, int]]:
    """What the person is told of the thing and has not opened: ids, and how much joined each item.

    `showing`: of all these kinds that the thing has, be it a team or a project, instead.
    """
    about = _of_scope(thing, showing) if showing else _of_itself(thing)
    theirs = Notice.person_id == person.id, Notice.opened_at.is_(None), Notice.at <= clock.now()
    rows = db.session.execute(select(Notice.id, Notice.events).join(Notice.activity).where(*theirs, *about))
    return [(row.id, row.events) for row in rows]


def _of_itself(thing: Any) -> list[ColumnElement[bool]]:
    return [Notice.subject_kind == kind_of(thing), Notice.subject_id == thing.id]


def _of_scope(thing: Any, kinds: Collection[str]) -> list[ColumnElement[bool]]:
    scope = {"team": Activity.team_id, "project": Activity.project_id}[kind_of(thing)]
    return [scope == thing.id, Notice.subject_kind.in_(sorted(kinds))]


def place_of(notice: Notice) -> Event:
    """What a notice tells: its endpoint is the exact place, empty when the thing is gone."""
    rows = db.session.execute(select(*SHOWN).outerjoin(Activity.by).where(Activity.id == notice.activity_id))
    return activity.events_of(rows.all())[0]


def choices_of(person: Person) -> NoticeChoices:
    """How the person wants to be told."""
    return db.session.get(NoticeChoices, person.id) or NoticeChoices.none_made()


def paces_by_project(person: Person) -> dict[int, Pace]:
    """What the person has chosen for projects, by their ids."""
    chosen = select(ProjectPace.project_id, ProjectPace.pace).where(ProjectPace.person_id == person.id)
    return {row.project_id: row.pace for row in db.session.execute(chosen)}


def _own(person: Person, key: str) -> Notice | None:
    return db.session.scalars(select(Notice).where(Notice.key == key, Notice.person_id == person.id)).first()


@built_once
def _newest(sight: Sight, limit: int, **values: Any) -> Select[*tuple[Any, ...]]:
    """The items of `person_id` that are visible, older than `last_at` and `last_id` where they are given."""
    conditions = _theirs(sight, values["person_id"])
    if "last_id" in values:
        same = and_(Notice.at == values["last_at"], Notice.id < values["last_id"])
        conditions.append(or_(Notice.at < values["last_at"], same))
    return _told(*conditions).limit(at_most(limit))


@built_once
def _unopened_of(sight: Sight, *, people: Any, ids: Any) -> Select[*tuple[Any, ...]]:
    """Those of the items `ids` that are visible to the one of `people` whose they are, and unopened."""
    theirs = among(Notice.person_id, people), among(Notice.id, ids), Notice.opened_at.is_(None)
    reader = Anybody(ITS_PERSON, sight.is_site_organiser)
    seen = activity.told_to(reader, sight.kinds)
    return _told(*theirs, Notice.at <= site_time(), is_still_one(reader), *seen)


def _told(*conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    own = (
        Notice.id.label("notice_id"), Notice.person_id, Notice.key, Notice.kind, Notice.opened_at,
        Notice.events, Notice.project_id, func.coalesce(Team.name, "").label("called"),
    )  # fmt: skip
    return (
        select(*SHOWN, *own)
        .select_from(Notice)
        .join(Notice.activity)
        .outerjoin(Activity.by)
        .outerjoin(Team, Team.id == Notice.team_id)
        .where(*conditions)
        .order_by(Notice.at.desc(), Notice.id.desc())
    )


@built_once
def _unread(sight: Sight, *, person_id: Any) -> Select[int, int]:
    known = _theirs(sight, person_id)
    columns = select(Notice.id, Notice.activity_id)
    return columns.join(Notice.activity).where(*known, Notice.opened_at.is_(None))


@built_once
def _hidden(sight: Sight, limit: int, *, person_id: Any) -> Select[int, int]:
    mine = aliased(Notice)
    known = select(Notice.id).join(Notice.activity).where(*_theirs(sight, person_id))
    unopened = mine.person_id == person_id, mine.opened_at.is_(None), mine.at <= site_time()
    return select(mine.id, mine.events).where(*unopened, mine.id.not_in(known)).limit(at_most(limit))


@built_once
def _mentions(sight: Sight, limit: int, *, person_id: Any, programme_id: Any) -> Select[*tuple[Any, ...]]:
    waits = Notice.kind == Kind.MENTION, Notice.opened_at.is_(None), Activity.programme_id == programme_id
    return _told(*_theirs(sight, person_id), *waits).limit(at_most(limit))


def _theirs(sight: Sight, person_id: Any) -> list[Any]:
    viewer = Anybody(person_id, sight.is_site_organiser)
    seen = activity.told_to(viewer, sight.kinds)
    return [Notice.person_id == person_id, Notice.at <= site_time(), is_still_named(viewer), *seen]


def _items(rows: Iterable[Any]) -> list[Item]:
    rows = list(rows)
    return _paired(rows, activity.events_of(rows))


def _paired(rows: Iterable[Any], events: Iterable[Event]) -> list[Item]:
    return [
        Item(
            row.notice_id,
            row.key,
            row.kind,
            row.opened_at is None,
            row.events - 1,
            row.project_id,
            event,
            is_own=event.whose == row.person_id,
            team=row.called,
        )
        for row, event in zip(rows, events, strict=True)
    ]
