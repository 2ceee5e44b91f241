"""A project's files, what each was before, and who has agreed to be seen in a picture."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import clock, db
from collab.accounts.models import Person
from collab.files.models import NAMES_FILE, Picture
from collab.keys import new_key
from collab.project_files.kinds import Kind
from collab.project_files.names import LONGEST as LONGEST_NAME
from collab.projects.models import Project

LONGEST_DESCRIPTION = 500
LONGEST_REASON = 200
LONGEST_CREDIT = 120
LONGEST_WHO = 200
"""Characters."""


class Readers(StrEnum):
    """Who may read a file."""

    TEAM = "team"
    """The team, and those who lead the programme."""
    PROGRAMME = "programme"


class Purpose(StrEnum):
    """What a picture of somebody may be used for."""

    PLAN = "plan"
    WEB = "web"
    PRESS = "press"
    SOCIAL = "social"


class ProjectFile(db.Base):
    """A file of a project: the same thing under one address, whatever its newest version is."""

    __tablename__ = "project_file"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=new_key)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    """What its newest version is called."""
    description: Mapped[str] = mapped_column(Text, default="")
    readers: Mapped[Readers] = mapped_column(db.Words(Readers), default=Readers.PROGRAMME)
    follows_reports: Mapped[bool] = mapped_column(default=False)
    """Whether it came with a report, and nobody has chosen its readers since: the reports' may read it."""
    latest: Mapped[int] = mapped_column(default=0)
    """The number of its newest version."""
    version: Mapped[int] = mapped_column(default=1)
    """Counts changes of what is said of it: an old page never overwrites a newer text."""
    removed_at: Mapped[datetime | None]
    """Since then it is taken away: it has no versions any more, and its bytes are swept."""
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    removed_why: Mapped[str] = mapped_column(String(LONGEST_REASON), default="")

    project: Mapped[Project] = relationship()
    removed_by: Mapped[Person | None] = relationship()

    @property
    def stays_with_team(self) -> bool:
        """Whether it is the team's alone by choice, whatever report it stands at."""
        return self.readers is Readers.TEAM and not self.follows_reports

    def activity_scope(self) -> dict[str, int]:
        """Where its events belong."""
        return self.project.activity_scope()


class FileVersion(db.Base):
    """One version of a file. Its bytes lie under their SHA-256; its name is only told."""

    __tablename__ = "file_version"
    __table_args__ = (UniqueConstraint("file_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("project_file.id"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    kind: Mapped[Kind] = mapped_column(db.Words(Kind))
    size: Mapped[int]
    """Bytes; of a picture those of its largest width."""
    sha256: Mapped[str] = mapped_column(String(64), info=NAMES_FILE)
    picture_id: Mapped[int | None] = mapped_column(ForeignKey("picture.id"), index=True)
    credit: Mapped[str] = mapped_column(String(LONGEST_CREDIT), default="")
    """Who took the picture."""
    is_of_people: Mapped[bool] = mapped_column(default=False)
    """Whether somebody in the picture can be recognised: each has agreed, or it is not shown."""
    uploaded_at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON), default="")

    file: Mapped[ProjectFile] = relationship()
    picture: Mapped[Picture | None] = relationship()
    by: Mapped[Person | None] = relationship()


class PictureConsent(db.Base):
    """Somebody who can be recognised in a picture has agreed to it, until the day it is withdrawn."""

    __tablename__ = "picture_consent"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=new_key)
    version_id: Mapped[int] = mapped_column(ForeignKey("file_version.id", ondelete="CASCADE"), index=True)
    who: Mapped[str] = mapped_column(String(LONGEST_WHO))
    """In the team's words: an office, or "two visitors"."""
    given_on: Mapped[date]
    purposes: Mapped[list[Any]]
    """Values of `Purpose`."""
    recorded_at: Mapped[datetime] = mapped_column(default=clock.now)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    withdrawn_on: Mapped[date | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    """Who wrote down that it is withdrawn."""

    version: Mapped[FileVersion] = relationship()
    recorded_by: Mapped[Person | None] = relationship(foreign_keys=[recorded_by_id])
    withdrawn_by: Mapped[Person | None] = relationship(foreign_keys=[withdrawn_by_id])
