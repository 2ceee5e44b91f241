"""Reading a project's plan: sections, milestones, anchoring at home."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from collab import clock, db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.memory import remembered
from collab.programmes.models import Membership, PlanSection
from collab.projects import policy
from collab.projects.models import Anchoring, Mandate, Milestone, PlanText, Project
from collab.statements import built_once
from collab.text import Localised, alphabetical


class Progress(StrEnum):
    """How far a part of the plan has come."""

    DONE = "done"
    BEGUN = "begun"
    NOT_BEGUN = "not-begun"


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a project's plan with its text, or without one yet (version 0)."""

    code: str
    name: Localised
    guidance: Localised
    min_words: int
    max_words: int
    source: str = ""
    html: str = ""
    words: int = 0
    version: int = 0
    edited_at: datetime | None = None
    edited_by: Localised | None = None

    @property
    def progress(self) -> Progress:
        """Done when it has the words it needs."""
        if self.words >= self.min_words:
            return Progress.DONE
        return Progress.BEGUN if self.words else Progress.NOT_BEGUN


class Pace(StrEnum):
    """How it goes with a milestone."""

    DONE = "done"
    LATE = "late"
    UNOWNED = "unowned"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone, as the plan shows it."""

    key: str
    title: str
    due_on: date
    owner: Localised | None
    done_on: date | None

    def pace(self, today: date) -> Pace:
        """How it goes on that day."""
        if self.done_on:
            return Pace.DONE
        if self.due_on < today:
            return Pace.LATE
        return Pace.PLANNED if self.owner else Pace.UNOWNED


@dataclass(frozen=True, slots=True)
class Anchor:
    """How far the project is anchored in one municipality."""

    place: str
    informed: tuple[str, ...]
    mandate: Mandate
    reference: str
    decided_on: date | None
    hours: int
    money_sek: int
    note: str


@remembered
def sections(project: Project) -> list[Section]:
    """The plan's sections in the programme's order, written or not, in one statement."""
    rows = db.session.execute(*_sections(project_id=project.id, programme_id=project.programme_id))
    return [_section(*row) for row in rows]


@built_once
def _sections(*, project_id: Any, programme_id: Any) -> Select[PlanSection, PlanText, Person]:
    return (
        select(PlanSection, PlanText, Person)
        .outerjoin(PlanText, and_(PlanText.section_id == PlanSection.id, PlanText.project_id == project_id))
        .outerjoin(Person, Person.id == PlanText.edited_by_id)
        .where(PlanSection.programme_id == programme_id)
        .order_by(PlanSection.position)
    )


def get_section(project: Project, code: str) -> Section:
    """One section. Raises NotFound for a code that the programme does not have."""
    for section in sections(project):
        if section.code == code:
            return section
    raise NotFound(code)


@remembered
def milestones(project: Project) -> list[Step]:
    """The project's milestones by date, in one statement."""
    rows = db.session.scalars(*_milestones(project_id=project.id))
    return [_step(row) for row in rows]


@built_once
def _milestones(*, project_id: Any) -> Select[Milestone]:
    return (
        select(Milestone)
        .options(joinedload(Milestone.owner).joinedload(Membership.person))
        .where(Milestone.project_id == project_id)
        .order_by(Milestone.due_on, Milestone.id)
    )


def milestones_waiting(project: Project, person: Person, until: date) -> list[Step]:
    """Those that are not done, due by that day, and either the person's or nobody's; by date."""
    found = _waiting(project_id=project.id, person_id=person.id, until=until)
    return [_step(row) for row in db.session.scalars(*found)]


@built_once
def _waiting(*, project_id: Any, person_id: Any, until: Any) -> Select[Milestone]:
    return unfinished_milestones(project_id, person_id, until)


def unfinished_milestones(project_id: Any, person_id: Any, until: Any) -> Select[Milestone]:
    """SQL: what `milestones_waiting` lists."""
    theirs = or_(Milestone.owner_id.is_(None), Membership.person_id == person_id)
    return (
        select(Milestone)
        .outerjoin(Milestone.owner)
        .options(contains_eager(Milestone.owner).joinedload(Membership.person))
        .where(Milestone.project_id == project_id, Milestone.done_on.is_(None))
        .where(Milestone.due_on <= until, theirs)
        .order_by(Milestone.due_on, Milestone.id)
    )


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


def next_milestone(project: Project) -> Step | None:
    """The earliest milestone that is not done and not late, else the one that is late the longest."""
    open_ones = [m for m in milestones(project) if not m.done_on]
    coming = [m for m in open_ones if m.due_on >= clock.today()]
    return next(iter(coming or open_ones), None)


def anchoring(project: Project) -> list[Anchor]:
    """How far the project is anchored in each municipality, in one statement."""
    return [_anchor(row) for row in db.session.scalars(*_anchorings(project_id=project.id))]


@built_once
def _anchorings(*, project_id: Any) -> Select[Anchoring]:
    return (
        select(Anchoring)
        .options(joinedload(Anchoring.organisation))
        .where(Anchoring.project_id == project_id)
        .order_by(Anchoring.position)
    )


def places(project: Project) -> list[str]:
    """The project's municipalities in Swedish order."""
    return alphabetical(m.short_name for m in project.municipalities)


def _section(section: PlanSection, text: PlanText | None, editor: Person | None) -> Section:
    return Section(
        code=section.code,
        name=section.name,
        guidance=section.guidance,
        min_words=section.min_words,
        max_words=section.max_words,
        source=text.source if text else "",
        html=text.html if text else "",
        words=text.words if text else 0,
        version=text.version if text else 0,
        edited_at=text.edited_at if text else None,
        edited_by=editor.name if editor else None,
    )


def _step(row: Milestone) -> Step:
    return Step(row.key, row.title, row.due_on, row.owner.person.name if row.owner else None, row.done_on)


def _anchor(row: Anchoring) -> Anchor:
    return Anchor(
        place=row.organisation.short_name,
        informed=tuple(row.informed),
        mandate=row.mandate,
        reference=row.reference,
        decided_on=row.decided_on,
        hours=row.hours,
        money_sek=row.money_sek,
        note=row.note,
    )
