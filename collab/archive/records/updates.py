"""updates.yaml: progress posts with pictures, contributions and comments."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated

from collab import clock
from collab.archive.marks import Between, Longest, Named, Slug, To
from collab.archive.problems import Problems
from collab.archive.records.head import PartHead
from collab.archive.records.pictures import PictureRecord
from collab.archive.shaping import EMPTY, NOBODY, MaybeEmpty, Record
from collab.projects.models import Status
from collab.updates.content import MOST_COUNTED, MOST_PICTURES, WITHOUT_STATUS
from collab.updates.models import Kind, Visibility, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStepRecord(Record):
    """What comes next, and when."""

    text: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionRecord(Record):
    """What the update adds to an indicator."""

    indicator: Annotated[str, To("indicator")]
    value: Annotated[int, Between(1, MOST_COUNTED)]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedRecord(Record):
    """What the update added to an indicator before it was changed."""

    indicator: Annotated[str, To("indicator")]
    value: Annotated[int, Between(1, MOST_COUNTED)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledRecord(Record):
    """Who settled something, and when."""

    by: Annotated[str, To("person")] = NOBODY
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionRecord(Record):
    """A word that somebody put by one press."""

    by: Annotated[str, To("person")]
    word: Word
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidRecord(Record):
    """What the comment said before it was changed."""

    until: datetime
    visibility: Visibility
    """Of the comment, then."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentRecord(Record):
    """What somebody answered."""

    id: Annotated[Slug, Named("comment")] | None = None
    author: Annotated[str, To("person")] = NOBODY
    at: datetime
    edited_at: datetime | None = None
    withdrawn_at: datetime | None = None
    inside: bool = False
    """Whether it was written to the team, also where the dates of the update's wordings do not say so."""
    text: MaybeEmpty = EMPTY
    """Nothing where it is taken back."""
    answers: Slug | None = None
    """The comment of this update that began the thread."""
    marked: SettledRecord | None = None
    """That it answers the question."""
    said_before: list[SaidRecord] = field(default_factory=list)
    reactions: list[ReactionRecord] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingRecord(Record):
    """What the update said before it was changed."""

    until: datetime
    kind: Kind | None = None
    status: Status | None = None
    visibility: Visibility
    text: Annotated[str, Longest(5000)]
    next_step: str = ""
    next_step_due_on: date | None = None
    counted: list[CountedRecord] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateRecord(Record):
    """A posted update."""

    id: Annotated[Slug, Named("update")]
    project: Annotated[str, To("project")]
    author: Annotated[str, To("person")] = NOBODY
    posted_at: datetime
    edited_at: datetime | None = None
    withdrawn_at: datetime | None = None
    demonstration: bool | None = None
    kind: Kind
    status: Status | None = None
    visibility: Visibility
    goals: list[Annotated[str, To("goal")]] = field(default_factory=list)
    text: Annotated[str, Longest(5000)]
    next_step: NextStepRecord | None = None
    contributes: list[ContributionRecord] = field(default_factory=list)
    pictures: list[PictureRecord] = field(default_factory=list)
    files: list[Annotated[str, To("project file")]] = field(default_factory=list)
    comments: list[CommentRecord] = field(default_factory=list)
    reactions: list[ReactionRecord] = field(default_factory=list)
    said_before: list[WordingRecord] = field(default_factory=list)
    acknowledged: SettledRecord | None = None
    """That one who leads the programme has seen it."""

    def is_inside(self, comment: CommentRecord) -> bool:
        """Whether the comment was written to the team: it says so, or the update was the team's then."""
        return comment.inside or any(self._was_of_team(at) for at in (comment.at, comment.edited_at))

    def _was_of_team(self, at: datetime | None) -> bool:
        later = [said for said in self.said_before if at is not None and said.until > at]
        readers = min(later, key=lambda said: said.until).visibility if later else self.visibility
        return at is not None and readers is Visibility.TEAM

    def judge(self, problems: Problems) -> None:
        """The next step lies ahead, comments follow the post and each other, pictures are few enough."""
        if self.kind not in WITHOUT_STATUS and (self.status is None or self.next_step is None):
            problems.add(
                self.node["kind"], "Only a question or an invitation goes without status or next step."
            )
        if self.next_step is not None and self.next_step.due_on < clock.local(self.posted_at).date():
            problems.add(self.next_step.node["due_on"], "The next step was due before the update was posted.")
        self._judge_comments(problems)
        if len(self.pictures) > MOST_PICTURES:
            problems.add(self.node["pictures"], f"An update has at most {MOST_PICTURES} pictures.")
        self._judge_marks(problems)
        counted = [c.indicator for c in self.contributes]
        for contribution in self.contributes:
            if counted.count(contribution.indicator) > 1:
                problems.add(contribution.node["indicator"], "An update adds to an indicator once.")

    def _judge_comments(self, problems: Problems) -> None:
        before, begun = self.posted_at, set[str | None]()
        for comment in self.comments:
            if comment.at < before:
                problems.add(comment.node["at"], "This comment is older than what it follows.")
            if comment.answers is not None and comment.answers not in begun:
                problems.add(comment.node["answers"], "No comment before this one begins that thread.")
            if (comment.text == "") is (comment.withdrawn_at is None):
                problems.add(comment.node, "A comment has words, and only one that is taken back has none.")
            before = comment.at
            begun |= {comment.id} if comment.answers is None else set()

    def _judge_marks(self, problems: Problems) -> None:
        marked = [comment.marked for comment in self.comments if comment.marked is not None]
        for mark in marked[self.kind is Kind.QUESTION :]:
            problems.add(mark.node, "Only a question has an answer that is marked, and only one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatesFile(PartHead):
    """The whole file."""

    updates: list[UpdateRecord]
