"""What is done with a try before any write transaction begins: counting it and comparing passwords."""

from datetime import timedelta

from flask import g, request
from msgspec import Struct

from collab import db
from collab.accounts import actions, passwords, queries
from collab.accounts.models import Person, SecurityKind, written_alike
from collab.accounts.visitor import signed_in
from collab.errors import TooMany
from collab.web import limits
from collab.web.limits import Limit

MINUTES = timedelta(minutes=5)
HOUR = timedelta(hours=1)
SIGN_IN_BY_ACCOUNT = Limit("sign-in-account", 10, MINUTES)
SIGN_IN_BY_ACCOUNT_A_DAY = Limit("sign-in-account-day", 50, timedelta(days=1))
SIGN_IN_BY_ADDRESS = Limit("sign-in-address", 30, MINUTES)
SIGN_IN_FAILED_BY_ADDRESS = Limit("sign-in-failed-address", 30, MINUTES)
SIGN_IN_IN_ALL = Limit("sign-in-all", 1000, MINUTES)
LINK_BY_ACCOUNT = Limit("link-account", 3, HOUR)
LINK_BY_ADDRESS = Limit("link-address", 20, HOUR)
LINK_USE_BY_ADDRESS = Limit("link-use-address", 30, MINUTES)
PASSWORD_BY_PERSON = Limit("password-person", 10, MINUTES)


class Proof(Struct, frozen=True):
    """What comparing found: whose account it is (None: nobody's), and a hash to keep from now on.

    `compared`: the hash that was found to belong to the password; None where the account had none.
    """

    person_id: int | None = None
    new_hash: str | None = None
    compared: str | None = None


def sign_in() -> Proof:
    """Count the try, then compare the password; the same work whether or not there is an account."""
    email = written_alike(request.form.get("email", ""))
    password = request.form.get("password", "")
    counted(
        (SIGN_IN_BY_ADDRESS, limits.address()),
        (SIGN_IN_BY_ACCOUNT, _from_here(email)),
        (SIGN_IN_BY_ACCOUNT_A_DAY, _from_here(email)),
    )
    if limits.used(SIGN_IN_FAILED_BY_ADDRESS, limits.address()):
        counted((SIGN_IN_IN_ALL, ""))
    if not email or not password:
        return Proof()
    credentials = queries.credentials_of(email)
    db.session.rollback()  # comparing takes long: nothing stays open meanwhile
    kept = credentials.password_hash if credentials else None
    person_id = credentials.person_id if credentials else None
    if not passwords.matches(kept, password):
        limits.use(SIGN_IN_FAILED_BY_ADDRESS, limits.address())
        logged(SecurityKind.SIGN_IN_FAILED, person_id)
        return Proof()
    outdated = kept is not None and passwords.is_outdated(kept)
    return Proof(person_id, passwords.hashed(password) if outdated else None, kept)


def link() -> None:
    """Count that somebody asks for a link."""
    email = written_alike(request.form.get("link-email", ""))
    counted((LINK_BY_ADDRESS, limits.address()), (LINK_BY_ACCOUNT, _from_here(email)))


def link_use(token: str) -> None:
    """Count that somebody tries a link."""
    counted((LINK_USE_BY_ADDRESS, limits.address()))


def new_password() -> Proof:
    """Compare the present password and hash the new one, unless the form will refuse it anyway."""
    person = signed_in()
    person_id, kept, email = person.id, person.password_hash, person.email
    counted((PASSWORD_BY_PERSON, str(person_id)))
    db.session.rollback()
    present, new = request.form.get("present", ""), request.form.get("new", "")
    if kept is not None and not passwords.matches(kept, present):
        return Proof()
    is_weak = passwords.weakness(new, email) is not None
    return Proof(person_id, None if is_weak else passwords.hashed(new), kept)


def proven(proof: Proof) -> Person | None:
    """Whose account it is; nobody's where another password was set since the comparison. Holds the person."""
    person = db.session.get(Person, proof.person_id) if proof.person_id else None
    if person is None:
        return None
    db.hold(person)
    return person if person.password_hash == proof.compared else None


def _from_here(email: str) -> str:
    """An account together with the network that tries it: nobody can use up its owner's tries."""
    return f"{email} {limits.address()}"


def counted(*uses: tuple[Limit, str]) -> None:
    """Count each use. Raises TooMany at the first limit that is passed, and logs it once per window."""
    for limit, what in uses:
        try:
            limits.count(limit, what)
        except TooMany as refusal:
            if refusal.is_first:
                logged(SecurityKind.LIMITED)
            raise


def logged(kind: SecurityKind, person_id: int | None = None) -> None:
    """A line of the security log under this request's id."""
    actions.note(kind, person_id, request_id=g.get("request_id", ""))
