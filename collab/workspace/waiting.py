"""Which kinds of task wait for a participant, asked in one statement: only what there is need be read."""

from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from collab import clock
from collab.accounts.models import Anybody, Person
from collab.ideas import queries as ideas
from collab.programmes.models import Programme
from collab.projects import queries as projects
from collab.projects.models import Project
from collab.reviews import queries as reviews
from collab.showcases import queries as showcases
from collab.statements import built_once, rows_of
from collab.teams import queries as teams
from collab.updates import queries as updates

SOON = timedelta(days=7)
AHEAD = timedelta(days=21)


class Wait(StrEnum):
    """A kind of task."""

    REQUESTS = "requests"
    """Somebody asks to join the team that the person coordinates."""
    INVITATIONS = "invitations"
    """A team wants the person to join."""
    TEAM = "team"
    """The person takes part and is in no team, also when the day by which teams form has passed."""
    INCOMPLETE = "incomplete"
    """The day has passed by which a team that the person coordinates was to be complete."""
    WISHES = "wishes"
    """The person has no team, and has not ranked the programme's ideas while teams form."""
    POINTS = "points"
    """Musts and shoulds of a released review have no answer."""
    QUESTIONS = "questions"
    """Somebody asks the person, or the project, something that has no answer."""
    UNMARKED = "unmarked"
    """The person's own question has comments, and none is marked as its answer."""
    DRAFTS = "drafts"
    """The person has begun an update."""
    PLAN = "plan"
    """The person has typed in a plan and not saved."""
    MILESTONES = "milestones"
    """One of the person's own, or nobody's, comes near."""
    NEXT_STEP = "next-step"
    """What the team wrote that it would do is due within a week."""
    HANDING_IN = "handing-in"
    """The round that is open waits for the project."""
    SHOWING = "showing"
    """The project is approved and not shown to everybody."""


def waits_for(person: Person, programme: Programme, project: Project | None) -> set[Wait]:
    """What there is for the person, and in the project if there is one that the person may edit."""
    today = clock.today()
    of: dict[str, Any] = {"person_id": person.id, "programme_id": programme.id, "today": today}
    if project is not None:
        of |= {"project_id": project.id, "near": today + AHEAD, "soon": today + SOON}
        round_ = reviews.open_round(programme.id, today)
        of |= {"round_id": round_.id} if round_ is not None else {}
    (row,) = rows_of(*_asked(person.is_site_organiser, _teams_form(programme), **of))
    return {Wait(kind) for kind, waits in row._mapping.items() if waits}


def _teams_form(programme: Programme) -> bool:
    """Whether teams are still to be found; where no day is set, for as long as anything can be written."""
    last = programme.teams_form_until
    return last is None or clock.today() <= last


@built_once
def _asked(is_site_organiser: bool, teams_form: bool, **of: Any) -> Select[*tuple[Any, ...]]:
    person = Anybody(of["person_id"], is_site_organiser)
    kinds: dict[Wait, ColumnElement[bool]] = {
        Wait.REQUESTS: teams.unanswered_requests(person.id).exists(),
        Wait.INVITATIONS: teams.unanswered_invitations(person.id).exists(),
        Wait.POINTS: reviews.unanswered_points(person, of["programme_id"]).exists(),
        Wait.DRAFTS: updates.begun_updates(person.id).exists(),
        Wait.PLAN: projects.unsaved_drafts(person).exists(),
        Wait.TEAM: teams.places_without_team(person.id, of["programme_id"]).exists(),
    }
    kinds |= _questions(person, of)
    late = teams.teams_past_their_day(person.id, of["programme_id"], of["today"])
    kinds[Wait.INCOMPLETE] = late.exists()
    if teams_form:
        wishing = ideas.places_to_rank(person.id, of["programme_id"]).where(~teams.has_team())
        kinds[Wait.WISHES] = wishing.exists()
    if "project_id" in of:
        project_id = of["project_id"]
        kinds |= {
            Wait.MILESTONES: projects.unfinished_milestones(project_id, person.id, of["near"]).exists(),
            Wait.NEXT_STEP: updates.steps_due(project_id, of["soon"]).exists(),
            Wait.SHOWING: showcases.unshown_approvals(project_id).exists(),
        }
    if "round_id" in of:
        kinds[Wait.HANDING_IN] = reviews.owed(of["project_id"], of["round_id"])
    return select(*(waits.label(kind) for kind, waits in kinds.items()))


def _questions(person: Anybody, of: dict[str, Any]) -> dict[Wait, ColumnElement[bool]]:
    asked = updates.questions_mentioning(person, of["programme_id"], of.get("project_id"))
    own = updates.questions_commented(person.id, of["programme_id"])
    return {Wait.QUESTIONS: asked.exists(), Wait.UNMARKED: own.exists()}
