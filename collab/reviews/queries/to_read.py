"""The part of the queue after a release: answers to read, projects that can be approved."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from collab import db
from collab.accounts.models import Person
from collab.reviews.models import Answer, Approval, Point, Release, Review, ReviewRound, Severity, Submission
from collab.reviews.queries.queue_row import Next, Own, QueueRow, seen


def to_read(person: Person, own: Sequence[Own]) -> Iterator[QueueRow]:
    """Answers to the person's points that came since the last reading, in one statement.

    They leave the queue once the project is approved in the round, or has the reviews of a later one.
    """
    unread = or_(Review.answers_read_at.is_(None), Answer.at > Review.answers_read_at)
    rows = db.session.execute(
        select(
            Review.id,
            func.min(Answer.at).label("since"),
            func.count(Answer.id).label("answers"),
            func.sum(case((Point.severity == Severity.MUST, 1), else_=0)).label("musts"),
        )
        .join(Point, Point.review_id == Review.id)
        .join(Answer, Answer.point_id == Point.id)
        .where(Review.reviewer_id == person.id, unread, ~_approved(), ~_later(Release))
        .group_by(Review.id)
    )
    mine = {found.review.id: found for found in own}
    for row in rows:
        if row.id in mine:
            yield QueueRow(
                **seen(mine[row.id].submission),
                next=Next.READ,
                since=row.since,
                key=mine[row.id].review.key,
                answers=row.answers,
                musts=row.musts,
            )


def to_approve(person: Person, own: Sequence[Own]) -> Iterator[QueueRow]:
    """Projects of the person's released reviews with every must answered, in one statement.

    An approval that was taken back was taken back for a reason: the queue does not ask for it again.
    """
    was_approved = exists().where(_same(Approval))
    rows = db.session.execute(
        select(Review.id, Release.at, func.max(Answer.at))
        .join(Release, _same(Release))
        .outerjoin(Point, Point.review_id == Review.id)
        .outerjoin(Answer, Answer.point_id == Point.id)
        .where(
            Review.reviewer_id == person.id,
            Review.submitted_at.is_not(None),
            ~was_approved,
            ~_later(Submission),
            ~_owes_answers(),
        )
        .group_by(Review.id, Release.at)
    )
    mine = {found.review.id: found for found in own}
    for review_id, released_at, answered_at in rows:
        if review_id in mine:
            yield QueueRow(
                **seen(mine[review_id].submission),
                next=Next.APPROVE,
                since=max(released_at, answered_at or released_at),
                key=mine[review_id].review.key,
            )


def _same(model: type[Approval | Release]) -> ColumnElement[bool]:
    return (model.round_id == Review.round_id) & (model.project_id == Review.project_id)


def _approved() -> ColumnElement[bool]:
    return exists().where(_same(Approval), Approval.withdrawn_at.is_(None))


def _later(model: type[Submission | Release]) -> ColumnElement[bool]:
    """Whether the project has come so far in a later round than the review's."""
    own, later = aliased(ReviewRound), aliased(ReviewRound)
    return exists(
        select(model.id)
        .join(later, later.id == model.round_id)
        .join(own, own.id == Review.round_id)
        .where(model.project_id == Review.project_id, later.position > own.position)
    )


def _owes_answers() -> ColumnElement[bool]:
    """Whether a must of any released review of the project is unanswered."""
    said, released = aliased(Review), aliased(Release)
    return exists(
        select(Point.id)
        .join(said, said.id == Point.review_id)
        .join(released, (released.round_id == said.round_id) & (released.project_id == said.project_id))
        .outerjoin(Answer, Answer.point_id == Point.id)
        .where(
            said.project_id == Review.project_id,
            said.submitted_at.is_not(None),
            Point.severity == Severity.MUST,
            Answer.id.is_(None),
        )
        .correlate(Review)
    )
