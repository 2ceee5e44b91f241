"""What the page of a project's reviews shows: values, nothing of the database."""

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from collab import clock
from collab.reviews.models import AnswerState, Severity
from collab.text import Localised


class RoundState(StrEnum):
    """How far the project has come in a round."""

    COMING = "coming"
    OPEN = "open"
    EXEMPT = "exempt"
    MISSED = "missed"
    UNDER_REVIEW = "under-review"
    RELEASED = "released"


class ShownReview(Struct, frozen=True):
    """A review that the reader may read."""

    key: str
    reviewer: Localised
    recommendation: Localised | None
    summary: str
    submitted_at: datetime
    is_own: bool


class Verdict(Struct, frozen=True):
    """What one review says on one criterion."""

    reviewer: Localised
    level: Localised
    description: Localised
    comment: str


class ShownCriterion(Struct, frozen=True):
    """A criterion with what each review says on it."""

    code: str
    name: Localised
    question: Localised
    verdicts: tuple[Verdict, ...]


class ShownAnswer(Struct, frozen=True):
    """The team's answer to a point."""

    state: AnswerState
    text: str
    at: datetime
    by: Localised | None
    version: int


class ShownPoint(Struct, frozen=True):
    """A point with its answer."""

    key: str
    number: int | None
    severity: Severity
    text: str
    criterion: Localised
    section: Localised | None
    section_code: str
    reviewer: Localised
    answer: ShownAnswer | None


class ShownRound(Struct, frozen=True):
    """A round with what the reader may know of it."""

    code: str
    name: Localised
    purpose: Localised
    opens_on: date
    closes_on: date
    answers_due_on: date
    state: RoundState
    reason: str
    """Why the project is not reviewed in this round."""
    moved_to: date | None
    handed_in_at: datetime | None
    released_at: datetime | None
    reviews: tuple[ShownReview, ...]
    criteria: tuple[ShownCriterion, ...]
    points: tuple[ShownPoint, ...]

    @property
    def unanswered(self) -> int:
        """How many points wait for an answer; ideas may be left alone."""
        return sum(p.answer is None and p.severity is not Severity.IDEA for p in self.points)

    @property
    def is_late(self) -> bool:
        """Whether the day for answers has passed with points unanswered."""
        return self.unanswered > 0 and clock.today() > self.answers_due_on
