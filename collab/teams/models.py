"""A team, its members, the requests and invitations to join it, and the steps that made it what it is."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import clock, db
from collab.accounts.models import LONGEST_HANDLE, Person
from collab.ideas.models import Idea
from collab.keys import new_key
from collab.programmes.models import Membership, Programme


class Team(db.Base):
    """A mixed team of a programme. Its slug is unique across the site, for ever."""

    __tablename__ = "team"
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    slug: Mapped[str] = mapped_column(String(LONGEST_HANDLE), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    presentation: Mapped[str] = mapped_column(Text, default="")
    formed_on: Mapped[date]
    is_open: Mapped[bool] = mapped_column(default=True)
    """Whether anybody may ask to join; a closed team invites."""
    complete_by: Mapped[date | None]
    """The day by which it should keep the rules, when it is not the programme's."""
    dissolved_at: Mapped[datetime | None]
    idea_id: Mapped[int | None] = mapped_column(ForeignKey("idea.id"), index=True)
    """What it has gathered around, when that is one of the programme's ideas."""
    is_demonstration: Mapped[bool] = mapped_column(default=False)

    programme: Mapped[Programme] = relationship()
    idea: Mapped[Idea | None] = relationship()

    @property
    def is_dissolved(self) -> bool:
        """Whether nobody is in it any more, for good."""
        return self.dissolved_at is not None

    @property
    def due_on(self) -> date | None:
        """The day by which it should keep the rules."""
        return self.complete_by or self.programme.teams_form_until

    def activity_scope(self) -> dict[str, int]:
        """Where its events belong."""
        return {"programme_id": self.programme_id, "team_id": self.id}


class TeamMember(db.Base):
    """A member's place in a team. Whether somebody may have two in a programme, the programme says."""

    __tablename__ = "team_member"
    __table_args__ = (UniqueConstraint("team_id", "membership_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id", ondelete="CASCADE"), index=True)
    joined_on: Mapped[date]
    task: Mapped[str] = mapped_column(Text, default="")
    is_coordinator: Mapped[bool] = mapped_column(default=False)

    team: Mapped[Team] = relationship()
    membership: Mapped[Membership] = relationship()


class JoinState(StrEnum):
    """What became of a request to join."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class JoinRequest(db.Base):
    """Somebody asks to join a team, and is answered. Who asks again asks in another row."""

    __tablename__ = "join_request"
    __table_args__ = (Index("ix_join_request_team_id_membership_id", "team_id", "membership_id"),)
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


class Invitation(db.Base):
    """A team asks somebody to join, and is answered. Another one to the same person is another row."""

    __tablename__ = "team_invitation"
    __table_args__ = (Index("ix_team_invitation_team_id_membership_id", "team_id", "membership_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=new_key)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)
    message: Mapped[str] = mapped_column(Text)
    state: Mapped[JoinState] = mapped_column(db.Words(JoinState), default=JoinState.PENDING)
    answered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(Text, default="")

    team: Mapped[Team] = relationship()
    membership: Mapped[Membership] = relationship()
    by: Mapped[Person | None] = relationship()

    def activity_scope(self) -> dict[str, int]:
        """Where its events belong."""
        return self.team.activity_scope()


class Change(StrEnum):
    """What can happen to a team."""

    FORMED = "formed"
    JOINED = "joined"
    LEFT = "left"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    APPOINTED = "appointed"
    STEPPED_DOWN = "stepped-down"
    OPENED = "opened"
    CLOSED = "closed"
    DATED = "dated"
    MERGED = "merged"
    DISSOLVED = "dissolved"


class TeamChange(db.Base):
    """One step that made a team what it is: what, whom, by whom, why. Read inside the team and by leaders."""

    __tablename__ = "team_change"
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    change: Mapped[Change] = mapped_column(db.Words(Change))
    membership_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id", ondelete="SET NULL"))
    """Whom it concerns, when it is one."""
    other_team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), index=True)
    """Moved: where from. Merged: the team that went up in this one."""
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    reason: Mapped[str] = mapped_column(Text, default="")

    team: Mapped[Team] = relationship(foreign_keys=[team_id])
    other_team: Mapped[Team | None] = relationship(foreign_keys=[other_team_id])
    membership: Mapped[Membership | None] = relationship()
    by: Mapped[Person | None] = relationship()
