"""conference.yaml: the final conference, its rooms and sessions."""

from datetime import date
from typing import Any

from sqlalchemy import select

from collab import clock, db
from collab.archive.readers.head import head
from collab.archive.readers.occasions import organisations, presenter
from collab.archive.scribe import Said, Scribe, said, when, words
from collab.conference.models import Conference, ConferenceSession, Room

REMARK = "The final conference. demonstration_fields names what is invented where the rest is a fact."


def read(scribe: Scribe) -> Said | None:
    """The whole file; None without a conference."""
    found = next(iter(scribe.mine(Conference)), None)
    return None if found is None else {**head(scribe, False), "conference": _conference(found, scribe)}


def _conference(conference: Conference, scribe: Scribe) -> Said:
    return {
        "slug": conference.slug,
        "held_on": clock.local(conference.starts_at).date(),
        **said(demonstration_fields=conference.demonstration_fields),
        "title": words(conference.title),
        "kind": words(conference.kind),
        "intro": words(conference.intro),
        "starts_at": when(conference.starts_at),
        "ends_at": when(conference.ends_at),
        "capacity": conference.capacity,
        "registration": _registration(conference.registration),
        "venue": {
            "municipality": conference.venue_municipality,
            "name": words(conference.venue),
            "how_to_get_there": words(conference.how_to_get_there),
            "accessibility": words(conference.accessibility),
        },
        "rooms": [_room(room) for room in _rooms(conference)],
        "sessions": _sessions(conference, scribe),
    }


def _registration(values: dict[str, Any]) -> Said:
    """Days as files say them; in the database they are JSON's texts."""
    days: Said = {key: date.fromisoformat(values[key]) for key in ("opens_on", "closes_on") if key in values}
    return {**values, **days}


def _rooms(conference: Conference) -> list[Room]:
    chosen = select(Room).where(Room.conference_id == conference.id).order_by(Room.position)
    return list(db.session.scalars(chosen))


def _room(room: Room) -> Said:
    return {"id": room.code, "seats": room.seats, "name": words(room.name)}


def _sessions(conference: Conference, scribe: Scribe) -> list[Said]:
    known = organisations(scribe)
    rows = db.session.scalars(
        select(ConferenceSession)
        .where(ConferenceSession.conference_id == conference.id)
        .order_by(ConferenceSession.starts_at, ConferenceSession.id)
    )
    return [
        said(
            id=row.slug,
            kind=row.kind.value,
            room=row.room.code,
            project=row.project.slug if row.project else None,
            strand=row.strand.code if row.strand else None,
            starts_at=when(row.starts_at),
            ends_at=when(row.ends_at),
            title=words(row.title),
            presenters=[presenter(values, known) for values in row.presenters],
        )
        for row in rows
    ]
