"""A row of the facilitator's queue, and the submissions that rows are made from."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, Select, func, select

from collab import clock
from collab.files.models import Picture, widths_of
from collab.projects.models import Project
from collab.reviews.models import ReviewRound, Submission
from collab.reviews.rubric import Progress
from collab.text import Localised


class Next(StrEnum):
    """The one thing to do with a row."""

    WRITE = "write"
    CONTINUE = "continue"
    TAKE = "take"
    READ = "read"
    APPROVE = "approve"


class QueueRow(Struct, frozen=True):
    """A project that waits for the facilitator."""

    next: Next
    slug: str
    title: Localised
    cover_widths: tuple[int, ...]
    cover_key: str
    round_code: str
    round: Localised
    since: datetime
    """When it was handed in, or when the first unread answer came."""
    key: str = ""
    """Of the facilitator's own review; empty for one that can be taken."""
    reading: int = 1
    """1 for the first review of the project in the round, 2 for the second."""
    handed_in: tuple[Localised, ...] = ()
    """Other reviewers who have handed in theirs."""
    progress: Progress | None = None
    """Of the own draft."""
    answers: int = 0
    """Unread answers to the facilitator's own points."""
    musts: int = 0
    """How many of those are to musts."""

    @property
    def days(self) -> int:
        """Whole days that it has waited on the site's calendar."""
        return max(0, (clock.today() - clock.local(self.since).date()).days)


SEEN = (
    Submission.at,
    Submission.round_id,
    Submission.project_id,
    Project.slug,
    Project.title,
    Picture.variants,
    func.coalesce(Picture.key, "").label("cover_key"),
    ReviewRound.code.label("round_code"),
    ReviewRound.name.label("round"),
)
"""SQL: what every row shows of a submission."""


def submissions(*columns: Any) -> Select[*tuple[Any, ...]]:
    """SQL: these columns of what was handed in, oldest first, with project, cover and round."""
    return (
        select(*columns)
        .select_from(Submission)
        .join(Submission.project)
        .join(Submission.round)
        .outerjoin(Project.cover)
        .order_by(Submission.at, Submission.id)
    )


def seen(row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    """What every row shows of a submission; `row` has what is `SEEN`."""
    return {
        "slug": row.slug,
        "title": row.title,
        "cover_widths": tuple(widths_of(row.variants or {})),
        "cover_key": row.cover_key,
        "round_code": row.round_code,
        "round": row.round,
    }
