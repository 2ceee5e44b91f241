"""The secret address at which a person's calendar fetches dates."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import clock, db
from collab.accounts.models import Person


class Subscription(db.Base):
    """That a person has such an address. The row alone does not tell it: see docs/decisions/0021."""

    __tablename__ = "subscription"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    salt: Mapped[str] = mapped_column(String(64))
    """Random; the address comes of it and of the site's secret key."""
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    """By which the address is found again."""
    made_at: Mapped[datetime] = mapped_column(default=clock.real)

    person: Mapped[Person] = relationship()
