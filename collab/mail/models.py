"""The outbox."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from collab import clock, db
from collab.keys import new_key


class Mail(db.Base):
    """One mail to one person: a template's name and its values, rendered by the worker when it goes out."""

    __tablename__ = "mail"
    __table_args__ = (Index("ix_mail_due", "sent_at", "due_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=new_key)
    """Part of the Message-ID: a mail repeated after a crash carries the same one."""
    to: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(2))
    template: Mapped[str] = mapped_column(String(80))
    """accounts/mail/sign_in_link: templates/accounts/mail/sign_in_link.{subject.txt,txt,html}"""
    values: Mapped[dict[str, Any]]
    """Emptied once the mail is sent: they may hold a secret link."""
    created_at: Mapped[datetime] = mapped_column(default=clock.real)
    due_at: Mapped[datetime] = mapped_column(default=clock.real)
    claimed_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    failure: Mapped[str] = mapped_column(Text, default="")
    sent_at: Mapped[datetime | None]
    subject: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text, default="")
    html: Mapped[str] = mapped_column(Text, default="")
    """What was sent, kept only where the site keeps copies (the demonstration's outbox)."""
