"""Reading the record of all projects of a programme, or of one, in one statement: which stand still."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Integer,
    Row,
    Select,
    String,
    and_,
    cast,
    extract,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.types import TypeEngine

from collab import clock, db
from collab.accounts.models import Person
from collab.activity.models import WRITING, Activity
from collab.errors import NotFound
from collab.programmes.models import Membership, Organisation, Programme, Sector
from collab.projects import queries as projects
from collab.projects.models import Milestone, Project, Slip, Status
from collab.stalls import policy
from collab.stalls.models import Snooze
from collab.stalls.reasons import REPORTS, Member, Moved, Question, Reason, Record, reasons
from collab.statements import at_most, built_once, site_time
from collab.teams.models import Team, TeamMember
from collab.text import Localised, alphabetical
from collab.together import Reading, askable, asked
from collab.updates import policy as updates
from collab.updates import queries as update_queries
from collab.updates.models import Update
from collab.updates.rhythm import Rhythm

Selected = Row[*tuple[Any, ...]]


class Rest(Struct, frozen=True):
    """That a project is left alone: until when, why, who said so, when. `id`: of its row."""

    id: int
    until: date
    note: str
    by: Localised | None
    at: datetime


class Stall(Struct, frozen=True):
    """A project that stands still, with its reasons."""

    slug: str
    team: str
    """The slug of its team."""
    title: Localised
    reasons: list[Reason]
    rest: Rest | None = None
    rested: Rest | None = None
    """How it was left alone last, until a day that has come; None while it is again."""


def get_project(slug: str, *, viewer: Person) -> Project:
    """The project of that slug, for those who lead its programme. Raises NotFound for everybody else."""
    project = projects.get_project(slug, viewer=viewer)
    if not policy.read(viewer, project.programme):
        raise NotFound(slug)
    return project


def rest_of(project: Project) -> Rest | None:
    """That the project is left alone now, also while the record shows no reason to list it; or None."""
    rests = (
        select(Snooze.id, Snooze.until, Snooze.note, Person.name, Snooze.at)
        .outerjoin(Person, Person.id == Snooze.by_id)
        .where(Snooze.project_id == project.id, Snooze.woken_at.is_(None), Snooze.until > clock.today())
        .order_by(Snooze.id.desc())
    )
    row = db.session.execute(rests.limit(at_most(1))).first()
    return Rest(*row) if row else None


@askable
def in_programme(programme: Programme) -> Reading[list[Stall]]:
    """Which of the programme's projects stand still: by title, those left alone last.

    For those who lead: updates of every visibility count.
    """
    stalls = yield from _stalls(Rhythm.of(programme), programme_id=programme.id)
    return stalls


@askable
def of_project(project: Project) -> Reading[Stall | None]:
    """Why this project stands still, or None."""
    stalls = yield from _stalls(Rhythm.of(project.programme), project_id=project.id)
    return next(iter(stalls), None)


def _stalls(rhythm: Rhythm, **of: int) -> Reading[list[Stall]]:
    today = clock.today()
    found = []
    for read in _sorted((yield from asked(_all(**of)))):
        (project,) = read["project"]
        record = _record(project.until, rhythm, read)
        if why := reasons(record, today):
            found.append(Stall(project.key, project.words, project.name, why, *_rests(read, today)))
    in_order = alphabetical(found, key=lambda one: one.title.said("sv"))
    return sorted(in_order, key=lambda one: one.rest is not None)


Read = Mapping[str, Sequence[Selected]]
"""What was read of one project: the rows of each part by its name."""


def _sorted(rows: Sequence[Selected]) -> Iterable[Read]:
    """What was read, project by project."""
    found: defaultdict[int, Any] = defaultdict(lambda: defaultdict(list))
    for row in sorted(rows, key=lambda row: row.id):
        found[row.project_id][row.part].append(row)
    return found.values()


def _record(started_on: date, rhythm: Rhythm, read: Read) -> Record:
    (reports,) = read["reports"]
    return Record(
        started_on=started_on,
        agreed=rhythm.days,
        reported_on=tuple(_day_of_second(one) for one in (reports.words or "").split(",") if one),
        latest=reports.key or "",
        stuck_on=next((_day(row.at) for row in read["stuck"]), None),
        stuck_in=next((row.key for row in read["stuck"]), ""),
        members=tuple(_member(row) for row in read["member"]),
        questions=tuple(Question(row.key, _day(row.at), row.number > 0) for row in read["question"]),
        moved=tuple(Moved(row.key, row.words, row.number) for row in read["milestone"]),
    )


def _member(row: Selected) -> Member:
    return Member(row.words, row.key, _day(row.at) if row.at else None, joined_on=row.until)


def _rests(read: Read, today: date) -> tuple[Rest | None, Rest | None]:
    """How the project is left alone now, or else was last."""
    rests = [Rest(row.id, row.until, row.words, row.name, row.at) for row in reversed(read["snooze"])]
    current = next((rest for rest in rests if rest.until > today), None)
    return current, None if current else next(iter(rests), None)


def _day(at: datetime) -> date:
    return clock.local(at).date()


@lru_cache(maxsize=50_000)
def _day_of_second(second: str) -> date:
    """Kept, for each look at the radar asks of the same reports: a second is always of the same day."""
    return _day(datetime.fromtimestamp(int(second), UTC))


_VALUES: dict[str, TypeEngine[Any]] = {
    "key": String(),
    "words": String(),
    "number": Integer(),
    "at": db.UTCDateTime(),
    "until": Date(),
    "name": db.LocalisedText(),
}
"""What a part can tell in; SQL unites parts whose columns are the same."""


@built_once
def _all(**of: Any) -> CompoundSelect[*tuple[Any, ...]]:
    """The parts of the record of projects that go on, in one statement: more told must not take longer."""
    columns = {"project_id": Project.id, "programme_id": Project.programme_id}
    (those,) = (columns[name] == value for name, value in of.items())
    wanted = and_(those, projects.is_going_on())
    parts = _projects(), _reports(), _stuck(), _members(), _milestones(), _snoozes()
    return union_all(*(part.where(wanted) for part in parts), _questions(wanted))


def _part(part: str, row: InstrumentedAttribute[int], **told: Any) -> Select[*tuple[Any, ...]]:
    return select(
        literal(part).label("part"), Project.id.label("project_id"), row.label("id"), *_told(**told)
    )


def _told(**told: Any) -> list[ColumnElement[Any]]:
    return [told.get(value, cast(null(), kind)).label(value) for value, kind in _VALUES.items()]


def _projects() -> Select[*tuple[Any, ...]]:
    """The projects themselves: `key` is the address, `words` the team's, `until` the day of its start."""
    told = {"key": Project.slug, "words": Team.slug, "name": Project.title, "until": Project.started_on}
    return _part("project", Project.id, **told).join(Project.team)


