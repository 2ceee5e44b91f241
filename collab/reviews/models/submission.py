"""A project's way through a round: handed in, assigned, released to the team, approved."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import clock, db
from collab.accounts.models import Person
from collab.projects.models import Project
from collab.reviews.models.rounds import ReviewRound


class Submission(db.Base):
    """The team hands the project in to a round; `edition` is the plan, frozen as the reviewers read it."""

    __tablename__ = "submission"
    __table_args__ = (UniqueConstraint("round_id", "project_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("review_round.id"))
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    edition: Mapped[dict[str, Any]]
    """{"sections": [{"code", "name": {"sv","en"}, "html"}],
    "milestones": [{"title", "due_on", "owner": {"sv","en"} or None, "done_on"}],
    "anchoring": [{"municipality", "mandate", "reference", "decided_on", "hours", "money_sek", "note"}]}"""

    round: Mapped[ReviewRound] = relationship()
    project: Mapped[Project] = relationship()
    by: Mapped[Person | None] = relationship()

    def activity_scope(self) -> dict[str, int]:
        """Where its events belong."""
        return self.project.activity_scope()


class Assignment(db.Base):
    """A facilitator is to review a project in a round.

    Seats are numbered from 1 to the round's reviewers_per_project: two who reach for the last one at the same
    time cannot both have it.
    """

    __tablename__ = "assignment"
    __table_args__ = (
        UniqueConstraint("round_id", "project_id", "reviewer_id"),
        UniqueConstraint("round_id", "project_id", "seat", name="uq_assignment_seat"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("review_round.id"))
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    seat: Mapped[int]
    assigned_at: Mapped[datetime] = mapped_column(default=clock.now)

    round: Mapped[ReviewRound] = relationship()
    project: Mapped[Project] = relationship()
    reviewer: Mapped[Person] = relationship()


class Exclusion(db.Base):
    """A tie (jäv) that keeps a facilitator from reviewing a project."""

    __tablename__ = "exclusion"
    __table_args__ = (UniqueConstraint("project_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    reason: Mapped[str] = mapped_column(Text)

    project: Mapped[Project] = relationship()
    person: Mapped[Person] = relationship()


class Exemption(db.Base):
    """Why a project is not reviewed in a round."""

    __tablename__ = "exemption"
    __table_args__ = (UniqueConstraint("round_id", "project_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("review_round.id"))
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    reason: Mapped[str] = mapped_column(Text)
    moved_to: Mapped[date | None]

    round: Mapped[ReviewRound] = relationship()


class Release(db.Base):
    """The reviews of a project in a round are shown to its team."""

    __tablename__ = "review_release"
    __table_args__ = (UniqueConstraint("round_id", "project_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("review_round.id"))
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))

    round: Mapped[ReviewRound] = relationship()
    project: Mapped[Project] = relationship()
    by: Mapped[Person | None] = relationship()

    def activity_scope(self) -> dict[str, int]:
        """Where its events belong."""
        return self.project.activity_scope()


class Approval(db.Base):
    """A facilitator has approved the project for being shown; taking it back leaves the row and a reason.

    At most one stands for each round; the latest counts. Ask `reviews.queries.approval_of`.
    """

    __tablename__ = "approval"
    __table_args__ = (
        Index(
            "uq_approval_standing",
            "project_id",
            "round_id",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("review_round.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")

    round: Mapped[ReviewRound] = relationship()
    project: Mapped[Project] = relationship()
    by: Mapped[Person | None] = relationship(foreign_keys=[by_id])
    withdrawn_by: Mapped[Person | None] = relationship(foreign_keys=[withdrawn_by_id])

    def activity_scope(self) -> dict[str, int]:
        """Where its events belong."""
        return self.project.activity_scope()
