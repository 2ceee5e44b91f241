"""One after the other: the rows that two writers must not change at once.

Submissions, project, reviews: whoever locks several locks them in this order. A row that names the project
locks it a little as well, on PostgreSQL.
"""

from sqlalchemy import select

from collab import db
from collab.accounts.models import Person
from collab.errors import RuleViolation
from collab.projects.models import Project
from collab.reviews.models import Review, ReviewRound, Submission
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


def lock_submissions(project: Project) -> None:
    """The same in every round that the project was handed in to."""
    db.session.execute(
        select(Submission.id)
        .where(Submission.project_id == project.id)
        .order_by(Submission.id)
        .with_for_update()
    )


def lock_reviews(project: Project, reviewer: Person) -> list[Review]:
    """The reviewer's reviews of the project as they are now; nobody else writes in them meanwhile."""
    return list(
        db.session.scalars(
            select(Review)
            .where(Review.project_id == project.id, Review.reviewer_id == reviewer.id)
            .order_by(Review.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )
