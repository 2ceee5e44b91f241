"""Reading a project's milestones, and how often they were moved."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from collab import clock, db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.occasions import queries as occasions
from collab.programmes import queries as programmes
from collab.programmes.models import Membership, Programme
from collab.projects import policy
from collab.projects.models import Milestone, Project, Slip, WorkStrand
from collab.statements import at_most, built_once
from collab.text import Localised
from collab.together import Reading, askable, asked, kept


class Pace(StrEnum):
    """How it goes with a milestone."""

    DONE = "done"
    GIVEN_UP = "given-up"
    LATE = "late"
    UNOWNED = "unowned"
    UNDER_WAY = "under-way"
    PLANNED = "planned"


class Step(Struct, frozen=True):
    """A milestone, as the plan shows it."""

    key: str
    title: str
    due_on: date
    owner: Localised | None
    done_on: date | None
    is_begun: bool = False
    given_up_on: date | None = None
    given_up_why: str = ""
    strand: str | None = None
    slips: int = 0
    """How often it was moved to another day."""
    first_due_on: date | None = None
    """The day before it was moved for the first time."""
    why: str | None = None
    """Why it was moved the last time."""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be reached."""
        return not (self.done_on or self.given_up_on)

    def pace(self, today: date) -> Pace:
        """How it goes on that day."""
        if self.given_up_on:
            return Pace.GIVEN_UP
        if self.done_on:
            return Pace.DONE
        if self.due_on < today:
            return Pace.LATE
        if self.owner is None:
            return Pace.UNOWNED
        return Pace.UNDER_WAY if self.is_begun else Pace.PLANNED


class SlipRow(Struct, frozen=True):
    """A milestone was moved to another day."""

    moved_from: date
    moved_to: date
    why: str
    moved_at: datetime
    by: Localised | None


@askable
@kept
def milestones(project: Project) -> Reading[list[Step]]:
    """The project's milestones by date, in one statement."""
    rows = yield from asked(_milestones(project_id=project.id))
    return [Step(*row) for row in rows]


@built_once
def _milestones(*, project_id: Any) -> Select[*tuple[Any, ...]]:
    return _steps(project_id)


def _steps(project_id: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Milestone.key,
            Milestone.title,
            Milestone.due_on,
            Person.name,
            Milestone.done_on,
            Milestone.is_begun,
            Milestone.given_up_on,
            Milestone.given_up_why,
            WorkStrand.name,
            *moved_columns(),
            _of_slips(Slip.why, Slip.number.desc()).label("why"),
        )
        .outerjoin(Milestone.owner)
        .outerjoin(Membership.person)
        .outerjoin(Milestone.strand)
        .where(Milestone.project_id == project_id)
        .order_by(Milestone.due_on, Milestone.id)
    )


def moved_columns() -> tuple[Any, Any]:
    """SQL: how often a milestone was moved, and the day before the first time."""
    count = select(func.count()).where(Slip.milestone_id == Milestone.id).scalar_subquery()
    return count.label("slips"), _of_slips(Slip.moved_from, Slip.number.asc()).label("first_due_on")


def _of_slips(column: InstrumentedAttribute[Any], order: ColumnElement[Any]) -> Any:
    """SQL: what the first slip of a milestone says in that order."""
    return (
        select(column)
        .where(Slip.milestone_id == Milestone.id)
        .order_by(order)
        .limit(at_most(1))
        .scalar_subquery()
    )


def still_open() -> ColumnElement[bool]:
    """SQL: whether a milestone is still to be reached."""
    return Milestone.done_on.is_(None) & Milestone.given_up_on.is_(None)


@askable
def milestones_waiting(project: Project, person: Person, until: date) -> Reading[list[Step]]:
    """Those that are open, due by that day, and either the person's or nobody's; by date."""
    rows = yield from asked(_waiting(project_id=project.id, person_id=person.id, until=until))
    return [Step(*row) for row in rows]


@built_once
def _waiting(*, project_id: Any, person_id: Any, until: Any) -> Select[*tuple[Any, ...]]:
    theirs = or_(Milestone.owner_id.is_(None), Membership.person_id == person_id)
    return _steps(project_id).where(still_open(), Milestone.due_on <= until, theirs)


def get_milestone(slug: str, key: str, *, viewer: Person) -> Milestone:
    """A milestone of the project of that slug. Raises NotFound as `get_project` does."""
    found = db.session.scalars(
        select(Milestone)
        .join(Milestone.project)
        .options(joinedload(Milestone.project).joinedload(Project.team))
        .where(Project.slug == slug, Milestone.key == key)
    ).first()
    if found is None or not policy.read_milestone(viewer, found):
        raise NotFound(key)
    return found


def slips(milestone: Milestone) -> list[SlipRow]:
    """Each time that the milestone was moved to another day, the newest first."""
    columns = (Slip.moved_from, Slip.moved_to, Slip.why, Slip.moved_at, Person.name)
    wanted = select(*columns).outerjoin(Slip.by).where(Slip.milestone_id == milestone.id)
    return [SlipRow(*row) for row in db.session.execute(wanted.order_by(Slip.number.desc()))]


def last_day(programme: Programme) -> date:
    """The last day that the programme has set: an occasion's, a stage's, or the end of its last year."""
    days = [
        *(occasion.ends_on for occasion in occasions.list_occasions(programme.id)),
        *(stage.due_on for stage in programmes.stages(programme.id)),
    ]
    return max(days, default=date(programme.last_year, 12, 31))


def next_milestone(project: Project) -> Step | None:
    """The earliest milestone that is open and not late, else the one that is late the longest."""
    open_ones = [step for step in milestones(project) if step.is_open]
    coming = [step for step in open_ones if step.due_on >= clock.today()]
    return next(iter(coming or open_ones), None)
