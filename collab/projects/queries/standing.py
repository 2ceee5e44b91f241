"""Where a project stands: its plan, milestones and team, and what it owes before a review."""

from msgspec import Struct
from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import aliased

from collab.programmes.models import Stage
from collab.projects.models import Project
from collab.projects.queries.plan import Section, sections
from collab.projects.queries.steps import Step, milestones
from collab.projects.readiness import Dated, Missing, Readiness, Written, look
from collab.teams import queries as teams
from collab.teams.composition import Composition
from collab.teams.queries import Member
from collab.together import Reading, askable, side_by_side


class Standing(Struct, frozen=True):
    """What the project's page and the gate before a review both look at."""

    sections: tuple[Section, ...]
    milestones: tuple[Step, ...]
    dated: tuple[Dated, ...]
    """The milestones that count: those that are not given up."""
    crew: tuple[Member, ...]
    composition: Composition
    readiness: Readiness


@askable
def standing(project: Project) -> Reading[Standing]:
    """Where the project stands now, in one statement."""
    parts, steps, crew = yield from side_by_side(
        sections.part(project), milestones.part(project), teams.members.part(project.team)
    )
    composition = teams.composition_of(project.team, crew)
    written = [Written(s.code, s.name, s.words, s.min_words) for s in parts]
    dated = [Dated(m.key, m.title, bool(m.owner or m.done_on)) for m in steps if not m.given_up_on]
    readiness = look(project.promise, written, dated, composition)
    return Standing(tuple(parts), tuple(steps), tuple(dated), tuple(crew), composition, readiness)


@askable
def missing_for_review(project: Project) -> Reading[list[Missing]]:
    """What the team still owes before a facilitator can review the project: button and gate both ask this."""
    found = yield from standing.part(project)
    return list(found.readiness.missing)


def is_going_on() -> ColumnElement[bool]:
    """SQL: whether a project has not come to the last of several stages. One that has is left alone."""
    stage, other = aliased(Stage), aliased(Stage)
    theirs = other.programme_id == stage.programme_id
    is_last = exists().where(theirs, other.position < stage.position) & ~exists().where(
        theirs, other.position > stage.position
    )
    return Project.stage_id.not_in(select(stage.id).where(is_last))
