"""One facilitator's judgement of one project in one round, and the team's answers."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import clock, db
from collab.accounts.models import Person
from collab.keys import new_key
from collab.programmes.models import PlanSection
from collab.projects.models import Project
from collab.reviews.models.rounds import Criterion, Recommendation, ReviewRound
from collab.reviews.rubric import Severity


class Review(db.Base):
    """A facilitator's review; a draft until it is submitted."""

    __tablename__ = "review"
    __table_args__ = (UniqueConstraint("round_id", "project_id", "reviewer_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=new_key)
    round_id: Mapped[int] = mapped_column(ForeignKey("review_round.id"))
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    recommendation_id: Mapped[int | None] = mapped_column(ForeignKey("recommendation.id"))
    summary: Mapped[str] = mapped_column(Text, default="")
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    saved_at: Mapped[datetime | None]
    """When the draft was last saved; None while nothing has been written."""
    submitted_at: Mapped[datetime | None]
    answers_read_at: Mapped[datetime | None]
    """When the reviewer last said that the team's answers are read."""
    version: Mapped[int] = mapped_column(default=1)
    """Counts saves: an old window never overwrites a newer draft."""

    round: Mapped[ReviewRound] = relationship()
    project: Mapped[Project] = relationship()
    reviewer: Mapped[Person] = relationship()
    recommendation: Mapped[Recommendation | None] = relationship()

    @property
    def is_draft(self) -> bool:
        """Whether only its writer sees it."""
        return self.submitted_at is None

    def activity_scope(self) -> dict[str, int]:
        """Where its events belong."""
        return self.project.activity_scope()


class Judgement(db.Base):
    """The level that a review gives on one criterion, with a comment."""

    __tablename__ = "judgement"
    __table_args__ = (UniqueConstraint("review_id", "criterion_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="CASCADE"))
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id"))
    level: Mapped[int | None]
    comment: Mapped[str] = mapped_column(Text, default="")

    review: Mapped[Review] = relationship()
    criterion: Mapped[Criterion] = relationship()


class Point(db.Base):
    """Something the team is asked to do, tied to a criterion and where possible to a plan section."""

    __tablename__ = "point"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=new_key)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="CASCADE"), index=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id"))
    section_id: Mapped[int | None] = mapped_column(ForeignKey("plan_section.id"))
    position: Mapped[int] = mapped_column(default=0)
    number: Mapped[int | None]
    """What people call it ("point 3"): given when the team first sees it, and kept."""
    severity: Mapped[Severity] = mapped_column(db.Words(Severity))
    text: Mapped[str] = mapped_column(Text)

    review: Mapped[Review] = relationship()
    criterion: Mapped[Criterion] = relationship()
    section: Mapped[PlanSection | None] = relationship()

    def activity_scope(self) -> dict[str, int]:
        """Where its events belong."""
        return self.review.activity_scope()


class AnswerState(StrEnum):
    """What the team did about a point."""

    DONE = "done"
    DECLINED = "declined"


class Answer(db.Base):
    """The team's answer to a point: done, or a reason why not."""

    __tablename__ = "answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    point_id: Mapped[int] = mapped_column(ForeignKey("point.id", ondelete="CASCADE"), unique=True)
    state: Mapped[AnswerState] = mapped_column(db.Words(AnswerState))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    version: Mapped[int] = mapped_column(default=1)
    """Counts changes: two members who answer at once both learn of it."""

    point: Mapped[Point] = relationship()
    by: Mapped[Person | None] = relationship()
