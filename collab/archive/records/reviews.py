"""reviews.yaml: ties, exemptions, what was handed in, reviews with points and answers."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Any

from collab.archive.marks import Count, Named, Slug, To
from collab.archive.problems import Problems
from collab.archive.records.head import PartHead
from collab.archive.shaping import EMPTY, NOBODY, MaybeEmpty, Record
from collab.reviews.models import AnswerState, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class InRound(Record):
    """What happened to a project in a round."""

    round: Annotated[str, To("round")]
    project: Annotated[str, To("project")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusionRecord(Record):
    """A tie that keeps a facilitator from reviewing a project."""

    project: Annotated[str, To("project")]
    person: Annotated[str, To("person")]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionRecord(InRound):
    """Why a project is not reviewed in a round."""

    reason: str
    moved_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionRecord(InRound):
    """The team handed its project in; `without` names sections that were still empty then."""

    at: datetime
    by: Annotated[str, To("person")] | None = None
    edition: Any = None
    """What was handed in, in the shape of `Submission.edition`; without it what the plan says."""
    without: list[Annotated[str, To("section")]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRecord(Record):
    """The team's answer to a point."""

    state: AnswerState
    by: Annotated[str, To("person")] = NOBODY
    at: datetime
    text: MaybeEmpty = EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRecord(Record):
    """Something the team is asked to do."""

    id: Annotated[Slug, Named("point")]
    number: Count | None = None
    severity: Severity
    section: Annotated[str, To("section")] | None = None
    criterion: Annotated[str, To("criterion")]
    text: str
    answer: AnswerRecord | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRecord(InRound):
    """A review that was handed in."""

    id: Annotated[Slug, Named("review")]
    reviewer: Annotated[str, To("person")]
    submitted_at: datetime
    answers_read_at: datetime | None = None
    recommendation: Annotated[str, To("recommendation")]
    levels: dict[Annotated[str, To("criterion")], Annotated[int, To("level")]]
    comments: dict[Annotated[str, To("criterion")], str]
    summary: str
    points: list[PointRecord] = field(default_factory=list)

    def judge(self, problems: Problems) -> None:
        """Nobody answers before the review is there."""
        for point in self.points:
            if point.answer is not None and point.answer.at < self.submitted_at:
                problems.add(point.answer.node["at"], "The answer is older than the review.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentRecord(InRound):
    """A reviewer's seat, and the key of the review that belongs to it."""

    reviewer: Annotated[str, To("person")]
    seat: Count
    at: datetime
    review: Slug | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRecord(InRound):
    """When the reviews of a project were shown to its team; by nobody when the last one was handed in."""

    at: datetime
    by: Annotated[str, To("person")] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRecord(InRound):
    """An approval, and what became of it."""

    at: datetime
    by: Annotated[str, To("person")] | None = None
    withdrawn_at: datetime | None = None
    withdrawn_by: Annotated[str, To("person")] | None = None
    withdrawn_reason: str = ""


EXPORTED_ONLY = ("assignments", "releases", "approvals")
"""What a file that people write leaves out: it follows from the reviews and the showcases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewsFile(PartHead):
    """The whole file."""

    excluded: list[ExclusionRecord] = field(default_factory=list)
    not_reviewed: list[ExemptionRecord] = field(default_factory=list)
    submissions: list[SubmissionRecord] = field(default_factory=list)
    reviews: list[ReviewRecord]
    assignments: list[AssignmentRecord] = field(default_factory=list)
    releases: list[ReleaseRecord] = field(default_factory=list)
    approvals: list[ApprovalRecord] = field(default_factory=list)

    def judge(self, problems: Problems) -> None:
        """Seats, releases and approvals are written down by a site only."""
        for key in EXPORTED_ONLY:
            if self.node.has(key) and not self.exported:
                problems.add(self.node[key], "Only an exported file has this; it follows from the rest.")
