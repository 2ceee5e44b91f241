"""A progress post, with its pictures, files and numbers, and what it said before."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    delete,
    event,
    insert,
    inspect,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import clock, db
from collab.accounts.models import LONGEST_HANDLE, Person
from collab.columns import only
from collab.files.models import NAMES_FILE, Picture
from collab.keys import new_key
from collab.programmes.models import Goal, Indicator
from collab.project_files.kinds import Kind as FileKind
from collab.project_files.models import ProjectFile
from collab.project_files.names import LONGEST as LONGEST_NAME
from collab.projects.models import Project, Status
from collab.updates.mentions import handles_in, without_links


class Kind(StrEnum):
    """What an update tells of."""

    PROGRESS = "progress"
    SUCCESS = "success"
    LEARNED = "learned"
    QUESTION = "question"
    JOIN = "join"


class Visibility(StrEnum):
    """Who may read an update: the team and those who lead, everybody in the programme, or anybody."""

    TEAM = "team"
    PROGRAMME = "programme"
    PUBLIC = "public"


update_goal = Table(
    "update_goal",
    db.Base.metadata,
    Column("update_id", ForeignKey("project_update.id", ondelete="CASCADE"), primary_key=True),
    Column("goal_id", ForeignKey("goal.id"), primary_key=True),
)


update_file = Table(
    "update_file",
    db.Base.metadata,
    Column("update_id", ForeignKey("project_update.id", ondelete="CASCADE"), primary_key=True),
    Column("file_id", ForeignKey("project_file.id"), primary_key=True, index=True),
)


class Update(db.Base):
    """A progress post. Without `posted_at`, or before it, only its author sees it."""

    __tablename__ = "project_update"
    __table_args__ = (
        UniqueConstraint("project_id", "author_id", "form_key"),
        Index("ix_project_update_author_posted", "author_id", "posted_at"),
        Index("ix_project_update_goes_out", "goes_out_at"),
        Index("ix_project_update_asked", "kind", "posted_at", "withdrawn_at"),
        Index("ix_project_update_out", "project_id", "posted_at", "id", "withdrawn_at", "status", "kind"),
        Index("ix_project_update_report", "posted_at", **only("status IS NOT NULL")),
        Index("ix_project_update_status", "status", "posted_at", **only("status IS NOT NULL")),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=new_key)
    form_key: Mapped[str | None] = mapped_column(String(32))
    """Came with the form: the same form sent twice is one update."""
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    kind: Mapped[Kind] = mapped_column(db.Words(Kind), default=Kind.PROGRESS)
    status: Mapped[Status | None] = mapped_column(db.Words(Status))
    visibility: Mapped[Visibility] = mapped_column(db.Words(Visibility), default=Visibility.PROGRAMME)
    text: Mapped[str] = mapped_column(Text, default="", active_history=True)
    html: Mapped[str] = mapped_column(Text, default="")
    next_step: Mapped[str] = mapped_column(Text, default="")
    next_step_due_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)
    goes_out_at: Mapped[datetime | None]
    """When the worker posts it, where its author has chosen a time to come; None once it is posted."""
    reopened_at: Mapped[datetime | None]
    """Since when it is written again while it waits: it goes out once its author publishes it anew."""
    posted_at: Mapped[datetime | None]
    edited_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=0)
    """Counts what was written: a window left open never overwrites a newer text."""
    is_demonstration: Mapped[bool] = mapped_column(default=False)

    project: Mapped[Project] = relationship()
    author: Mapped[Person | None] = relationship()
    goals: Mapped[list[Goal]] = relationship(secondary=update_goal, order_by=Goal.number)
    files: Mapped[list[ProjectFile]] = relationship(secondary=update_file, order_by=ProjectFile.id)
    """What the update goes with; who may read each of them, the file says."""
    new_files: Mapped[list["NewFile"]] = relationship(
        back_populates="update", order_by="NewFile.id", cascade="all, delete-orphan"
    )
    contributions: Mapped[list["Contribution"]] = relationship(
        back_populates="update", order_by="Contribution.indicator_id", cascade="all, delete-orphan"
    )
    pictures: Mapped[list["UpdatePicture"]] = relationship(
        back_populates="update", order_by="UpdatePicture.position", cascade="all, delete-orphan"
    )

    @property
    def is_posted(self) -> bool:
        """Whether others can see it."""
        return self.posted_at is not None and self.posted_at <= clock.now() and self.withdrawn_at is None

    @property
    def is_public(self) -> bool:
        """Whether anybody can see it, without an account."""
        return self.is_posted and self.visibility is Visibility.PUBLIC

    @property
    def html_outside(self) -> str:
        """The text as HTML for those who may not see the pages of teams: nothing links there."""
        return without_links(self.html)

    def posted_on(self, otherwise: datetime) -> date:
        """The day it was posted in Europe/Stockholm, or that of `otherwise` while it is a draft."""
        return clock.local(self.posted_at or otherwise).date()

    def activity_scope(self) -> dict[str, int]:
        """Where its events belong."""
        return self.project.activity_scope()


class Mention(db.Base):
    """That an update's text mentions somebody or a team: they are found without reading every text."""

    __tablename__ = "update_mention"
    handle: Mapped[str] = mapped_column(String(LONGEST_HANDLE), primary_key=True)
    """As `mentions.handles_in` gives it; nobody need have it."""
    update_id: Mapped[int] = mapped_column(
        ForeignKey("project_update.id", ondelete="CASCADE"), primary_key=True, index=True
    )


