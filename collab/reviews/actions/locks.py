"""One after the other: the row that two writers must not change at once."""

from sqlalchemy import select

from collab import db
from collab.errors import RuleViolation
from collab.projects.models import Project
from collab.reviews.models import ReviewRound, Submission
from collab.text import _


def lock_submission(project: Project, round_: ReviewRound) -> Submission:
    """Let what happens to the project in the round come one after the other, until the transaction ends.

    Raises RuleViolation when the project was never handed in.
    """
    found = db.session.scalars(
        select(Submission)
        .where(Submission.round_id == round_.id, Submission.project_id == project.id)
        .with_for_update()
    ).first()
    if found is None:
        raise RuleViolation(_("The project has not been handed in to this round."))
    return found
