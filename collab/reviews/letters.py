"""Letters to reviewers: one that waits does not go out when its reader has nothing to review any more."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from collab import db
from collab.reviews.models import Review


def to_reviewer(review: Review) -> dict[str, Any]:
    """What a letter's values hold so that it reaches its reader only while this is theirs to review."""
    return {"reviewer": review.reviewer_id, "seat": [review.round_id, review.project_id]}


def is_relieved(values: Mapping[str, Any]) -> bool:
    """Whether a letter with these values tells of a review that is taken back or handed in."""
    if "seat" not in values:
        return False
    round_id, project_id = values["seat"]
    theirs = Review.reviewer_id == values["reviewer"], Review.submitted_at.is_(None)
    held = select(Review.id).where(*theirs, Review.round_id == round_id, Review.project_id == project_id)
    return db.session.scalar(held) is None
