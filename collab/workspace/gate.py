"""What stands between a project and the next review round, for the page that links to all of it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, null, select

from collab import clock, db
from collab.projects.models import Project
from collab.projects.readiness import Met, Readiness
from collab.projects.readiness import Missing as ProjectMissing
from collab.reviews import queries as reviews
from collab.reviews.models import Approval, ReviewRound, Submission
from collab.reviews.queries import Missing as RoundMissing
from collab.reviews.queries import RoundLine
from collab.showcases.models import Edition, Showcase
from collab.statements import built_once


@dataclass(frozen=True, slots=True)
class Gate:
    """The next round (None after the last one), what it asks for, what is in place and what came of it."""

    round: RoundLine | None
    is_open: bool
    submission: Submission | None
    approval: Approval | None
    edition: Edition | None
    """The public one."""
    missing: tuple[ProjectMissing | RoundMissing, ...]
    met: tuple[Met, ...]


def before_review(project: Project, readiness: Readiness) -> Gate:
    """The gate before the round that is open or comes next."""
    today = clock.today()
    is_over = project.programme.is_archived
    coming = None if is_over else reviews.next_round(project.programme_id, today)
    of = {"round_id": coming.id} if coming is not None else {}
    approval, edition, submission = db.session.execute(*_passed(project_id=project.id, **of)).one()
    if coming is None:
        owes = () if is_over else readiness.missing
        return Gate(None, False, None, approval, edition, owes, readiness.met)
    missing = () if submission or approval else tuple(reviews.missing_for_submission(project, coming))
    return Gate(coming, coming.is_open(today), submission, approval, edition, missing, readiness.met)


@built_once
def _passed(**of: Any) -> Select[*tuple[Any, ...]]:
    """The approval that stands, the public edition, and what is handed in to `round_id`: each or None."""
    handed_in = of.get("round_id", null())
    return (
        select(Approval, Edition, Submission)
        .select_from(Project)
        .outerjoin(Approval, (Approval.project_id == Project.id) & Approval.withdrawn_at.is_(None))
        .outerjoin(ReviewRound, ReviewRound.id == Approval.round_id)
        .outerjoin(Showcase, Showcase.project_id == Project.id)
        .outerjoin(Edition, (Edition.showcase_id == Showcase.id) & Edition.is_current)
        .outerjoin(Submission, (Submission.project_id == Project.id) & (Submission.round_id == handed_in))
        .where(Project.id == of["project_id"])
        .order_by(ReviewRound.position.desc())
        .limit(1)
    )
