"""A message to a selection of people, and each one's own copy."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import clock, db
from collab.accounts.models import Person
from collab.columns import only
from collab.errors import RuleViolation
from collab.keys import new_key
from collab.mail.models import Mail
from collab.programmes.models import Membership, Programme
from collab.projects.models import Project
from collab.text import _

LONGEST_SUBJECT = 150
LONGEST_TEXT = 8_000
"""Characters."""


class Message(db.Base):
    """A draft until `due_at` is set; from then on the worker hands its copies to the mail."""

    __tablename__ = "message"
    __table_args__ = (
        Index("ix_message_due", "sent_at", "due_at"),
        Index("ix_message_project_id", "project_id", **only("project_id IS NOT NULL")),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=new_key)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id", ondelete="SET NULL"))
    """Of a nudge, the project whose team it asks how it is going; other messages are about none."""
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    subject: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    text: Mapped[str] = mapped_column(Text)
    selection: Mapped[dict[str, Any]]
    """Whom it is for, as `selections.Selection` says it; asked again when it is sent."""
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    due_at: Mapped[datetime | None]
    """When it goes out, on the site's clock; None for a draft."""
    held_at: Mapped[datetime | None]
    """When its time came and it could not go out as it was: a draft since; None once it is sent anew."""
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    """Counts what is changed in the draft, its copies and whom it leaves out."""
    sent_at: Mapped[datetime | None]
    """When the last copy was handed to the mail."""

    programme: Mapped[Programme] = relationship()
    project: Mapped[Project | None] = relationship()
    by: Mapped[Person | None] = relationship()

    @property
    def is_draft(self) -> bool:
        """Whether it can be changed."""
        return self.due_at is None

    @property
    def closed(self) -> str:
        """Why it cannot be changed, in a sentence; "" for a draft."""
        if self.is_draft:
            return ""
        if self.due_at is not None and self.due_at > clock.now():
            return _("This message waits for its time. Stop it and make it a draft again to change it.")
        return _("This message is on its way and can no longer be changed.")

    def demand_draft(self) -> None:
        """Raises RuleViolation for a message that waits for its time or is on its way."""
        if self.closed:
            raise RuleViolation(self.closed)

    def activity_scope(self) -> dict[str, int]:
        """Where its events belong."""
        return {"programme_id": self.programme_id}


class Copy(db.Base):
    """One person's copy."""

    __tablename__ = "message_copy"
    __table_args__ = (UniqueConstraint("message_id", "membership_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=new_key)
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id", ondelete="CASCADE"))
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id", ondelete="CASCADE"), index=True)
    own_text: Mapped[str | None] = mapped_column(Text)
    """What this person gets instead of what all get."""
    own_subject: Mapped[str | None] = mapped_column(String(LONGEST_SUBJECT))
    is_left_out: Mapped[bool] = mapped_column(default=False)
    settled_at: Mapped[datetime | None]
    """When it was handed to the mail, the last time, or passed over."""
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mail.id", ondelete="SET NULL"), index=True)
    is_passed_over: Mapped[bool] = mapped_column(default=False)
    """Whether the person was no longer in the selection when it was sent."""
    delivered_at: Mapped[datetime | None]
    failure: Mapped[str] = mapped_column(Text, default="", server_default="")
    """What came of its mail, once that is so old that it is deleted; until then the mail says it."""

    message: Mapped[Message] = relationship()
    membership: Mapped[Membership] = relationship()
    mail: Mapped[Mail | None] = relationship()

    @property
    def subject(self) -> str:
        """The subject that it has: its own, or what all get."""
        return self.message.subject if self.own_subject is None else self.own_subject

    @property
    def text(self) -> str:
        """The text that it has: its own, or what all get."""
        return self.message.text if self.own_text is None else self.own_text
