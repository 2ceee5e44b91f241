"""A person's place in a programme."""

from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import db
from collab.accounts.models import Person
from collab.keys import new_key
from collab.programmes.models.definitions import Sector
from collab.programmes.models.organisations import Organisation
from collab.programmes.models.programme import Programme
from collab.text import Localised


class Role(StrEnum):
    """What a person is in a programme."""

    PARTICIPANT = "participant"
    FACILITATOR = "facilitator"
    ORGANISER = "organiser"
    OBSERVER = "observer"


class Membership(db.Base):
    """A person's place in a programme: role, organisation, sector, title."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("programme_id", "person_id"), UniqueConstraint("programme_id", "code"))
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(String(80), default=new_key)
    """What the programme's files call this place."""
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    sector_id: Mapped[int | None] = mapped_column(ForeignKey("sector.id"))
    role: Mapped[Role] = mapped_column(db.Words(Role))
    title: Mapped[Localised]
    topics: Mapped[list[Any]] = mapped_column(default=list)
    branches: Mapped[list[Any]] = mapped_column(default=list)
    """Codes of the branches that the person knows."""
    can_offer: Mapped[str] = mapped_column(Text, default="")
    seeks: Mapped[str] = mapped_column(Text, default="")
    attended: Mapped[list[Any]] = mapped_column(default=list)
    """Numbers of the occasions that the person was at."""

    programme: Mapped[Programme] = relationship()
    person: Mapped[Person] = relationship()
    organisation: Mapped[Organisation] = relationship()
    sector: Mapped[Sector | None] = relationship()

    def activity_scope(self) -> dict[str, int]:
        """Where its events belong."""
        return {"programme_id": self.programme_id}
