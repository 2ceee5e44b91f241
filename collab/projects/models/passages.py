"""How a project came to the stage where it is, and what its team agrees to on the way."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import clock, db
from collab.accounts.models import Person
from collab.keys import new_key
from collab.programmes.models import Stage
from collab.projects.models.project import Project
from collab.text import Localised

LONGEST_REASON = 1000
"""Characters."""


class Way(StrEnum):
    """What took a project from one stage to another."""

    GATE = "gate"
    """Nothing was missing, and the team went on."""
    LET_THROUGH = "let-through"
    """Somebody who facilitates let the team through, with a reason."""
    HANDED_IN = "handed-in"
    """The team handed the project in to a round that is for a later stage."""
    APPROVED = "approved"
    """A facilitator approved the project in a round that opens a later stage."""
    BACK = "back"
    """The team or somebody who facilitates went back, with a reason."""


class Passage(db.Base):
    """A project went from one stage to another."""

    __tablename__ = "stage_passage"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=new_key)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("stage.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("stage.id"))
    way: Mapped[Way] = mapped_column(db.Words(Way))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    reason: Mapped[str] = mapped_column(Text, default="")
    checks: Mapped[list[Any]] = mapped_column(default=list)
    """What the machine said: [{"code", "label": {"sv", "en"}, "is_met"}]; empty where a round decided."""

    project: Mapped[Project] = relationship()
    from_stage: Mapped[Stage] = relationship(foreign_keys=[from_id])
    to_stage: Mapped[Stage] = relationship(foreign_keys=[to_id])
    by: Mapped[Person | None] = relationship()


class Agreement(db.Base):
    """Somebody of the team agrees to a statement before the stage is left.

    Until then it can be taken back; the passage that it was said for keeps it.
    """

    __tablename__ = "stage_agreement"
    __table_args__ = (
        Index(
            "uq_stage_agreement_standing",
            "project_id",
            "stage_id",
            "code",
            "by_id",
            unique=True,
            sqlite_where=text("passage_id IS NULL"),
            postgresql_where=text("passage_id IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"))
    code: Mapped[str] = mapped_column(String(40))
    """Of the statement, or of the check that the team answers for."""
    words: Mapped[Localised]
    """What it said then: an agreement to other words does not count."""
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    passage_id: Mapped[int | None] = mapped_column(ForeignKey("stage_passage.id"), index=True)

    project: Mapped[Project] = relationship()
    stage: Mapped[Stage] = relationship()
    by: Mapped[Person | None] = relationship()
    passage: Mapped[Passage | None] = relationship()
