"""Sessions: a random token in the cookie, its hash in the database; revocable, renewed at sign-in."""

import secrets
from datetime import timedelta
from hashlib import sha256

from flask import Flask, Request, g, session
from flask_login import LoginManager
from sqlalchemy import delete, select, update
from sqlalchemy.orm import joinedload

from collab import clock, db
from collab.accounts.models import Person, SignIn

TOKEN = "sign-in"  # noqa: S105 - the key in the cookie, not a secret
SEEN_EVERY = timedelta(minutes=5)


def install(app: Flask) -> None:
    """Let Flask-Login find the person of each request."""
    manager = LoginManager(app)
    manager.session_protection = None  # the token is random and kept on the server: nothing to guess from
    manager.request_loader(_person_of)


def begin(person: Person, *, is_trusted: bool = False) -> None:
    """Sign the person in: a new session, a new token, nothing kept of what the browser had before.

    `is_trusted` is for facilitators and organisers, whose sessions are shorter.
    """
    session.clear()
    token = secrets.token_urlsafe(32)
    longest = SignIn.LONGEST_TRUSTED if is_trusted else SignIn.LONGEST
    db.session.add(SignIn(token_hash=fingerprint(token), person=person, expires_at=clock.real() + longest))
    session[TOKEN] = token
    session.permanent = True
    g._login_user = person


def end() -> None:
    """Sign out: the row goes, so that a stolen cookie is worth nothing."""
    token = session.get(TOKEN, "")
    db.session.execute(delete(SignIn).where(SignIn.token_hash == fingerprint(token)))
    session.clear()


def end_all(person: Person, *, but_this: bool = False) -> None:
    """Revoke every session of the person, or every other one."""
    statement = delete(SignIn).where(SignIn.person_id == person.id)
    if but_this:
        statement = statement.where(SignIn.token_hash != fingerprint(session.get(TOKEN, "")))
    db.session.execute(statement)


def fingerprint(token: str) -> str:
    """What the database keeps of a token."""
    return sha256(token.encode()).hexdigest()


def _person_of(_request: Request) -> Person | None:
    token = session.get(TOKEN)
    if not isinstance(token, str):
        return None
    found = db.session.scalars(
        select(SignIn)
        .options(joinedload(SignIn.person))
        .where(SignIn.token_hash == fingerprint(token), SignIn.expires_at > clock.real())
    ).first()
    if found is None or clock.real() - found.seen_at > SignIn.IDLE:
        return None
    if clock.real() - found.seen_at > SEEN_EVERY:
        _note_seen(found.token_hash)
    return found.person


def _note_seen(token_hash: str) -> None:
    if db.is_writing():
        return
    with db.apart() as connection:
        connection.execute(update(SignIn).where(SignIn.token_hash == token_hash).values(seen_at=clock.real()))
