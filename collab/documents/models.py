"""Who has asked for a plan as a document, how far it has come, and the documents that were made."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import clock, db
from collab.accounts.models import Person
from collab.documents.paper import Format
from collab.files.models import NAMES_FILE
from collab.keys import new_key
from collab.projects.models import Project
from collab.work import Work

KEPT_FOR = timedelta(days=30)
"""How long a document is kept after somebody last asked for it."""


def until() -> datetime:
    """Until when what is asked for now is kept, in real time."""
    return clock.real() + KEPT_FOR


class OrderState(StrEnum):
    """How far a document has come."""

    WAITING = "waiting"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"


class Cause(StrEnum):
    """Why a document could not be made."""

    DIED = "died"
    """What made it ended unexpectedly, again and again."""
    SLOW = "slow"
    LARGE = "large"
    LACKING = "lacking"
    """The site's machine has not got what this format needs."""


UNDER_WAY = (OrderState.WAITING, OrderState.MAKING)


class PlanDocument(db.Base):
    """A document that was made. The same content in the same format is made once."""

    __tablename__ = "plan_document"
    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of all that went into it (`paper.digest`)."""
    file: Mapped[str] = mapped_column(String(64), info=NAMES_FILE)
    size: Mapped[int]
    """Bytes."""
    pictures: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """The pictures of the plan that it shows: address → SHA-256."""
    kept_until: Mapped[datetime] = mapped_column(default=until, index=True)
    """Real time."""


class DocumentOrder(Work, db.Base):
    """Somebody asked for a project's plan as a document. What it says is kept as it was then."""

    __tablename__ = "document_order"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=new_key)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    format: Mapped[Format] = mapped_column(db.Words(Format))
    language: Mapped[str] = mapped_column(String(2))
    name: Mapped[str] = mapped_column(String(120), default="")
    """The name of the version of the plan; empty: the plan as it was when it was asked for."""
    file_name: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(String(64), index=True)
    content: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    """What it says (`paper.Paper`), until it is made."""
    state: Mapped[OrderState] = mapped_column(db.Words(OrderState), default=OrderState.WAITING)
    cause: Mapped[Cause | None] = mapped_column(db.Words(Cause))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("plan_document.id"), index=True)
    kept_until: Mapped[datetime] = mapped_column(default=until, index=True)
    """Real time."""

    project: Mapped[Project] = relationship()
    asked_by: Mapped[Person] = relationship()
    document: Mapped[PlanDocument | None] = relationship()

    @property
    def is_under_way(self) -> bool:
        """Whether it is still to come."""
        return self.state in UNDER_WAY
