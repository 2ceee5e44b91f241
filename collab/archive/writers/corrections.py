"""What changes in a review that was imported before and whose file says something else now."""

from sqlalchemy import select

from collab import db
from collab.archive.desk import Desk
from collab.archive.records.reviews import PointRecord, ReviewRecord
from collab.programmes.models import PlanSection
from collab.reviews.models import Criterion, Judgement, Point, Recommendation, Review


def correct(review: Review, record: ReviewRecord, desk: Desk) -> None:
    """Let the review say what the file says. Its points keep their numbers; a new one gets the next."""
    desk.keeper.change(
        review,
        {
            "summary": record.summary,
            "recommendation": desk.mine(Recommendation, code=record.recommendation),
            "submitted_at": record.submitted_at,
        },
    )
    for code, level in record.levels.items():
        desk.keeper.row(
            Judgement,
            {"review": review, "criterion": desk.mine(Criterion, code=code)},
            level=level,
            comment=record.comments.get(code, ""),
        )
    for position, point in enumerate(record.points, 1):
        _point(review, position, point, desk)


def _point(review: Review, position: int, record: PointRecord, desk: Desk) -> None:
    desk.keeper.keep(
        Point,
        {"key": desk.key("point", record.id)},
        {
            "review": review,
            "criterion": desk.mine(Criterion, code=record.criterion),
            "section": desk.mine(PlanSection, code=record.section) if record.section else None,
            "position": position,
            "severity": record.severity,
            "text": record.text,
        },
        {"number": _next_number(review)},
    )


def _next_number(review: Review) -> int:
    places = select(Point.number).join(Point.review)
    same = (Review.round_id == review.round_id) & (Review.project_id == review.project_id)
    return max((number or 0 for number in db.session.scalars(places.where(same))), default=0) + 1