@event.listens_for(Update, "after_insert")
@event.listens_for(Update, "after_update")
def _keep_mentions(_mapper: Any, connection: Connection, update: Update) -> None:
    """What is written is found in the same transaction, whoever writes it."""
    text = inspect(update).attrs.text.history
    if not text.has_changes():
        return
    if any("@" in before for before in text.deleted):
        connection.execute(delete(Mention).where(Mention.update_id == update.id))
    handles = sorted(handle for handle in handles_in(update.text) if len(handle) <= LONGEST_HANDLE)
    if handles:
        rows = [{"handle": handle, "update_id": update.id} for handle in handles]
        connection.execute(insert(Mention), rows)


class NewFile(db.Base):
    """A file that came with a draft: nobody else knows of it until it is posted; then it is the project's."""

    __tablename__ = "update_new_file"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=new_key)
    """The project's file has it later."""
    update_id: Mapped[int] = mapped_column(ForeignKey("project_update.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    kind: Mapped[FileKind] = mapped_column(db.Words(FileKind))
    size: Mapped[int]
    """Bytes."""
    sha256: Mapped[str] = mapped_column(String(64), info=NAMES_FILE)

    update: Mapped[Update] = relationship(back_populates="new_files")


class Wording(db.Base):
    """What a posted update was before its words, numbers, readers or kind changed, for its readers then."""

    __tablename__ = "update_wording"
    id: Mapped[int] = mapped_column(primary_key=True)
    update_id: Mapped[int] = mapped_column(ForeignKey("project_update.id", ondelete="CASCADE"), index=True)
    until: Mapped[datetime]
    """When it was changed."""
    kind: Mapped[Kind | None] = mapped_column(db.Words(Kind))
    """None where it was kept before kinds were."""
    status: Mapped[Status | None] = mapped_column(db.Words(Status))
    visibility: Mapped[Visibility] = mapped_column(db.Words(Visibility))
    text: Mapped[str] = mapped_column(Text)
    next_step: Mapped[str] = mapped_column(Text)
    next_step_due_on: Mapped[date | None]
    counted: Mapped[list[Any]] = mapped_column(default=list)
    """[{"indicator": code, "value": number}], by code"""

    update: Mapped[Update] = relationship()


class UpdatePicture(db.Base):
    """A picture's place in an update."""

    __tablename__ = "update_picture"
    __table_args__ = (UniqueConstraint("update_id", "picture_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    update_id: Mapped[int] = mapped_column(ForeignKey("project_update.id", ondelete="CASCADE"))
    picture_id: Mapped[int] = mapped_column(ForeignKey("picture.id"), index=True)
    position: Mapped[int]

    update: Mapped[Update] = relationship(back_populates="pictures")
    picture: Mapped[Picture] = relationship()


class Contribution(db.Base):
    """What an update adds to an indicator of the programme."""

    __tablename__ = "contribution"
    id: Mapped[int] = mapped_column(primary_key=True)
    update_id: Mapped[int] = mapped_column(ForeignKey("project_update.id", ondelete="CASCADE"), index=True)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    value: Mapped[int]
    note: Mapped[str] = mapped_column(Text, default="")

    update: Mapped[Update] = relationship(back_populates="contributions")
    indicator: Mapped[Indicator] = relationship(lazy="joined", innerjoin=True)
