"""A team, its members and the requests to join it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import clock, db
from collab.accounts.models import Person
from collab.keys import new_key
from collab.programmes.models import Membership, Programme


class Team(db.Base):
    """A mixed team of a programme. Its slug is unique across the site, for ever."""

    __tablename__ = "team"
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    presentation: Mapped[str] = mapped_column(Text, default="")
    formed_on: Mapped[date]
    coordinator_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id", ondelete="SET NULL"))
    is_demonstration: Mapped[bool] = mapped_column(default=False)

    programme: Mapped[Programme] = relationship()
    coordinator: Mapped[Membership | None] = relationship()

    def activity_scope(self) -> dict[str, int]:
        """Where its events belong."""
        return {"programme_id": self.programme_id, "team_id": self.id}


class TeamMember(db.Base):
    """A member's place in a team. One place per programme membership: nobody is in two teams."""

    __tablename__ = "team_member"
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id", ondelete="CASCADE"), unique=True)
    joined_on: Mapped[date]
    task: Mapped[str] = mapped_column(Text, default="")

    team: Mapped[Team] = relationship()
    membership: Mapped[Membership] = relationship()


class JoinState(StrEnum):
    """What became of a request to join."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class JoinRequest(db.Base):
    """Somebody asks to join a team, and is answered."""

    __tablename__ = "join_request"
    __table_args__ = (UniqueConstraint("team_id", "membership_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=new_key)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id", ondelete="CASCADE"))
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    message: Mapped[str] = mapped_column(Text)
    state: Mapped[JoinState] = mapped_column(db.Words(JoinState), default=JoinState.PENDING)
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    answer: Mapped[str] = mapped_column(Text, default="")

    team: Mapped[Team] = relationship()
    membership: Mapped[Membership] = relationship()
    answered_by: Mapped[Person | None] = relationship()

    def activity_scope(self) -> dict[str, int]:
        """Where its events belong."""
        return self.team.activity_scope()
