"""What reviews lets feeds, notices and mail speak of."""

from typing import Any

from sqlalchemy.orm import joinedload

from collab.reviews import policy
from collab.reviews.models import Point, Release, Review, Submission
from collab.subjects import Subject
from collab.text import Localised


def _page(thing: Review | Release | Submission) -> tuple[str, dict[str, Any]]:
    return "reviews.project", {"slug": thing.project.slug}


def _title(thing: Review | Release | Submission) -> Localised:
    return thing.project.title


SUBJECTS = (
    Subject(
        kind="submission",
        model=Submission,
        read=policy.read_handing_in,
        visible_to=policy.submissions_visible_to,
        address=_page,
        label=_title,
        needs=(joinedload(Submission.project),),
    ),
    Subject(
        kind="review",
        model=Review,
        read=policy.read,
        visible_to=policy.visible_to,
        address=_page,
        label=_title,
        needs=(joinedload(Review.project),),
    ),
    Subject(
        kind="review_release",
        model=Release,
        read=policy.read_handing_in,
        visible_to=policy.releases_visible_to,
        address=_page,
        label=_title,
        needs=(joinedload(Release.project),),
    ),
    Subject(
        kind="point",
        model=Point,
        read=policy.read_point,
        visible_to=policy.points_visible_to,
        address=lambda point: (
            "reviews.project",
            {"slug": point.review.project.slug, "_anchor": f"point-{point.key}"},
        ),
        label=lambda point: point.review.project.title,
        needs=(joinedload(Point.review).joinedload(Review.project),),
    ),
)
