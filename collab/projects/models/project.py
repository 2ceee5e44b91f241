"""A team's joint development project."""

from datetime import date
from enum import StrEnum

from sqlalchemy import Column, ForeignKey, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import db
from collab.errors import RuleViolation
from collab.files.models import Picture
from collab.programmes.models import Branch, Goal, Organisation, Programme, Stage
from collab.teams.models import Team
from collab.text import Localised, _, full_day


class Status(StrEnum):
    """How a project says that it is going."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    STUCK = "stuck"


def _link(name: str, other: str) -> Table:
    return Table(
        name,
        db.Base.metadata,
        Column("project_id", ForeignKey("project.id", ondelete="CASCADE"), primary_key=True),
        Column(f"{other}_id", ForeignKey(f"{other}.id"), primary_key=True, index=True),
    )


project_branch = _link("project_branch", "branch")
project_goal = _link("project_goal", "goal")
project_municipality = _link("project_municipality", "organisation")


class Project(db.Base):
    """A team's joint development project. Its slug is unique across the site, for ever."""

    __tablename__ = "project"
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    title: Mapped[Localised]
    promise: Mapped[Localised]
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"))
    status: Mapped[Status] = mapped_column(db.Words(Status), default=Status.ON_TRACK)
    """What the latest update said."""
    started_on: Mapped[date]
    cover_id: Mapped[int | None] = mapped_column(ForeignKey("picture.id"))
    """The cover picture; without one a landscape drawn from the slug stands in."""
    cover_alternative: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    """Counts changes of the summary and the cover: an old page never overwrites a newer text."""
    is_demonstration: Mapped[bool] = mapped_column(default=False)

    programme: Mapped[Programme] = relationship()
    team: Mapped[Team] = relationship()
    stage: Mapped[Stage] = relationship()
    cover: Mapped[Picture | None] = relationship()
    branches: Mapped[list[Branch]] = relationship(secondary=project_branch, order_by=Branch.position)
    goals: Mapped[list[Goal]] = relationship(secondary=project_goal, order_by=Goal.number)
    municipalities: Mapped[list[Organisation]] = relationship(secondary=project_municipality)

    def demand_begun(self, on: date) -> None:
        """Raises RuleViolation for a day before the project started."""
        if on < self.started_on:
            raise RuleViolation(
                _(
                    "The project started on %(day)s. Choose that day or a later one.",
                    day=full_day(self.started_on),
                )
            )

    @property
    def cover_widths(self) -> tuple[int, ...]:
        """The widths in pixels that the cover picture is kept in; none where the landscape stands in."""
        return tuple(self.cover.widths) if self.cover else ()

    @property
    def cover_key(self) -> str:
        """What tells this cover picture from an earlier one."""
        return self.cover.key if self.cover else ""

    def activity_scope(self) -> dict[str, int]:
        """Where its events belong."""
        return {"programme_id": self.programme_id, "team_id": self.team_id, "project_id": self.id}
