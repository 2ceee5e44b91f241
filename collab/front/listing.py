"""Every public page of the site by its canonical address, read a few hundred rows at a time."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from msgspec import Struct, field
from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from collab import db
from collab.conference.models import Conference, ConferenceSession
from collab.programmes import queries as programmes
from collab.programmes.models import Organisation, OrganisationKind, Programme
from collab.showcases.models import Edition
from collab.statements import at_most
from collab.updates import policy as updates
from collab.updates.models import Update

Rows = Select[*tuple[Any, ...]]
BATCH = 500
"""Rows in memory at a time."""


class Listed(Struct, frozen=True):
    """A public page by endpoint and values, and when what it shows changed where that is known."""

    endpoint: str
    values: dict[str, Any] = field(default_factory=dict)
    modified: datetime | None = None


def public_pages() -> Iterator[Listed]:
    """All of them in a fixed order. The current programme's overviews come with their short addresses."""
    yield from _overviews()
    for endpoint in ("front.accessibility", "front.privacy", "front.security", "contact.new"):
        yield Listed(endpoint)
    yield from _municipalities()
    yield from _sessions()
    yield from _showcases()
    yield from _updates()


def _overviews() -> Iterator[Listed]:
    current = programmes.current_programme()
    newest = (
        select(func.max(Edition.published_at))
        .where(Edition.programme_id == Programme.id, Edition.is_current)
        .correlate(Programme)
        .scalar_subquery()
    )
    statement = select(Programme.id, Programme.slug, Conference.id, newest).outerjoin(
        Conference, Conference.programme_id == Programme.id
    )
    for programme, slug, conference, modified in _batches(statement, Programme.id):
        is_current = current is not None and programme == current.id
        values = {} if is_current else {"slug": slug}
        yield Listed("front.index" if is_current else "front.programme", values, modified)
        if is_current or modified is not None:  # elsewhere an empty gallery stays empty
            yield Listed("showcases.index" if is_current else "showcases.of_programme", values, modified)
        if conference is not None:
            yield Listed("conference.show" if is_current else "conference.of_programme", values)


def _municipalities() -> Iterator[Listed]:
    statement = select(Organisation.id, Organisation.slug).where(
        Organisation.kind == OrganisationKind.MUNICIPALITY
    )
    for _, slug in _batches(statement, Organisation.id):
        yield Listed("front.municipality", {"slug": slug})


def _sessions() -> Iterator[Listed]:
    current = programmes.current_programme()
    statement = (
        select(ConferenceSession.id, ConferenceSession.slug, Programme.id, Programme.slug)
        .join(ConferenceSession.conference)
        .join(Conference.programme)
    )
    for _, session, programme, slug in _batches(statement, ConferenceSession.id):
        if current is not None and programme == current.id:
            yield Listed("conference.session", {"session": session})
        else:
            yield Listed("conference.session_of_programme", {"slug": slug, "session": session})


def _showcases() -> Iterator[Listed]:
    statement = select(Edition.id, Edition.slug, Edition.published_at).where(Edition.is_current)
    for _, slug, published in _batches(statement, Edition.id):
        yield Listed("showcases.show", {"slug": slug}, published)


def _updates() -> Iterator[Listed]:
    changed = func.coalesce(Update.edited_at, Update.posted_at, type_=db.UTCDateTime())
    statement = select(Update.id, Update.key, changed).where(updates.visible_to(None))
    for _, key, modified in _batches(statement, Update.id):
        yield Listed("updates.show", {"key": key}, modified)


def _batches(statement: Rows, by: InstrumentedAttribute[int]) -> Iterator[Row[*tuple[Any, ...]]]:
    """The rows in the order of `by`, their first column, each batch a statement of its own."""
    last = 0
    while rows := db.session.execute(statement.where(by > last).order_by(by).limit(at_most(BATCH))).all():
        yield from rows
        last = rows[-1][0]
