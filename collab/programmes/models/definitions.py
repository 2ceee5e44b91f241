"""What a programme defines: sectors, strands, goals, branches, team rules, stages and plan sections."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import db
from collab.programmes.models.programme import Programme
from collab.text import Localised


class Sector(db.Base):
    """A field of work that managers come from: culture, business, tourism here."""

    __tablename__ = "sector"
    __table_args__ = (UniqueConstraint("programme_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    name: Mapped[Localised]
    description: Mapped[Localised]

    programme: Mapped[Programme] = relationship()


class Strand(db.Base):
    """A thread through the programme: research knowledge, practical inspiration, joint development work."""

    __tablename__ = "strand"
    __table_args__ = (UniqueConstraint("programme_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    name: Mapped[Localised]
    description: Mapped[Localised]


class Goal(db.Base):
    """What the programme is for."""

    __tablename__ = "goal"
    __table_args__ = (UniqueConstraint("programme_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str] = mapped_column(String(40))
    number: Mapped[int]
    name: Mapped[Localised]
    description: Mapped[Localised]


class Indicator(db.Base):
    """How a goal is counted."""

    __tablename__ = "indicator"
    __table_args__ = (UniqueConstraint("goal_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    goal_id: Mapped[int] = mapped_column(ForeignKey("goal.id"))
    code: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    name: Mapped[Localised]
    unit: Mapped[Localised]
    baseline: Mapped[int]
    target: Mapped[int]
    is_demonstration: Mapped[bool] = mapped_column(default=False)

    goal: Mapped[Goal] = relationship()


class Branch(db.Base):
    """A branch of the cultural and creative industries (KKN)."""

    __tablename__ = "branch"
    __table_args__ = (UniqueConstraint("programme_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    name: Mapped[Localised]


class TeamRule(db.Base):
    """One rule for how teams are composed. `kind` and `settings` are judged by teams.composition."""

    __tablename__ = "team_rule"
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(40))
    settings: Mapped[dict[str, Any]]
    """{"min": 4, "max": 6}"""
    is_hard: Mapped[bool]
    weight: Mapped[int] = mapped_column(default=1, server_default="1")
    """What each step of missing it costs a team that is proposed; a hard rule is never missed."""
    label: Mapped[Localised]


class Stage(db.Base):
    """A stage of every project, with the machine's checks and the statements that a team agrees to."""

    __tablename__ = "stage"
    __table_args__ = (UniqueConstraint("programme_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    name: Mapped[Localised]
    description: Mapped[Localised]
    due_on: Mapped[date]
    occasion: Mapped[str] = mapped_column(String(80), default="", server_default="")
    """What its gate leads to: the slug of an occasion, `conference`, or empty."""
    checks: Mapped[list[Any]]
    statements: Mapped[list[Any]]


class PlanSection(db.Base):
    """A section of every project plan, with guidance, an example and a length hint in words."""

    __tablename__ = "plan_section"
    __table_args__ = (UniqueConstraint("programme_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    name: Mapped[Localised]
    guidance: Mapped[Localised]
    example: Mapped[Localised] = mapped_column(default=Localised(""))
    min_words: Mapped[int]
    max_words: Mapped[int]
    by_goal: Mapped[bool] = mapped_column(default=False)
    """Whether it is written goal by goal, each of the programme's under a heading of its own."""
