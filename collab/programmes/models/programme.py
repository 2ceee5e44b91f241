"""One edition of a development programme; it owns everything else."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from collab import db
from collab.text import Localised


class ProgrammeState(StrEnum):
    """Whether a programme is running or kept as an archive."""

    ACTIVE = "active"
    ARCHIVED = "archived"


class Programme(db.Base):
    """One edition. The newest active one is the site's current programme."""

    __tablename__ = "programme"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    state: Mapped[ProgrammeState] = mapped_column(db.Words(ProgrammeState), default=ProgrammeState.ACTIVE)
    name: Mapped[Localised]
    tagline: Mapped[Localised]
    kind: Mapped[Localised]
    summary: Mapped[Localised]
    how_content_is_made: Mapped[Localised]
    academic_home: Mapped[Localised]
    admission_rule: Mapped[Localised]
    offered_to: Mapped[Localised]
    demonstration_note: Mapped[Localised]
    first_year: Mapped[int]
    last_year: Mapped[int]
    seats: Mapped[int]
    enrolment_closes_on: Mapped[date | None]
    teams_form_until: Mapped[date | None]
    one_team_each: Mapped[bool] = mapped_column(default=True)
    """Whether a person is in at most one of its teams."""
    counties: Mapped[list[Any]] = mapped_column(default=list)
    """[{"code": "12", "name": {"sv": …, "en": …}, "municipalities": 33}]"""
    practice_facts: Mapped[list[Any]] = mapped_column(default=list)
    """[{"name": {"sv", "en"}, "text": {"sv", "en"}}]"""
    map_view_box: Mapped[str] = mapped_column(String(40), default="0 0 1000 593")
    rhythm_weeks: Mapped[int] = mapped_column(default=0)
    """How many weeks may pass between a project's updates before its team is reminded; 0: it never is."""
    rhythm_weekday: Mapped[int] = mapped_column(default=0)
    """On which mornings teams are reminded; 0 is Monday."""
    rhythm_prompt: Mapped[Localised] = mapped_column(default=Localised(""))
    """What teams are asked to write; empty where the programme has no words of its own."""
    shows_demonstration: Mapped[bool] = mapped_column(default=False)
    """Whether any of its content is invented to show how the platform is used."""

    @property
    def is_archived(self) -> bool:
        """Whether it is over and kept as it was: nothing can be written in it any more."""
        return self.state is ProgrammeState.ARCHIVED

    @property
    def begun_on(self) -> date:
        """The first day of its first year: before that there was nothing to tell."""
        return date(self.first_year, 1, 1)

    def activity_scope(self) -> dict[str, int]:
        """Where its events belong."""
        return {"programme_id": self.id}
