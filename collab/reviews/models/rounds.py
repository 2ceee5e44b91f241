"""Review rounds and the rubric that they judge by."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import db
from collab.programmes.models import Programme
from collab.text import Localised


class ReviewRound(db.Base):
    """A period in which facilitators review every project against the rubric."""

    __tablename__ = "review_round"
    __table_args__ = (UniqueConstraint("programme_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    name: Mapped[Localised]
    purpose: Mapped[Localised]
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    answers_due_on: Mapped[date]
    reviewers_per_project: Mapped[int]
    for_stages: Mapped[list[Any]]
    opens_stage: Mapped[str] = mapped_column(String(40), default="")
    """The code of the stage that an approval in this round lets a project into."""

    programme: Mapped[Programme] = relationship()

    def is_open(self, day: date) -> bool:
        """Whether projects can be submitted and reviewed on `day`."""
        return self.opens_on <= day <= self.closes_on


class Level(db.Base):
    """A level of the rubric: 1 Not there yet … 4 Exemplary."""

    __tablename__ = "rubric_level"
    __table_args__ = (UniqueConstraint("programme_id", "value"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    value: Mapped[int]
    label: Mapped[Localised]


class Criterion(db.Base):
    """What a review judges, with a description of every level."""

    __tablename__ = "criterion"
    __table_args__ = (UniqueConstraint("programme_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    name: Mapped[Localised]
    question: Mapped[Localised]
    level_texts: Mapped[dict[str, Any]]
    """{"1": {"sv": …, "en": …}, …}"""
    section_codes: Mapped[list[Any]]
    """The plan sections that it judges, shown beside it."""


class Recommendation(db.Base):
    """What a review can end in."""

    __tablename__ = "recommendation"
    __table_args__ = (UniqueConstraint("programme_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    label: Mapped[Localised]
    round_codes: Mapped[list[Any]]
