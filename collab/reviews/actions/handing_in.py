"""The team hands its project in: the plan as it is now, frozen for the reviewers."""

from datetime import date, datetime
from typing import Any

from collab import clock, db
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.programmes.models import Stage
from collab.projects import actions as projects_actions
from collab.projects import queries as projects
from collab.projects.actions import Grounds
from collab.projects.models import Project, Way
from collab.projects.queries import HomeRow
from collab.reviews import queries
from collab.reviews.models import ReviewRound, Submission
from collab.text import Localised, _


def hand_in(project: Project, round_: ReviewRound | None, *, by: Person) -> Submission:
    """Hand the project in. Raises RuleViolation while no round is open or something is missing."""
    if round_ is None or not round_.is_open(clock.today()):
        raise RuleViolation(_("No round is open for projects to be handed in."))
    db.hold(project)
    if queries.submission_of(project, round_) is not None:
        raise RuleViolation(_("The project has already been handed in to this round."))
    if queries.missing_for_submission(project, round_):
        raise RuleViolation(_("The project cannot be handed in yet. What is missing is listed below."))
    _enter(project, round_, by)
    return record_submission(project, round_, by=by)


def record_submission(
    project: Project, round_: ReviewRound, *, by: Person | None, at: datetime | None = None
) -> Submission:
    """Write down that the project was handed in as it stands, without asking the gate."""
    submission = Submission(
        round=round_, project=project, by=by, at=at or clock.now(), edition=frozen_edition(project)
    )
    db.session.add(submission)
    activity.record(Verb.SUBMITTED, submission, by=by, at=at, round=round_.code)
    return submission


def _enter(project: Project, round_: ReviewRound, by: Person) -> None:
    """A project that is ready for the programme's first round has reached the stage that the round is for."""
    entry = queries.entry_stage(round_)
    if entry is not None and entry.position > project.stage.position:
        stage = db.session.get_one(Stage, entry.id)
        projects_actions.move_to_stage(project, stage, Grounds(Way.HANDED_IN), by=by)


def frozen_edition(project: Project) -> dict[str, Any]:
    """The plan as values: nothing written later can leak into it. Shapes: see `Submission.edition`."""
    return {
        "sections": [
            {"code": part.code, "name": _words(part.name), "html": part.html}
            for part in projects.sections(project)
        ],
        "milestones": [
            {
                "title": step.title,
                "due_on": step.due_on.isoformat(),
                "owner": _words(step.owner) if step.owner else None,
                "done_on": _day(step.done_on),
            }
            for step in projects.milestones(project)
            if not step.given_up_on
        ],
        "anchoring": [_home(home) for home in projects.homes(project) if home.version],
    }


def _home(home: HomeRow) -> dict[str, Any]:
    return {
        "municipality": home.place,
        "mandate": home.mandate.value,
        "reference": home.reference,
        "decided_on": _day(home.decided_on),
        "hours": home.hours,
        "money_sek": home.money_sek,
        "note": home.note,
    }


def _words(said: Localised) -> dict[str, str]:
    return {"sv": said.sv, "en": said.en}


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
