"""Strands of work: what a team does side by side, and how far up or down its hill each has come."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import clock, db
from collab.accounts.models import Person
from collab.keys import new_key
from collab.programmes.models import Organisation
from collab.projects.models.project import Project

LONGEST_STRAND = 60
LONGEST_NOTE = 300
"""Characters."""


class WorkStrand(db.Base):
    """One of the things that a team works on side by side. Not the programme's strands of its sessions."""

    __tablename__ = "work_strand"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=new_key)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    name: Mapped[str] = mapped_column(String(LONGEST_STRAND))
    position: Mapped[int] = mapped_column(default=0)
    reached: Mapped[int] = mapped_column(default=0)
    """Along the hill, 0 to 100: up to 50 the team figures out, after that it does, at 100 it is done."""
    opened_on: Mapped[date] = mapped_column(default=clock.today)
    closed_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    project: Mapped[Project] = relationship()

    def activity_scope(self) -> dict[str, int]:
        """Where its events belong."""
        return self.project.activity_scope()


class HillMove(db.Base):
    """Somebody moved a strand along its hill. Moves are only added."""

    __tablename__ = "hill_move"
    __table_args__ = (UniqueConstraint("strand_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    strand_id: Mapped[int] = mapped_column(ForeignKey("work_strand.id"))
    number: Mapped[int]
    moved_from: Mapped[int]
    reached: Mapped[int]
    note: Mapped[str] = mapped_column(String(LONGEST_NOTE), default="")
    moved_at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    """The municipality that whoever moved it came from then."""

    strand: Mapped[WorkStrand] = relationship()
    by: Mapped[Person | None] = relationship()
    place: Mapped[Organisation | None] = relationship()
