"""Doing things with accounts: links, passwords, sessions and the security log."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from collab import clock, db
from collab.accounts import queries
from collab.accounts.models import Person, SecurityEvent, SecurityKind, SignIn, SignInLink
from collab.accounts.tokens import fingerprint, new_token
from collab.errors import RuleViolation
from collab.mail.actions import drop, post, redirect
from collab.metrics.book import book
from collab.metrics.families import SECURITY
from collab.text import _

LOG_KEPT = timedelta(days=180)
SIGN_IN_LINK = "accounts/mail/sign_in_link"
AWAITED = (SIGN_IN_LINK,)
"""The templates of mails that somebody waits for on the screen; their links live for ten minutes."""
USED_LINK_KEPT = timedelta(days=1)
"""So long a used link can say that it was used."""


def note(kind: SecurityKind, person_id: int | None = None, *, request_id: str = "") -> None:
    """Write a line of the security log.

    Outside a writing transaction it commits at once, whatever the answer will be: a try that failed, a
    limit that was passed. Inside one it commits with the change that it tells of.
    """
    book.add(SECURITY, kind)
    values = {"kind": kind, "person_id": person_id, "request_id": request_id, "at": clock.real()}
    if db.is_writing():
        db.session.add(SecurityEvent(**values))
        return
    with db.apart() as connection:
        connection.execute(insert(SecurityEvent).values(**values))


def make_link(person: Person | None) -> str:
    """A new sign-in link for the person, good once and for ten minutes; answers its secret token."""
    token = new_token()
    db.session.add(
        SignInLink(
            token_hash=fingerprint(token),
            person_id=person.id if person else None,
            expires_at=clock.real() + SignInLink.LIFETIME,
        )
    )
    return token


def send_link(email: str, *, next_path: str = "") -> Person | None:
    """Mail a sign-in link to the account of that address; answers whose it is.

    Without an account, or while one is on its way, a link for nobody is made and not sent: the same work.
    """
    person = queries.person_with_email(email)
    recipient = None if person is None or queries.has_new_link(person) else person
    token = make_link(recipient)
    if recipient is not None:
        post(
            to=recipient.email,
            language=recipient.language,
            template=SIGN_IN_LINK,
            values={"token": token, "next": next_path},
        )
    return person


def use_link(token: str) -> Person | None:
    """Use up a link and answer whose it was; None when it is used, too old or nobody's.

    One statement decides, so that of two that use it at once one gets in.
    """
    now = clock.real()
    person_id = db.session.scalar(
        update(SignInLink)
        .where(
            SignInLink.token_hash == fingerprint(token),
            SignInLink.used_at.is_(None),
            SignInLink.expires_at > now,
        )
        .values(used_at=now)
        .returning(SignInLink.person_id)
    )
    return None if person_id is None else db.session.get(Person, person_id)


def change_password(person: Person, password_hash: str, *, keep: str = "") -> None:
    """Set the password, end every session but the one whose fingerprint is `keep`, and tell the person."""
    person.password_hash = password_hash
    end_sessions(person, keep=keep)
    db.session.execute(delete(SignInLink).where(SignInLink.person_id == person.id))
    post(to=person.email, language=person.language, template="accounts/mail/password_changed", values={})


def change_address(person: Person, email: str, *, not_theirs: Sequence[str] = ()) -> None:
    """Let the person sign in and get mail by another address; their sessions stay.

    What waits to be mailed to the old one goes to the new, except mails of the templates `not_theirs`, which
    are for whoever reads there, and links to sign in, which are good for nothing any more. Raises
    RuleViolation when the address is somebody else's.
    """
    old = person.email
    try:
        with db.session.begin_nested():
            person.email = email
    except IntegrityError:
        raise RuleViolation(_("Somebody else has that address here. Each account needs its own.")) from None
    unused = SignInLink.person_id == person.id, SignInLink.used_at.is_(None)
    db.session.execute(delete(SignInLink).where(*unused))
    drop(old, AWAITED)
    redirect(old, to=person.email, but=not_theirs)
    note(SecurityKind.ADDRESS_CHANGED, person.id)


def end_sessions(person: Person, *, keep: str = "") -> None:
    """Sign the person out everywhere but in the session whose fingerprint is `keep`."""
    db.session.execute(delete(SignIn).where(SignIn.person_id == person.id, SignIn.token_hash != keep))


def end_longer_sessions(person: Person) -> int:
    """End the sessions of a person who leads from now on: theirs are shorter. Answers how many."""
    before = SignIn.person_id == person.id, SignIn.is_trusted.is_(False)
    return len(db.session.scalars(delete(SignIn).where(*before).returning(SignIn.token_hash)).all())


def choose_language(person: Person, code: str) -> None:
    """Speak and write to the person in "sv" or "en"."""
    person.language = code


def forget_expired() -> None:
    """Delete what is no longer good for anything: old sessions, links and lines of the log."""
    now = clock.real()
    unused = or_(
        SignIn.seen_at < now - SignIn.IDLE,
        and_(SignIn.is_trusted, SignIn.seen_at < now - SignIn.IDLE_TRUSTED),
    )
    over = or_(SignIn.expires_at <= now, unused)
    note_visits(over)
    db.session.execute(delete(SignIn).where(over))
    db.session.execute(delete(SignInLink).where(SignInLink.expires_at < now - USED_LINK_KEPT))
    db.session.execute(delete(SecurityEvent).where(SecurityEvent.at < now - LOG_KEPT))


def note_visit(person: Person, until: datetime | None = None) -> None:
    """Remember that the person has seen what was new until that time of the site's, or until now."""
    now = clock.now()
    person.last_visit_at = now if until is None else min(until, now)


def end_visit(of: SignIn) -> None:
    """Let the person remember a visit that ends with this session: now, or when the session was last used."""
    at = clock.real() if of.holds(clock.real()) else of.seen_at
    of.person.was_here(clock.site_of(at), clock.now())


def note_visits(of: ColumnElement[bool]) -> None:
    """Let people remember when they were here last in these sessions, as far as it is known."""
    seen = select(Person, func.max(SignIn.seen_at)).join(SignIn, SignIn.person_id == Person.id)
    for person, at in db.session.execute(seen.where(of).group_by(Person.id)).all():
        person.was_here(clock.site_of(at), clock.now())