def _reports() -> Select[*tuple[Any, ...]]:
    """Of each project when its newest reports were posted, in seconds of Unix time, and the last one's key.

    They are looked up: of a project that has written a thousand no more is read than of one with forty.
    """
    newest = _newest(Update.posted_at).limit(at_most(REPORTS)).correlate(Project).subquery()
    second = cast(cast(extract("epoch", newest.c.posted_at), Integer), String)
    at = select(func.aggregate_strings(second, ",")).select_from(newest).scalar_subquery()
    latest = _newest(Update.key).limit(at_most(1)).correlate(Project).scalar_subquery()
    return _part("reports", Project.id, key=latest, words=at)


def _stuck() -> Select[*tuple[Any, ...]]:
    """The last report that says how it goes, where it says that it does not."""
    last = _newest(Update.id).where(Update.status.is_not(None)).limit(at_most(1))
    part = _part("stuck", Update.id, key=Update.key, at=Update.posted_at)
    part = part.join(Update, Update.id == last.correlate(Project).scalar_subquery())
    return part.where(Update.status == Status.STUCK)


def _newest(told: InstrumentedAttribute[Any]) -> Select[Any]:
    newest_first = Update.posted_at.desc(), Update.id.desc()
    return select(told).where(Update.project_id == Project.id, updates.posted()).order_by(*newest_first)


def _questions(wanted: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Those that have no marked answer, and how many comments by others (`number`).

    They are met among the questions, not among all that a project has written.
    """
    told = _told(key=Update.key, at=Update.posted_at, number=update_queries.comments_by_others())
    part = select(literal("question").label("part"), Update.project_id, Update.id.label("id"), *told)
    return part.where(update_queries.is_among_unanswered(), db.refers(Update.project_id, Project, wanted))


def _members() -> Select[*tuple[Any, ...]]:
    """Who is in the teams and wrote last `at`: from where (`words`), of which sector (`key`).

    `until` is the day on which they joined. What counts as writing is what the page of voices counts, to
    which the reason leads.
    """
    written = (
        select(Activity.at)
        .where(
            Activity.project_id == Project.id,
            Activity.by_id == Membership.person_id,
            Activity.at <= site_time(),
            Activity.verb.in_(WRITING),
        )
        .order_by(Activity.at.desc())
        .limit(at_most(1))
    )
    last = written.correlate(Project, Membership).scalar_subquery()
    place = {"key": Sector.code, "words": Organisation.short_name, "until": TeamMember.joined_on}
    return (
        _part("member", TeamMember.id, at=last, **place)
        .join(TeamMember, TeamMember.team_id == Project.team_id)
        .join(Membership, Membership.id == TeamMember.membership_id)
        .join(Membership.organisation)
        .outerjoin(Membership.sector)
    )


def _milestones() -> Select[*tuple[Any, ...]]:
    """Open milestones whose day was put off, and how often."""
    times = (
        select(func.count(Slip.id))
        .where(
            Slip.milestone_id == Milestone.id, Slip.moved_to > Slip.moved_from, Slip.moved_at <= site_time()
        )
        .correlate(Milestone)
        .scalar_subquery()
    )
    part = _part("milestone", Milestone.id, key=Milestone.key, words=Milestone.title, number=times)
    return part.join(Milestone, Milestone.project_id == Project.id).where(projects.still_open())


def _snoozes() -> Select[*tuple[Any, ...]]:
    return (
        _part("snooze", Snooze.id, words=Snooze.note, at=Snooze.at, until=Snooze.until, name=Person.name)
        .join(Snooze, Snooze.project_id == Project.id)
        .outerjoin(Person, Person.id == Snooze.by_id)
        .where(Snooze.woken_at.is_(None))
    )
