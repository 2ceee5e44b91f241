"""Who may what with a project."""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, select

from collab import db
from collab.accounts.models import Person, Viewer
from collab.columns import among
from collab.memory import foresee, remembered
from collab.programmes import policy as programmes
from collab.programmes.models import Membership, Programme
from collab.projects.models import Milestone, NamedPlan, PlanText, Project, WorkStrand
from collab.statements import built_once, rows_of
from collab.teams import policy as teams
from collab.teams.models import Team, TeamMember
from collab.text import _l


def read(person: Person, project: Project) -> bool:
    """See the project, its plan and its milestones: everybody in its programme."""
    return programmes.has_role(person, project.programme_id)


def visible_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `read`."""
    return programmes.in_programme(person, Project.programme_id)


def edit(person: Person, project: Project) -> bool:
    """Write in the project: the members of its team, nobody else, until its programme is archived."""
    return belong(person, project) and programmes.write(project.programme)


edit.refusal = _l(  # type: ignore[attr-defined]
    "Only the members of the team that runs the project write in it. You are not in it, or not any more."
)


def editable_by(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `edit`."""
    return and_(belongs_to(person), programmes.writable(Project.programme_id))


def define(person: Person, programme: Programme) -> bool:
    """Say which sections every plan has: whoever organises the programme."""
    return programmes.organise(person, programme) and programmes.write(programme)


def belong(person: Person, project: Project) -> bool:
    """Whether the person is one of the project's team."""
    return any(own.id == project.id for own in projects_of(person))


class Own(NamedTuple):
    """A project that a person belongs to."""

    id: int
    programme_id: int
    slug: str


@remembered
def projects_of(person: Person) -> list[Own]:
    """The projects of the person's teams, the oldest first."""
    return [Own(*row) for row in rows_of(*_own(person_id=person.id))]


def foresee_projects(people: Collection[Person]) -> None:
    """Read the projects of these people at once, for what asks one by one afterwards."""
    theirs = among(Membership.person_id, sorted(person.id for person in people))
    found: dict[int, list[Own]] = {person.id: [] for person in people}
    for *own, person_id in db.session.execute(_owned().add_columns(Membership.person_id).where(theirs)):
        found[person_id].append(Own(*own))
    foresee(projects_of, {(person,): found[person.id] for person in people})


@built_once
def _own(*, person_id: Any) -> Select[int, int, str]:
    return _owned().where(Membership.person_id == person_id)


def _owned() -> Select[int, int, str]:
    return (
        select(Project.id, Project.programme_id, Project.slug)
        .distinct()
        .join(TeamMember, TeamMember.team_id == Project.team_id)
        .join(TeamMember.membership)
        .order_by(Project.id)
    )


def belongs_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `belong`."""
    return Project.team_id.in_(teams.teams_of(person))


def read_inside(person: Person, project: Project) -> bool:
    """Read what the team shares with those who lead the programme: itself, facilitators, organisers."""
    return programmes.has_role(person, project.programme_id, *programmes.TRUSTED) or belong(person, project)


def inside_visible_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `read_inside`."""
    return db.refers(Project.team_id, Team, teams.inside_visible_to(person))


def read_milestone(person: Person, milestone: Milestone) -> bool:
    """A milestone is read by those who read its project."""
    return read(person, milestone.project)


def milestone_visible_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `read_milestone`."""
    return db.refers(Milestone.project_id, Project, visible_to(person))


def read_strand(person: Person, strand: WorkStrand) -> bool:
    """A strand of work is read by those who read its project."""
    return read(person, strand.project)


def strand_visible_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `read_strand`."""
    return db.refers(WorkStrand.project_id, Project, visible_to(person))


def read_text(person: Person, text: PlanText) -> bool:
    """A section of the plan is read by those who read its project."""
    return read(person, text.project)


def text_visible_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `read_text`."""
    return db.refers(PlanText.project_id, Project, visible_to(person))


def read_named_plan(person: Person, named: NamedPlan) -> bool:
    """A named version of a plan is read by those who read its project."""
    return read(person, named.project)


def named_plan_visible_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `read_named_plan`."""
    return db.refers(NamedPlan.project_id, Project, visible_to(person))
