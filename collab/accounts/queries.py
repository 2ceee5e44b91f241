"""Reading people, their sessions and the links mailed to them."""

from enum import StrEnum

from msgspec import Struct
from sqlalchemy import select

from collab import clock, db
from collab.accounts.models import Person, SignIn, SignInLink, written_alike
from collab.accounts.tokens import fingerprint


class LinkState(StrEnum):
    """What a mailed link is good for."""

    OPEN = "open"
    USED = "used"
    TOO_OLD = "too-old"
    """Past its ten minutes, or never sent: nobody needs to know which."""


class Credentials(Struct, frozen=True):
    """What a password is compared with."""

    person_id: int
    password_hash: str | None


def person_with_email(email: str) -> Person | None:
    """The person of that address, however it is written."""
    return db.session.scalars(select(Person).where(Person.email == written_alike(email))).first()


def credentials_of(email: str) -> Credentials | None:
    """What signing in with that address needs, or None where there is no account."""
    row = db.session.execute(
        select(Person.id, Person.password_hash).where(Person.email == written_alike(email))
    ).first()
    return Credentials(row.id, row.password_hash) if row else None


def state_of_link(token: str) -> LinkState:
    """What a mailed link's token is good for now."""
    link = db.session.get(SignInLink, fingerprint(token))
    if link is None or link.expires_at <= clock.real():
        return LinkState.TOO_OLD
    return LinkState.OPEN if link.used_at is None else LinkState.USED


def has_new_link(person: Person) -> bool:
    """Whether a link that the person has not used was mailed in the last minutes."""
    newest = select(SignInLink).where(
        SignInLink.person_id == person.id,
        SignInLink.used_at.is_(None),
        SignInLink.created_at > clock.real() - SignInLink.ANOTHER_AFTER,
    )
    return db.session.scalar(select(newest.exists())) or False


def count_sessions(person: Person) -> int:
    """On how many devices the person is signed in now."""
    now = clock.real()
    found = db.session.scalars(select(SignIn).where(SignIn.person_id == person.id, SignIn.expires_at > now))
    return sum(session.holds(now) for session in found)
