"""People, their sign-ins, the links mailed to them and the security log."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from msgspec import Struct
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from collab import clock, db
from collab.text import Localised

LONGEST_HANDLE = 120
"""Characters of a person's handle, and of a team's slug, which is mentioned in the same way."""


def written_alike(email: str) -> str:
    """An e-mail address as it is kept and looked for: capitals and stray blanks make no other person."""
    return email.replace("\0", "").strip().lower()


class Person(db.Base):
    """Somebody who can sign in. In demonstration content a person is an office, never a personal name."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    handle: Mapped[str] = mapped_column(String(LONGEST_HANDLE), unique=True)
    name: Mapped[Localised]
    password_hash: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2), default="sv")
    is_site_organiser: Mapped[bool] = mapped_column(default=False)
    is_demonstration: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=clock.real)
    last_visit_at: Mapped[datetime | None]
    """On the site's clock: when the visit before this one ended, or what was new was marked as read."""

    PAUSE = timedelta(hours=1)
    """A visit is over when so long, on no device, a page was opened."""

    # What Flask-Login asks of a user; it is not imported here.
    is_authenticated = True
    is_active = True
    is_anonymous = False

    def last_here_at(self, now: datetime) -> datetime | None:
        """Until when the person has seen what is new; None where that is not known at the site's time `now`.

        The day of a demonstration goes back, too: what was seen later counts for nothing then.
        """
        last = self.last_visit_at
        return last if last is not None and last <= now else None

    def was_here(self, at: datetime, now: datetime) -> None:
        """Remember a visit that ended at the site's time `at`, where none ended later."""
        last = self.last_here_at(now)
        self.last_visit_at = at if last is None else max(last, at)

    def get_id(self) -> str:
        """The person's identity for Flask-Login."""
        return str(self.id)

    @validates("email")
    def _written_alike(self, _key: str, email: str) -> str:
        return written_alike(email)


class Viewer(Protocol):
    """Who asks what may be seen, as policies in SQL look at it: a person, or `Anybody`."""

    @property
    def id(self) -> Any:
        """The person's id, or a placeholder for it."""

    @property
    def is_site_organiser(self) -> Any:
        """Whether the person is the organiser of the whole site."""


class Anybody(Struct, frozen=True):
    """Stands for every person alike in a statement that is built once; `id` is filled in when it is asked."""

    id: Any
    is_site_organiser: bool


class SignIn(db.Base):
    """A session on the server: the cookie carries a random token, the row its hash. Deleting it revokes."""

    __tablename__ = "sign_in"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.real)
    seen_at: Mapped[datetime] = mapped_column(default=clock.real)
    expires_at: Mapped[datetime]
    is_trusted: Mapped[bool] = mapped_column(default=False)
    """Whether the person led a programme when signing in: such sessions are shorter."""

    person: Mapped[Person] = relationship()

    IDLE = timedelta(hours=8)
    LONGEST = timedelta(days=14)
    IDLE_TRUSTED = timedelta(minutes=30)
    LONGEST_TRUSTED = timedelta(hours=12)

    @classmethod
    def longest(cls, *, is_trusted: bool) -> timedelta:
        """How long a session may last, however busy."""
        return cls.LONGEST_TRUSTED if is_trusted else cls.LONGEST

    def holds(self, now: datetime) -> bool:
        """Whether the session is neither too old nor too long unused at the real time `now`."""
        idle = self.IDLE_TRUSTED if self.is_trusted else self.IDLE
        return now < self.expires_at and now - self.seen_at <= idle


class SignInLink(db.Base):
    """A link that was mailed: good once, for ten minutes.

    A link for nobody is kept when an unknown address asks, so that both answers cost the same.
    """

    __tablename__ = "sign_in_link"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.real)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    LIFETIME = timedelta(minutes=10)
    ANOTHER_AFTER = timedelta(minutes=5)
    """So long the last unused link serves whoever asks again: nobody can fill an account's letter box."""


class SecurityKind(StrEnum):
    """What the security log tells apart."""

    SIGNED_IN = "signed-in"
    SIGN_IN_FAILED = "sign-in-failed"
    SIGNED_OUT = "signed-out"
    SESSIONS_ENDED = "sessions-ended"
    LINK_SENT = "link-sent"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 - a word for the log
    ADDRESS_CHANGED = "address-changed"
    ORGANISER_ADDED = "organiser-added"
    LIMITED = "limited"
    """Too many tries; written once per limit and window, not once per try."""


class SecurityEvent(db.Base):
    """One line of the security log, without addresses or secrets."""

    __tablename__ = "security_event"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=clock.real, index=True)
    kind: Mapped[SecurityKind] = mapped_column(db.Words(SecurityKind))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    request_id: Mapped[str] = mapped_column(String(40), default="")
