"""A facilitator approves the project for being shown, and may take that back."""

from datetime import datetime

from sqlalchemy import select

from collab import clock, db
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.programmes.models import Stage
from collab.projects import actions as projects
from collab.projects.actions import Grounds
from collab.projects.models import Project, Way
from collab.reviews import queries
from collab.reviews.models import Approval, ReviewRound
from collab.text import _


def approve(project: Project, *, by: Person, at: datetime | None = None) -> Approval:
    """Approve the project for being shown; it moves on to the stage that the round opens.

    Raises RuleViolation while something is missing, or when the project is approved already.
    """
    db.hold(project)
    round_ = queries.last_released_round(project)
    if round_ is None or queries.missing_for_approval(project):
        raise RuleViolation(_("The project cannot be approved yet."))
    standing = queries.approval_of(project)
    if standing is not None and standing.round_id == round_.id:
        raise RuleViolation(_("The project is already approved."))
    approval = Approval(project=project, round=round_, by=by, at=at or clock.now())
    db.session.add(approval)
    activity.record(Verb.APPROVED, project, by=by, at=at, round=round_.code)
    _move_on(project, round_, by, at)
    return approval


def withdraw_approval(project: Project, *, reason: str, by: Person, at: datetime | None = None) -> None:
    """Take the approval back. What is published stays; a new edition needs a new approval.

    Raises RuleViolation without a reason, or when there is nothing to take back.
    """
    if not reason.strip():
        raise RuleViolation(_("Say why the approval is taken back. The team reads it."))
    db.hold(project)
    standing = queries.approvals_of(project)
    if not standing:
        raise RuleViolation(_("The project is not approved."))
    for approval in standing:
        approval.withdrawn_at, approval.withdrawn_by = at or clock.now(), by
        approval.withdrawn_reason = reason.strip()
    activity.record(Verb.APPROVAL_WITHDRAWN, project, by=by, at=at)


def _move_on(project: Project, round_: ReviewRound, by: Person, at: datetime | None) -> None:
    opened = db.session.scalars(
        select(Stage).where(Stage.programme_id == project.programme_id, Stage.code == round_.opens_stage)
    ).first()
    if opened is not None and opened.position > project.stage.position:
        projects.move_to_stage(project, opened, Grounds(Way.APPROVED), by=by, at=at)
