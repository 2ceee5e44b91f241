"""Sessions: a random token in the cookie, its hash in the database; revocable, renewed at sign-in."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask, Request, current_app, g, session
from flask_login import LoginManager
from sqlalchemy import ColumnElement, Connection, Select, and_, delete, select, update
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import set_committed_value

from collab import clock, db, memory, space, versions
from collab.accounts import actions
from collab.accounts.models import Person, SignIn
from collab.accounts.tokens import fingerprint, new_token
from collab.statements import built_once

TOKEN = "sign-in"  # noqa: S105 - the key in the cookie, not a secret
SEEN_EVERY = timedelta(minutes=5)
UNATTENDED = "Collab-Unattended"
"""Header of what a page asks by itself: it keeps nobody signed in, and is no visit (`unattended.js`)."""


Along = Callable[[Any], ColumnElement[int]]


def install(app: Flask, is_trusted: Callable[[Person], bool], along: Along) -> None:
    """Let Flask-Login find the person of each request.

    `is_trusted(person)` says who leads a programme: those sessions are shorter. `along(person_id)` is a
    number in SQL that every page shows of its person. Both stand above accounts.
    """
    app.extensions["collab-trusted"] = is_trusted
    app.extensions["collab-along"] = along
    manager = LoginManager(app)
    manager.session_protection = None  # the token is random and kept on the server: nothing to guess from
    manager.request_loader(_person_of)


def begin(person: Person) -> None:
    """Sign the person in: a new session, a new token, nothing kept of what the browser had before.

    Whoever was here a moment ago, on this or another device, is on the same visit still.
    """
    actions.note_visits(and_(SignIn.person_id == person.id, SignIn.seen_at < clock.real() - Person.PAUSE))
    end(but_stays=person)
    token = new_token()
    is_trusted = current_app.extensions["collab-trusted"](person)
    db.session.add(
        SignIn(
            token_hash=fingerprint(token),
            person=person,
            is_trusted=is_trusted,
            expires_at=clock.real() + SignIn.longest(is_trusted=is_trusted),
        )
    )
    session[TOKEN] = token
    session.permanent = True
    g._login_user = person


def end(*, but_stays: Person | None = None) -> None:
    """Sign out: the row goes, so that a stolen cookie is worth nothing. The visit ends, too.

    `but_stays`: whose visit goes on.
    """
    found = db.session.get(SignIn, current())
    if found is not None and found.person is not but_stays:
        actions.end_visit(found)
    db.session.execute(delete(SignIn).where(SignIn.token_hash == current()))
    session.clear()
    g.pop("_login_user", None)


def asked_along() -> int:
    """The number that was asked along with this request's person; 0 for nobody."""
    number: int = g.get("asked_along", 0)
    return number


def correct_asked_along(number: int) -> None:
    """Let the number that was asked along be what this request has found it to be."""
    g.asked_along = number


def lower_asked_along(by: int) -> None:
    """Let the number that was asked along be so much less: this request has taken that away."""
    correct_asked_along(asked_along() - by)


def current() -> str:
    """The fingerprint of this browser's session; that of no session where there is none."""
    token = session.get(TOKEN)
    return fingerprint(token) if isinstance(token, str) else ""


def _person_of(request: Request) -> Person | None:
    token = session.get(TOKEN)
    if not isinstance(token, str):
        return None
    row = db.session.execute(
        *_sign_in(current_app.extensions["collab-along"], token_hash=fingerprint(token))
    ).first()
    now = clock.real()
    if row is None or not row[0].holds(now):
        return None
    found: SignIn = row[0]
    memory.note_public_version(row[1])
    g.asked_along = row[2]
    if now - found.seen_at > SEEN_EVERY and UNATTENDED not in request.headers:
        _note_seen(found)
    return found.person


@built_once
def _sign_in(along: Along, *, token_hash: Any) -> Select[SignIn, int, int]:
    """With the public version, by which what every page needs is remembered, and the number asked along."""
    found = select(SignIn, versions.public(), along(SignIn.person_id)).options(joinedload(SignIn.person))
    return found.where(SignIn.token_hash == token_hash)


def _note_seen(found: SignIn) -> None:
    if db.is_writing():
        return
    seen = update(SignIn).where(SignIn.token_hash == found.token_hash).values(seen_at=clock.real())
    with space.noting(), db.apart() as connection:
        if clock.real() - found.seen_at > Person.PAUSE:
            _begin_visit(found, connection)
        connection.execute(seen)


def _begin_visit(found: SignIn, connection: Connection) -> None:
    """Who comes back to a session after a pause is on another visit; this request knows it, too."""
    person, ended = found.person, clock.site_of(found.seen_at)
    before = person.last_here_at(clock.now())
    at = ended if before is None else max(before, ended)
    connection.execute(update(Person).where(Person.id == person.id).values(last_visit_at=at))
    set_committed_value(person, "last_visit_at", at)
