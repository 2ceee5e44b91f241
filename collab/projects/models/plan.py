"""The plan: sections written in Markdown, dated milestones, anchoring in each municipality."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import clock, db
from collab.accounts.models import Person
from collab.errors import RuleViolation
from collab.keys import new_key
from collab.programmes.models import Membership, Organisation, PlanSection
from collab.projects.models.project import Project
from collab.projects.models.strands import WorkStrand
from collab.text import _

LONGEST_WHY = 300
"""Characters."""


class PlanText(db.Base):
    """A section of a project's plan: the Markdown and, rendered when written, its safe HTML."""

    __tablename__ = "plan_text"
    __table_args__ = (UniqueConstraint("project_id", "section_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    section_id: Mapped[int] = mapped_column(ForeignKey("plan_section.id"))
    source: Mapped[str] = mapped_column(Text, default="")
    html: Mapped[str] = mapped_column(Text, default="")
    words: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    edited_at: Mapped[datetime] = mapped_column(default=clock.now)
    edited_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))

    project: Mapped[Project] = relationship()
    section: Mapped[PlanSection] = relationship()
    edited_by: Mapped[Person | None] = relationship()

    def activity_scope(self) -> dict[str, int]:
        """Where its events belong."""
        return self.project.activity_scope()


class State(StrEnum):
    """What a team says of a milestone; that it is late the day says."""

    TO_DO = "to-do"
    UNDER_WAY = "under-way"
    DONE = "done"
    GIVEN_UP = "given-up"


class Milestone(db.Base):
    """A dated step of the plan with an owner."""

    __tablename__ = "milestone"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=new_key)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    due_on: Mapped[date]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id", ondelete="SET NULL"))
    strand_id: Mapped[int | None] = mapped_column(ForeignKey("work_strand.id"))
    is_begun: Mapped[bool] = mapped_column(default=False)
    done_on: Mapped[date | None]
    given_up_on: Mapped[date | None]
    given_up_why: Mapped[str] = mapped_column(String(LONGEST_WHY), default="")
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime | None] = mapped_column(default=clock.real, onupdate=clock.real)

    project: Mapped[Project] = relationship()
    owner: Mapped[Membership | None] = relationship()
    strand: Mapped[WorkStrand | None] = relationship()

    @property
    def state(self) -> State:
        """What the team says of it."""
        if self.given_up_on:
            return State.GIVEN_UP
        if self.done_on:
            return State.DONE
        return State.UNDER_WAY if self.is_begun else State.TO_DO

    def finish(self, on: date) -> None:
        """Mark it as done. Raises RuleViolation for a day that has not come."""
        if on > clock.today():
            raise RuleViolation(_("A milestone can be done today or earlier, not on a day to come."))
        self.done_on = on

    def activity_scope(self) -> dict[str, int]:
        """Where its events belong."""
        return self.project.activity_scope()


class Slip(db.Base):
    """A milestone was moved to another day. Slips are only added."""

    __tablename__ = "slip"
    __table_args__ = (UniqueConstraint("milestone_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    milestone_id: Mapped[int] = mapped_column(ForeignKey("milestone.id"))
    number: Mapped[int]
    moved_from: Mapped[date]
    moved_to: Mapped[date]
    why: Mapped[str] = mapped_column(String(LONGEST_WHY))
    moved_at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))

    milestone: Mapped[Milestone] = relationship()
    by: Mapped[Person | None] = relationship()


class Mandate(StrEnum):
    """Who at home has decided."""

    NONE = "none"
    MANAGER = "manager"
    COMMITTEE = "committee"
    BOARD = "board"


class Anchoring(db.Base):
    """How far the project is anchored in one municipality."""

    __tablename__ = "anchoring"
    __table_args__ = (UniqueConstraint("project_id", "organisation_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    position: Mapped[int] = mapped_column(default=0)
    informed: Mapped[list[Any]]
    mandate: Mapped[Mandate] = mapped_column(db.Words(Mandate), default=Mandate.NONE)
    reference: Mapped[str] = mapped_column(String(80), default="")
    decided_on: Mapped[date | None]
    hours: Mapped[int] = mapped_column(default=0)
    money_sek: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    project: Mapped[Project] = relationship()
    organisation: Mapped[Organisation] = relationship()
