"""A view that a visitor left."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import clock, db
from collab.accounts.models import Person
from collab.keys import new_key
from collab.programmes.models import Programme


class View(db.Base):
    """What a visitor wrote to the organisers; its key is the receipt's number and its secret address."""

    __tablename__ = "view"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=new_key)
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"))
    text: Mapped[str] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(2))
    received_at: Mapped[datetime] = mapped_column(default=clock.now)
    answer: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))

    programme: Mapped[Programme | None] = relationship()
    answered_by: Mapped[Person | None] = relationship()

    def activity_scope(self) -> dict[str, int | None]:
        """Where its events belong."""
        return {"programme_id": self.programme_id}
