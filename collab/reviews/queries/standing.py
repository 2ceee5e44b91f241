"""Where a project stands in its rounds: handed in, released, approved; one review or point by its key."""

from datetime import date
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, exists, not_, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from collab import db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.memory import remembered_while_public
from collab.programmes.models import Programme
from collab.projects.models import Project
from collab.reviews import policy, rubric
from collab.reviews.models import (
    Approval,
    Criterion,
    Exemption,
    Judgement,
    Point,
    Release,
    Review,
    ReviewRound,
    Submission,
)
from collab.statements import at_most, built_once
from collab.text import Localised


class RoundLine(Struct, frozen=True):
    """A round as the programme announces it: when it is, and for whom."""

    id: int
    programme_id: int
    code: str
    position: int
    name: Localised
    opens_on: date
    closes_on: date
    for_stages: tuple[str, ...]
    """Codes of stages; none when it is for all."""

    def is_open(self, day: date) -> bool:
        """Whether projects can be submitted and reviewed on `day`."""
        return self.opens_on <= day <= self.closes_on


def open_round(programme_id: int, day: date) -> RoundLine | None:
    """The round that projects can be handed in to on `day`; the first one when several are open."""
    return next((round_ for round_ in rounds_of(programme_id) if round_.is_open(day)), None)


def next_round(programme_id: int, day: date) -> RoundLine | None:
    """The first round that is open or still to come on `day`."""
    return next((round_ for round_ in rounds_of(programme_id) if round_.closes_on >= day), None)


@remembered_while_public
def rounds_of(programme_id: int) -> list[RoundLine]:
    """The programme's rounds in their order."""
    return [_line(round_) for round_ in db.session.scalars(*_rounds(programme_id=programme_id))]


def _line(round_: ReviewRound) -> RoundLine:
    return RoundLine(
        id=round_.id,
        programme_id=round_.programme_id,
        code=round_.code,
        position=round_.position,
        name=round_.name,
        opens_on=round_.opens_on,
        closes_on=round_.closes_on,
        for_stages=tuple(round_.for_stages),
    )


@built_once
def _rounds(*, programme_id: Any) -> Select[ReviewRound]:
    return select(ReviewRound).where(ReviewRound.programme_id == programme_id).order_by(ReviewRound.position)


def get_round(programme: Programme, code: str) -> ReviewRound:
    """The programme's round of that code. Raises NotFound."""
    found = db.session.scalars(
        select(ReviewRound).where(ReviewRound.programme_id == programme.id, ReviewRound.code == code)
    ).first()
    if found is None:
        raise NotFound(code)
    return found


def submission_of(project: Project, round_: ReviewRound) -> Submission | None:
    """What the team handed in to the round, or None."""
    return db.session.scalars(*_submission(round_id=round_.id, project_id=project.id)).first()


@built_once
def _submission(*, round_id: Any, project_id: Any) -> Select[Submission]:
    return select(Submission).where(Submission.round_id == round_id, Submission.project_id == project_id)


def owed(project_id: Any, round_id: Any) -> ColumnElement[bool]:
    """SQL: whether the round waits for the project: it is neither handed in nor exempt."""
    kinds = (Submission, Exemption)
    settled = [exists().where(kind.round_id == round_id, kind.project_id == project_id) for kind in kinds]
    return not_(or_(*settled))


def release_of(project: Project, round_: ReviewRound) -> Release | None:
    """The release of the round's reviews to the team, or None."""
    return db.session.scalars(
        select(Release).where(Release.round_id == round_.id, Release.project_id == project.id)
    ).first()


def last_released_round(project: Project) -> ReviewRound | None:
    """The latest round whose reviews the team has, or None."""
    return db.session.scalars(
        select(ReviewRound)
        .join(Release, Release.round_id == ReviewRound.id)
        .where(Release.project_id == project.id)
        .order_by(ReviewRound.position.desc())
        .limit(at_most(1))
    ).first()


def approval_of(project: Project) -> Approval | None:
    """The approval that stands: the project may be shown. None when there is none or it was taken back."""
    return next(iter(approvals_of(project)), None)


def approvals_of(project: Project) -> list[Approval]:
    """Every approval that stands, at most one for each round, the latest round first."""
    return list(db.session.scalars(*_approvals(project_id=project.id)))


@built_once
def _approvals(*, project_id: Any) -> Select[Approval]:
    return (
        select(Approval)
        .join(Approval.round)
        .options(contains_eager(Approval.round), joinedload(Approval.by))
        .where(Approval.project_id == project_id, Approval.withdrawn_at.is_(None))
        .order_by(ReviewRound.position.desc())
    )


def last_withdrawal_of(project: Project) -> Approval | None:
    """The approval that was taken back last, with its reason, or None."""
    return db.session.scalars(
        select(Approval)
        .options(joinedload(Approval.withdrawn_by))
        .where(Approval.project_id == project.id, Approval.withdrawn_at.is_not(None))
        .order_by(Approval.withdrawn_at.desc())
        .limit(at_most(1))
    ).first()


def points_of(project: Project, round_: ReviewRound) -> list[Point]:
    """The points of the reviews that are handed in, in the order they were written."""
    return list(
        db.session.scalars(
            select(Point)
            .join(Point.review)
            .join(Point.criterion)
            .where(
                Review.round_id == round_.id,
                Review.project_id == project.id,
                Review.submitted_at.is_not(None),
            )
            .order_by(Review.submitted_at, Review.id, Criterion.position, Point.position)
        )
    )


def missing_in(review: Review) -> list[rubric.Gap]:
    """What the review still lacks before it can be handed in."""
    rows = db.session.execute(
        select(Criterion.code, Judgement.level)
        .outerjoin(Judgement, (Judgement.criterion_id == Criterion.id) & (Judgement.review_id == review.id))
        .where(Criterion.programme_id == review.round.programme_id)
        .order_by(Criterion.position)
    ).all()
    levels = {row.code: row.level for row in rows}
    recommendation = review.recommendation.code if review.recommendation else None
    return rubric.missing(levels, levels, recommendation, review.summary)


def get_review(key: str, *, viewer: Person) -> Review:
    """The review of that key. Raises NotFound for one that is not there or that the viewer may not read."""
    found = db.session.scalars(
        select(Review)
        .options(joinedload(Review.round), joinedload(Review.project), joinedload(Review.recommendation))
        .where(Review.key == key)
    ).first()
    if found is None or not policy.read(viewer, found):
        raise NotFound(key)
    return found


def get_point(key: str, *, viewer: Person) -> Point:
    """The point of that key. Raises NotFound for one that is not there or that the viewer may not read."""
    found = db.session.scalars(
        select(Point).options(joinedload(Point.review).joinedload(Review.project)).where(Point.key == key)
    ).first()
    if found is None or not policy.read_point(viewer, found):
        raise NotFound(key)
    return found
