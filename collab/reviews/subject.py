"""What reviews lets feeds, notices and mail speak of."""

from typing import Any

from collab.projects.models import Project
from collab.reviews import policy
from collab.reviews.models import Point, Release, Review, Submission
from collab.subjects import Subject, Told, tell


def _page(told: Told) -> tuple[str, dict[str, Any]]:
    return "reviews.project", {"slug": told.slug}


SUBJECTS = (
    Subject(
        kind="submission",
        model=Submission,
        read=policy.read_handing_in,
        visible_to=policy.submissions_visible_to,
        told=tell(Submission, name=Project.title, slug=Project.slug).join(Submission.project),
        address=_page,
        label=lambda told: told.name,
    ),
    Subject(
        kind="review",
        model=Review,
        read=policy.read,
        visible_to=policy.visible_to,
        told=tell(Review, name=Project.title, slug=Project.slug).join(Review.project),
        address=_page,
        label=lambda told: told.name,
    ),
    Subject(
        kind="review_release",
        model=Release,
        read=policy.read_handing_in,
        visible_to=policy.releases_visible_to,
        told=tell(Release, name=Project.title, slug=Project.slug).join(Release.project),
        address=_page,
        label=lambda told: told.name,
    ),
    Subject(
        kind="point",
        model=Point,
        read=policy.read_point,
        visible_to=policy.points_visible_to,
        told=(
            tell(Point, name=Project.title, slug=Project.slug, key=Point.key)
            .join(Point.review)
            .join(Review.project)
        ),
        address=lambda told: ("reviews.project", {"slug": told.slug, "_anchor": f"point-{told.key}"}),
        label=lambda told: told.name,
    ),
)
