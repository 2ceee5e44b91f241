"""A row of the facilitator's queue, and the submissions that rows are made from."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, defer

from collab import clock
from collab.programmes.models import Programme
from collab.projects.models import Project
from collab.reviews.models import Review, Submission
from collab.reviews.rubric import Progress
from collab.text import Localised


class Next(StrEnum):
    """The one thing to do with a row."""

    WRITE = "write"
    CONTINUE = "continue"
    TAKE = "take"
    READ = "read"
    APPROVE = "approve"


@dataclass(frozen=True, slots=True)
class QueueRow:
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


@dataclass(frozen=True, slots=True)
class Own:
    """A submission and the facilitator's own review of it."""

    submission: Submission
    review: Review


def submissions(programme: Programme) -> Select[Submission]:
    """What was handed in in the programme, oldest first, with project, cover and round, without the plan."""
    return (
        select(Submission)
        .join(Submission.project)
        .join(Submission.round)
        .options(
            contains_eager(Submission.project).joinedload(Project.cover),
            contains_eager(Submission.round),
            defer(Submission.edition),
        )
        .where(Project.programme_id == programme.id)
        .order_by(Submission.at, Submission.id)
    )


def seen(submission: Submission) -> dict[str, Any]:
    """What every row shows of a submission."""
    project = submission.project
    return {
        "slug": project.slug,
        "title": project.title,
        "cover_widths": project.cover_widths,
        "cover_key": project.cover_key,
        "round_code": submission.round.code,
        "round": submission.round.name,
    }
