"""The part of the queue after a release: answers to read, projects that can be approved."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from collab.reviews.models import Answer, Approval, Point, Release, Review, ReviewRound, Severity, Submission
from collab.reviews.queries.queue_row import Next, QueueRow, seen
from collab.statements import built_once


def to_read(rows: Sequence[Any], own: Sequence[Any]) -> Iterator[QueueRow]:
    """A row for each of the person's `own` reviews with answers to be read; `rows`: what is `answered`."""
    mine = {found.review_id: found for found in own}
    for row in rows:
        if row.id in mine:
            yield QueueRow(
                **seen(mine[row.id]),
                next=Next.READ,
                since=row.since,
                key=mine[row.id].key,
                answers=row.answers,
                musts=row.musts,
            )


@built_once
def answered(*, person_id: Any) -> Select[*tuple[Any, ...]]:
    """SQL: answers to the person's points that came since the last reading, counted by review.

    They leave the queue once the project is approved in the round, or has the reviews of a later one.
    """
    unread = or_(Review.answers_read_at.is_(None), Answer.at > Review.answers_read_at)
    return (
        select(
            Review.id,
            func.min(Answer.at).label("since"),
            func.count(Answer.id).label("answers"),
            func.sum(case((Point.severity == Severity.MUST, 1), else_=0)).label("musts"),
        )
        .join(Point, Point.review_id == Review.id)
        .join(Answer, Answer.point_id == Point.id)
        .where(Review.reviewer_id == person_id, unread, ~_approved(), ~_later(Release))
        .group_by(Review.id)
    )


def to_approve(rows: Sequence[Any], own: Sequence[Any]) -> Iterator[QueueRow]:
    """A row for each of the person's `own` reviews whose project can be; `rows`: what is `approvable`."""
    mine = {found.review_id: found for found in own}
    for row in rows:
        if row.id in mine:
            yield QueueRow(
                **seen(mine[row.id]),
                next=Next.APPROVE,
                since=max(row.released_at, row.answered_at or row.released_at),
                key=mine[row.id].key,
            )


@built_once
def approvable(*, person_id: Any) -> Select[*tuple[Any, ...]]:
    """SQL: the person's released reviews with every must of the project answered.

    An approval that was taken back was taken back for a reason: the queue does not ask for it again.
    """
    was_approved = exists().where(_same(Approval))
    return (
        select(Review.id, Release.at.label("released_at"), func.max(Answer.at).label("answered_at"))
        .join(Release, _same(Release))
        .outerjoin(Point, Point.review_id == Review.id)
        .outerjoin(Answer, Answer.point_id == Point.id)
        .where(
            Review.reviewer_id == person_id,
            Review.submitted_at.is_not(None),
            ~was_approved,
            ~_later(Submission),
            ~_owes_answers(),
        )
        .group_by(Review.id, Release.at)
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
