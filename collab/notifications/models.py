"""What somebody is told, and how they want to be told."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab import clock, db
from collab.accounts.models import Person
from collab.activity.models import Activity
from collab.columns import only
from collab.keys import new_key
from collab.notifications import rhythm
from collab.notifications.kinds import NEED_ANSWER, USUAL, Kind, Pace, holding
from collab.notifications.rhythm import Quiet


class Notice(db.Base):
    """One thing that somebody is told of: what is new of it joins the item while it is unopened.

    Subject: the thing. Activity: what happened last, or what presses most, which the item says and leads to.
    """

    __tablename__ = "notice"
    __table_args__ = (
        Index(
            "uq_notice_person_id_subject_kind_subject_id", "person_id", "subject_kind", "subject_id",
            unique=True, **only("opened_at IS NULL"),
        ),
        Index("ix_notice_person_id_at", "person_id", "at"),
        Index("ix_notice_mail_due_at", "mail_due_at", **only("mail_due_at IS NOT NULL")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=new_key)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    kind: Mapped[Kind] = mapped_column(db.Words(Kind))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    project_id: Mapped[int | None]
    """The scope of the activity, by which somebody chooses for a project."""
    team_id: Mapped[int | None]
    """The team by whose name the person is mentioned: who has left it is told no more of that."""
    events: Mapped[int] = mapped_column(default=1)
    """How many have joined the item."""
    events_mailed: Mapped[int] = mapped_column(default=0)
    """How many of them mail has told of."""
    at: Mapped[datetime] = mapped_column(default=clock.now)
    opened_at: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None]
    mail_key: Mapped[str | None] = mapped_column(String(32))
    """The letter that told of it last: as long as that one waits, no other is written."""
    mail_due_at: Mapped[datetime | None]
    """When it is to go out by mail; None when that is done or not wanted."""

    activity: Mapped[Activity] = relationship()

    @property
    def unmailed_kinds(self) -> list[Kind]:
        """Of which kinds what mail has yet to tell of it can be, the most pressing first."""
        is_told = rhythm.was_mailed(self.at, self.mailed_at)
        first, *others = holding(self.kind, more=self.events - self.events_mailed > (not is_told))
        return others if others and is_told else [first, *others]


class Reminder(db.Base):
    """That a project's team was reminded to write an update, on a morning; once a morning at most."""

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("project_id", "morning"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"))
    morning: Mapped[date]


class NoticeChoices(db.Base):
    """How somebody wants to be told; who has no row has chosen nothing."""

    __tablename__ = "notice_choices"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    paces: Mapped[dict[str, Any]]
    """Pace by kind; a kind that is not named has its usual one."""
    quiet_since: Mapped[int] = mapped_column(default=Quiet().since)
    quiet_until: Mapped[int] = mapped_column(default=Quiet().until)

    person: Mapped[Person] = relationship()

    @property
    def quiet(self) -> Quiet:
        """The hours in which no mail goes out."""
        return Quiet(self.quiet_since, self.quiet_until)

    def pace_of(self, kind: Kind, in_project: Pace | None = None) -> Pace:
        """How soon things of that kind go out by mail.

        `in_project`: what is chosen of the project, which holds for all but what needs an answer. Reminders
        have no pace: a project can only mute them.
        """
        of_kind = Pace(self.paces.get(kind.value, USUAL[kind].value))
        if in_project is None or kind in NEED_ANSWER:
            return of_kind
        return of_kind if kind is Kind.REMINDER and in_project is not Pace.NEVER else in_project

    def due_at(self, kind: Kind, in_project: Pace | None, mailed_at: datetime | None) -> datetime | None:
        """When what is new now goes out by mail; None: never. `in_project` as for `pace_of`.

        `mailed_at`: when mail about the same thing went out the last time.
        """
        pace = self.pace_of(kind, in_project)
        pause = rhythm.PRESSING if kind in NEED_ANSWER else rhythm.AGAIN
        moment = rhythm.not_again_before(mailed_at, pace, clock.now(), pause)
        return rhythm.due_at(pace, moment, self.quiet)

    def due_of(self, notice: Notice, in_project: Pace | None) -> datetime | None:
        """When what mail has yet to tell of a notice goes out by mail; None: never."""
        kinds = (kind for kind in notice.unmailed_kinds if self.takes(kind, in_project))
        kind = next(kinds, None)
        return None if kind is None else self.due_at(kind, in_project, notice.mailed_at)

    def takes(self, kind: Kind, in_project: Pace | None = None) -> bool:
        """Whether things of that kind go out by mail at all; `in_project` as for `pace_of`."""
        return self.pace_of(kind, in_project) is not Pace.NEVER

    @property
    def takes_nothing(self) -> bool:
        """Whether nothing goes out by mail."""
        return not any(self.takes(kind) for kind in Kind)

    @classmethod
    def none_made(cls) -> "NoticeChoices":
        """What holds for whoever has chosen nothing."""
        return cls(paces={}, quiet_since=Quiet().since, quiet_until=Quiet().until)


class ProjectPace(db.Base):
    """How soon somebody hears of one project, but for what needs their answer; never: it is muted."""

    __tablename__ = "project_pace"
    __table_args__ = (UniqueConstraint("person_id", "project_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"), index=True)
    pace: Mapped[Pace] = mapped_column(db.Words(Pace))


class MutedProject(db.Base):
    """The projects of which somebody has chosen to hear never, as the release before reads them.

    They are written along with the paces until no such release can run beside this one.
    """

    __tablename__ = "muted_project"
    __table_args__ = (UniqueConstraint("person_id", "project_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"), index=True)
