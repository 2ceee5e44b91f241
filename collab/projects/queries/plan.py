"""Reading a project's plan: its sections, its municipalities on the map."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from msgspec import Struct
from sqlalchemy import Select, and_, func, select

from collab import db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.programmes import queries as programmes
from collab.programmes.models import PlanSection
from collab.projects.by_goal import opening
from collab.projects.models import PlanText, Project
from collab.statements import built_once
from collab.text import Localised, alphabetical
from collab.together import Reading, askable, asked, kept


class Progress(StrEnum):
    """How far a part of the plan has come."""

    DONE = "done"
    BEGUN = "begun"
    NOT_BEGUN = "not-begun"


class Section(Struct, frozen=True):
    """A section of a project's plan with its text, or without one yet (version 0)."""

    code: str
    name: Localised
    guidance: Localised
    example: Localised
    min_words: int
    max_words: int
    by_goal: bool
    source: str
    html: str
    words: int
    version: int
    edited_at: datetime | None
    edited_by: Localised | None

    @property
    def progress(self) -> Progress:
        """Done when it has the words it needs."""
        if self.words >= self.min_words:
            return Progress.DONE
        return Progress.BEGUN if self.source.strip() else Progress.NOT_BEGUN


@askable
@kept
def sections(project: Project) -> Reading[list[Section]]:
    """The plan's sections in the programme's order, written or not, in one statement."""
    rows = yield from asked(_sections(project_id=project.id, programme_id=project.programme_id))
    return [Section(*row) for row in rows]


@built_once
def _sections(*, project_id: Any, programme_id: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(
            PlanSection.code,
            PlanSection.name,
            PlanSection.guidance,
            PlanSection.example,
            PlanSection.min_words,
            PlanSection.max_words,
            PlanSection.by_goal,
            func.coalesce(PlanText.source, ""),
            func.coalesce(PlanText.html, ""),
            func.coalesce(PlanText.words, 0),
            func.coalesce(PlanText.version, 0),
            PlanText.edited_at,
            Person.name,
        )
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


def plan_section(project: Project, code: str) -> PlanSection:
    """The programme's definition of a section. Raises NotFound as `get_section` does."""
    wanted = PlanSection.programme_id == project.programme_id, PlanSection.code == code
    found = db.session.scalars(select(PlanSection).where(*wanted)).first()
    if found is None:
        raise NotFound(code)
    return found


def goals_to_tell(project: Project, section: Section) -> list[Localised]:
    """The goals that a section tells of, if any: those that the project serves, all when none is chosen."""
    if not section.by_goal:
        return []
    return [goal.name for goal in project.goals] or list(programmes.goal_names(project.programme_id).values())


def text_to_write(project: Project, section: Section) -> str:
    """What somebody starts from who writes the section: its text, or what every plan begins with."""
    return section.source if section.version else opening(goals_to_tell(project, section))


def places(project: Project) -> list[str]:
    """The project's municipalities in Swedish order."""
    return alphabetical(m.short_name for m in project.municipalities)
