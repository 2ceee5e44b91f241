"""A theme or project idea, and what a participant wishes for: ideas in order, and people."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import clock, db
from collab.keys import new_key
from collab.programmes.models import Membership, Programme

LONGEST_TITLE = 120
"""Characters."""


class Idea(db.Base):
    """Something that teams could work on: a theme of the organisers, or what somebody has proposed."""

    __tablename__ = "idea"
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=new_key)
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    description: Mapped[str] = mapped_column(Text, default="")
    teams_most: Mapped[int | None]
    """At most so many teams work on it; None: any number."""
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id", ondelete="SET NULL"))
    """None: it is the organisers' own theme."""
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    withdrawn_at: Mapped[datetime | None]
    is_demonstration: Mapped[bool] = mapped_column(default=False)

    programme: Mapped[Programme] = relationship()
    proposed_by: Mapped[Membership | None] = relationship()

    @property
    def is_withdrawn(self) -> bool:
        """Whether nobody can wish for it or begin to work on it any more."""
        return self.withdrawn_at is not None

    def has_room_beside(self, teams: int) -> bool:
        """Whether one more team can work on it beside so many."""
        return self.teams_most is None or teams < self.teams_most

    def activity_scope(self) -> dict[str, int]:
        """Where its events belong."""
        return {"programme_id": self.programme_id}


class Wish(db.Base):
    """A participant would like to work on an idea; rank 1 comes first."""

    __tablename__ = "wish"
    __table_args__ = (UniqueConstraint("membership_id", "idea_id"), UniqueConstraint("membership_id", "rank"))
    id: Mapped[int] = mapped_column(primary_key=True)
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id", ondelete="CASCADE"))
    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id", ondelete="CASCADE"), index=True)
    rank: Mapped[int]

    idea: Mapped[Idea] = relationship()
    membership: Mapped[Membership] = relationship()


class Companion(db.Base):
    """Somebody whom a participant wants to be in a team with, or apart from (for facilitators alone)."""

    __tablename__ = "companion"
    __table_args__ = (UniqueConstraint("membership_id", "other_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id", ondelete="CASCADE"))
    other_id: Mapped[int] = mapped_column(ForeignKey("membership.id", ondelete="CASCADE"), index=True)
    is_apart: Mapped[bool]

    membership: Mapped[Membership] = relationship(foreign_keys=[membership_id])
    other: Mapped[Membership] = relationship(foreign_keys=[other_id])
