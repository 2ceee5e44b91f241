"""What is sent twice is done once: a key in each form, and where the first one's answer went.

The same request is the same key by the same person to the same address with the same content. Content counts
because a form may be sent again on purpose: corrected after going back, or with another of its buttons.
"""

import json
import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from flask import redirect, request, session
from msgspec import Struct
from sqlalchemy import Select, String, Text, delete, select
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from collab import clock, db
from collab.statements import built_once, rows_of
from collab.web.access import visitor

FIELD = "idempotency_key"
HEADER = "Idempotency-Key"
KEPT_FOR = timedelta(days=7)
_MESSAGES = "_flashes"
"""Where Flask keeps in the session what the next page says."""
_OF_THE_PAGE = (FIELD, "csrf_token")
"""Fields that are the page's, not what somebody said."""


class Answered(db.Base):
    """Where the answer to a request went. Written in the request's own transaction."""

    __tablename__ = "answered"
    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256 of who sent what where under which key; nothing can be read from it."""
    status: Mapped[int]
    location: Mapped[str] = mapped_column(Text)
    said: Mapped[list[Any]]
    """What the next page said: [category, sentence] each."""
    at: Mapped[datetime] = mapped_column(index=True)
    """Real time."""


class Sent(Struct, frozen=True):
    """A request with a key, and what the session held when it came."""

    fingerprint: str
    session: dict[str, Any]


def fresh_key() -> str:
    """A key for one form on one page."""
    return secrets.token_urlsafe(16)


def sent() -> Sent | None:
    """The request in view, when it has a key: in its header, or in the form's field."""
    key = request.headers.get(HEADER) or request.form.get(FIELD)
    if not key:
        return None
    parts = [_sender(), request.method, request.full_path, key, _fields(), _files()]
    return Sent(sha256(json.dumps(parts).encode()).hexdigest(), _lasting())


def earlier_answer(wanted: Sent | None) -> Response | None:
    """The answer that the same request got before, with what the next page said."""
    if wanted is None:
        return None
    for found in rows_of(*_answer(fingerprint=wanted.fingerprint)):
        session[_MESSAGES] = [tuple(message) for message in found.said]
        return redirect(found.location, code=found.status)
    return None


@built_once
def _answer(*, fingerprint: Any) -> Select[*tuple[Any, ...]]:
    kept = select(Answered.status, Answered.location, Answered.said)
    return kept.where(Answered.fingerprint == fingerprint)


def remember(done: Sent | None, answer: Response) -> None:
    """Keep where the answer goes, inside the transaction that it answers.

    Raises IntegrityError when the same request was answered in the meantime. An answer that leads nowhere
    is not kept, nor one that gives the browser something: a session that begins or ends, or a cookie,
    cannot be given again.
    """
    if done is None or not answer.location or "Set-Cookie" in answer.headers or _lasting() != done.session:
        return
    db.session.add(
        Answered(
            fingerprint=done.fingerprint,
            status=answer.status_code,
            location=answer.location,
            said=[list(message) for message in session.get(_MESSAGES, [])],
            at=clock.real(),
        )
    )
    db.session.flush()


def forget_old() -> None:
    """Delete keys older than a week: the worker calls it now and then."""
    with db.apart() as connection:
        connection.execute(delete(Answered).where(Answered.at < clock.real() - KEPT_FOR))


def _sender() -> str:
    """The person, or the browser of somebody without an account: its forms' token tells it from others."""
    person = visitor()
    return f"person {person.id}" if person is not None else f"visitor {session.get('csrf_token', '')}"


def _lasting() -> dict[str, Any]:
    return {name: value for name, value in session.items() if name != _MESSAGES}


def _fields() -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.form.items(multi=True) if name not in _OF_THE_PAGE]


def _files() -> list[tuple[str, str, str]]:
    files = request.files.items(multi=True)
    return [(name, file.filename or "", _hash_of(file)) for name, file in files if file]


def _hash_of(file: FileStorage) -> str:
    digest = sha256()
    while piece := file.stream.read(1024 * 1024):
        digest.update(piece)
    file.stream.seek(0)
    return digest.hexdigest()
