"""A view that a visitor left."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import clock, db
from collab.accounts.models import Person
from collab.errors import RuleViolation
from collab.keys import new_key
from collab.programmes.models import Programme
from collab.text import _


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

    LONGEST = 4_000
    """Characters of a view or an answer."""

    @property
    def number(self) -> str:
        """The receipt's number as people read it: the key in groups of four."""
        return "-".join(self.key[i : i + 4] for i in range(0, len(self.key), 4))

    @property
    def is_answered(self) -> bool:
        """Whether an organiser has answered."""
        return self.answered_at is not None

    def give_answer(self, text: str, *, by: Person, at: datetime) -> None:
        """Answer it, once. Raises RuleViolation when it is answered already."""
        if self.is_answered:
            raise RuleViolation(_("Somebody has answered this view already. Yours was not sent."))
        self.answer, self.answered_by, self.answered_at = text, by, at

    def activity_scope(self) -> dict[str, int | None]:
        """Where its events belong."""
        return {"programme_id": self.programme_id}
