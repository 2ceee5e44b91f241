"""All projects of a programme at their stages, for those who lead it, in constantly many statements."""

from collections import defaultdict
from typing import Any

from msgspec import Struct
from sqlalchemy import func, select

from collab import db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.programmes.models import PlanSection, Programme
from collab.projects import queries as projects
from collab.projects.models import Milestone, PlanText, Project
from collab.projects.readiness import Dated, Written
from collab.stages import policy
from collab.stages.queries.gates import Whereabouts, assembled, at_stage
from collab.stages.queries.tally import Tally, tallies_of
from collab.teams import queries as teams
from collab.text import Localised, alphabetical


class ProjectLine(Struct, frozen=True):
    """A project and where it is."""

    slug: str
    title: Localised
    team: str
    whereabouts: Whereabouts


def list_projects(programme: Programme, *, viewer: Person) -> list[ProjectLine]:
    """The programme's projects, the earliest stage first. Raises NotFound for who does not lead it."""
    if not policy.oversee(viewer, programme):
        raise NotFound(programme.slug)
    sections, milestones = _sections(programme), _milestones(programme)
    tallies = tallies_of(programme)
    homes = {row.slug: row.homes for row in projects.homes_of_programme(programme, viewer=viewer)}
    cards = {card.id: card for card in teams.cards(programme)}
    lines = []
    for row in db.session.execute(_wanted(programme)):
        card = cards.get(row.team_id)
        tally = tallies.get(row.id, Tally())
        facts = assembled(
            row.promise,
            tally,
            programme.id,
            homes=homes.get(row.slug, ()),
            sections=sections[row.id],
            milestones=milestones[row.id],
            rules_missed=card.composition.unmet if card else (),
        )
        here = at_stage(programme.id, row.stage_id, facts, tally.voices)
        lines.append(ProjectLine(row.slug, row.title, card.name if card else "", here))
    by_title = alphabetical(lines, key=lambda line: line.title.sv)
    return sorted(by_title, key=lambda line: line.whereabouts.now.position)


def _wanted(programme: Programme) -> Any:
    return select(
        Project.id, Project.slug, Project.title, Project.promise, Project.stage_id, Project.team_id
    ).where(Project.programme_id == programme.id)


def _sections(programme: Programme) -> dict[int, list[Written]]:
    of_plan = (PlanText.section_id == PlanSection.id) & (PlanText.project_id == Project.id)
    rows = db.session.execute(
        select(
            Project.id,
            PlanSection.code,
            PlanSection.name,
            func.coalesce(PlanText.words, 0),
            PlanSection.min_words,
        )
        .join(PlanSection, PlanSection.programme_id == Project.programme_id)
        .outerjoin(PlanText, of_plan)
        .where(Project.programme_id == programme.id)
        .order_by(PlanSection.position)
    )
    found: dict[int, list[Written]] = defaultdict(list)
    for project_id, code, name, words, wanted in rows:
        found[project_id].append(Written(code, name, words, wanted))
    return found


def _milestones(programme: Programme) -> dict[int, list[Dated]]:
    cared_for = Milestone.owner_id.is_not(None) | Milestone.done_on.is_not(None)
    rows = db.session.execute(
        select(Milestone.project_id, Milestone.key, Milestone.title, cared_for)
        .join(Project, Project.id == Milestone.project_id)
        .where(Project.programme_id == programme.id, Milestone.given_up_on.is_(None))
        .order_by(Milestone.due_on, Milestone.id)
    )
    found: dict[int, list[Dated]] = defaultdict(list)
    for project_id, key, title, is_cared_for in rows:
        found[project_id].append(Dated(key, title, bool(is_cared_for)))
    return found
