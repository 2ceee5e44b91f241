"""How far every project of a programme has come with its reviews, for those who lead it."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, defer

from collab import db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.programmes import policy as programmes_policy
from collab.programmes.models import Programme
from collab.projects.models import Project
from collab.reviews.models import Answer, Approval, Point, Release, Review, ReviewRound, Severity, Submission
from collab.text import Localised, alphabetical


class ProjectLine(Struct, frozen=True):
    """A project and the latest round that it was handed in to."""

    slug: str
    title: Localised
    round: Localised | None
    handed_in_at: datetime | None
    reviews: int
    """How many are handed in."""
    wanted: int
    is_released: bool
    musts: int
    """Unanswered ones, of every released round."""
    is_approved: bool


class _Counts(Struct, frozen=True):
    submissions: dict[int, Submission]
    reviews: dict[tuple[int, int], int]
    released: set[tuple[int, int]]
    musts: dict[int, int]
    approved: set[int]


def list_projects(programme: Programme, *, viewer: Person) -> list[ProjectLine]:
    """Every project in Swedish order, in few statements. Raises NotFound for who does not facilitate."""
    if not programmes_policy.facilitate(viewer, programme):
        raise NotFound(programme.slug)
    rows = db.session.execute(
        select(Project.id, Project.slug, Project.title).where(Project.programme_id == programme.id)
    ).all()
    counts = _counts(programme)
    return [
        _line(row.id, row.slug, row.title, counts) for row in alphabetical(rows, key=lambda r: r.title.sv)
    ]


def _line(project_id: int, slug: str, title: Localised, counts: _Counts) -> ProjectLine:
    submission = counts.submissions.get(project_id)
    place = (submission.round_id if submission else 0, project_id)
    return ProjectLine(
        slug=slug,
        title=title,
        round=submission.round.name if submission else None,
        handed_in_at=submission.at if submission else None,
        reviews=counts.reviews.get(place, 0),
        wanted=submission.round.reviewers_per_project if submission else 0,
        is_released=place in counts.released,
        musts=counts.musts.get(project_id, 0),
        is_approved=project_id in counts.approved,
    )


def _counts(programme: Programme) -> _Counts:
    mine = select(Project.id).where(Project.programme_id == programme.id).scalar_subquery()
    reviews = db.session.execute(
        select(Review.round_id, Review.project_id, func.count(Review.id))
        .where(Review.project_id.in_(mine), Review.submitted_at.is_not(None))
        .group_by(Review.round_id, Review.project_id)
    )
    released = db.session.execute(
        select(Release.round_id, Release.project_id).where(Release.project_id.in_(mine))
    )
    approved = db.session.scalars(
        select(Approval.project_id).where(Approval.project_id.in_(mine), Approval.withdrawn_at.is_(None))
    )
    return _Counts(
        submissions=_latest_submissions(programme),
        reviews={(round_id, project_id): count for round_id, project_id, count in reviews},
        released={(round_id, project_id) for round_id, project_id in released},
        musts=_unanswered_musts(programme),
        approved=set(approved),
    )


def _latest_submissions(programme: Programme) -> dict[int, Submission]:
    rows = db.session.scalars(
        select(Submission)
        .join(Submission.round)
        .options(contains_eager(Submission.round), defer(Submission.edition))
        .where(ReviewRound.programme_id == programme.id)
        .order_by(ReviewRound.position)
    )
    return {submission.project_id: submission for submission in rows}


def _unanswered_musts(programme: Programme) -> dict[int, int]:
    released = (Release.round_id == Review.round_id) & (Release.project_id == Review.project_id)
    rows = db.session.execute(
        select(Review.project_id, func.count(Point.id).label("musts"))
        .select_from(Point)
        .join(Review, Review.id == Point.review_id)
        .join(ReviewRound, ReviewRound.id == Review.round_id)
        .join(Release, released)
        .outerjoin(Answer, Answer.point_id == Point.id)
        .where(
            ReviewRound.programme_id == programme.id,
            Review.submitted_at.is_not(None),
            Point.severity == Severity.MUST,
            Answer.id.is_(None),
        )
        .group_by(Review.project_id)
    )
    return {row.project_id: row.musts for row in rows}
