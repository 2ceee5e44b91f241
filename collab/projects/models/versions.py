"""What a section of the plan was before, what somebody has typed and not saved, and versions with a name."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, String, Table, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import clock, db
from collab.accounts.models import Person
from collab.keys import new_key
from collab.programmes.models import PlanSection
from collab.projects.models.plan import PlanText
from collab.projects.models.project import Project
from collab.text import Localised, spoken

LONGEST_REASON = 200
LONGEST_NAME = 120
"""Characters."""


class PlanVersion(db.Base):
    """A section as somebody saved it. Versions are only added, the newest is what `PlanText` holds."""

    __tablename__ = "plan_version"
    __table_args__ = (UniqueConstraint("text_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("plan_text.id"))
    number: Mapped[int]
    source: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    words: Mapped[int]
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON), default="")
    restored_from: Mapped[int | None]
    """The number of the version whose text this is again."""
    merged_with: Mapped[int | None]
    """The number of the version that somebody else had saved meanwhile, and that is in this one."""

    text: Mapped[PlanText] = relationship()
    by: Mapped[Person | None] = relationship()


named_plan_versions = Table(
    "named_plan_version",
    db.Base.metadata,
    Column("named_plan_id", ForeignKey("named_plan.id"), primary_key=True),
    Column("version_id", ForeignKey("plan_version.id"), primary_key=True),
)


class NamedPlan(db.Base):
    """The whole plan as it was on a day that the team gave a name: what was sent to the board."""

    __tablename__ = "named_plan"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=new_key)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    named_at: Mapped[datetime] = mapped_column(default=clock.now)
    named_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))

    headings: Mapped[list[Any] | None]
    """What the sections were called then and in which order they stood: `code` and `name` in two languages.

    None where an earlier release gave the name: then they are read as the programme has them now.
    """

    project: Mapped[Project] = relationship()
    named_by: Mapped[Person | None] = relationship()
    versions: Mapped[list[PlanVersion]] = relationship(secondary=named_plan_versions)

    def parts(self) -> list[tuple[Localised, PlanVersion]]:
        """The name that each section had then and what stood in it, in the order of then."""
        now = sorted((version.text.section for version in self.versions), key=lambda one: one.position)
        headings = self.headings_of_then() or [(section.code, section.name) for section in now]
        written = {version.text.section.code: version for version in self.versions}
        return [(name, written[code]) for code, name in headings if code in written]

    def headings_of_then(self) -> list[tuple[str, Localised]]:
        """Code and name of every section that the plan had, empty ones too; nothing where it is not known."""
        return [(one["code"], spoken(one["name"])) for one in self.headings or ()]

    def activity_scope(self) -> dict[str, int]:
        """Where its events belong."""
        return self.project.activity_scope()


class PlanWriting(db.Base):
    """Somebody at a section: when they were last seen there, and what they have typed and not saved."""

    __tablename__ = "plan_writing"
    __table_args__ = (UniqueConstraint("project_id", "section_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    section_id: Mapped[int] = mapped_column(ForeignKey("plan_section.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    seen_at: Mapped[datetime]
    draft: Mapped[str | None] = mapped_column(Text)
    """None: nothing is typed that is not saved."""
    began_with: Mapped[int] = mapped_column(default=0)
    """The number of the version that the draft began with."""
    drafted_at: Mapped[datetime | None]
    draft_key: Mapped[str] = mapped_column(String(32), default="", server_default="")
    """Another one with each state of the draft: a page says by it which state it has seen."""
    is_left: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether a page sent the draft while it was being closed: it may come after the page that follows."""
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON), default="", server_default="")
    """Why they change the section, if they have said so."""
    typed_at: Mapped[datetime | None]
    """Real time: when they last typed. Whoever only has the page open is seen, and types not."""

    project: Mapped[Project] = relationship()
    section: Mapped[PlanSection] = relationship()
    person: Mapped[Person] = relationship()
