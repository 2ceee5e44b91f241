"""A project that those who lead leave alone for a while."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import clock, db
from collab.accounts.models import Person
from collab.projects.models import Project

LONGEST_NOTE = 300
"""Characters."""


class Snooze(db.Base):
    """Until a day a project is not said to stand still: somebody knows why. Rows are only added."""

    __tablename__ = "stall_snooze"
    __table_args__ = (Index("ix_stall_snooze_project_until", "project_id", "until"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"))
    until: Mapped[date]
    """The day on which it is listed again."""
    note: Mapped[str] = mapped_column(String(LONGEST_NOTE))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    woken_at: Mapped[datetime | None]
    """When somebody ended it before its day."""

    project: Mapped[Project] = relationship()
    by: Mapped[Person | None] = relationship()
