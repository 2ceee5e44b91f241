"""The team hands its project in: the plan as it is now, frozen for the reviewers."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from collab import clock, db
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.programmes.models import Membership, PlanSection
from collab.projects.models import Anchoring, Milestone, PlanText, Project
from collab.reviews import queries
from collab.reviews.models import ReviewRound, Submission
from collab.text import Localised, _


def hand_in(project: Project, round_: ReviewRound, *, by: Person) -> Submission:
    """Hand the project in. Raises RuleViolation while the round is closed or something is missing."""
    if not round_.is_open(clock.today()):
        raise RuleViolation(_("The round is not open."))
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
        project.stage = entry
        activity.record(Verb.STAGE_REACHED, project, by=by, stage=entry.code)


def frozen_edition(project: Project) -> dict[str, Any]:
    """The plan as values: nothing written later can leak into it. Shapes: see `Submission.edition`."""
    return {
        "sections": _sections(project),
        "milestones": _milestones(project),
        "anchoring": _anchoring(project),
    }


def _sections(project: Project) -> list[dict[str, Any]]:
    rows = db.session.execute(
        select(PlanSection, PlanText.html)
        .outerjoin(PlanText, (PlanText.section_id == PlanSection.id) & (PlanText.project_id == project.id))
        .where(PlanSection.programme_id == project.programme_id)
        .order_by(PlanSection.position)
    )
    return [
        {"code": section.code, "name": _words(section.name), "html": html or ""} for section, html in rows
    ]


def _milestones(project: Project) -> list[dict[str, Any]]:
    owner = joinedload(Milestone.owner).joinedload(Membership.person)
    rows = db.session.scalars(
        select(Milestone)
        .options(owner)
        .where(Milestone.project_id == project.id)
        .order_by(Milestone.due_on, Milestone.id)
    )
    return [
        {
            "title": step.title,
            "due_on": step.due_on.isoformat(),
            "owner": _words(step.owner.person.name) if step.owner else None,
            "done_on": _day(step.done_on),
        }
        for step in rows
    ]


def _anchoring(project: Project) -> list[dict[str, Any]]:
    rows = db.session.scalars(
        select(Anchoring)
        .options(joinedload(Anchoring.organisation))
        .where(Anchoring.project_id == project.id)
        .order_by(Anchoring.position, Anchoring.id)
    )
    return [
        {
            "municipality": row.organisation.short_name,
            "mandate": row.mandate.value,
            "reference": row.reference,
            "decided_on": _day(row.decided_on),
            "hours": row.hours,
            "money_sek": row.money_sek,
            "note": row.note,
        }
        for row in rows
    ]


def _words(said: Localised) -> dict[str, str]:
    return {"sv": said.sv, "en": said.en}


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
