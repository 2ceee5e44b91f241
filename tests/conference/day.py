"""A conference for the cast: three sessions on 13 June 2017, two at once."""

from datetime import datetime

from collab import clock, db
from collab.conference.models import Conference, ConferenceSession, Room, SessionKind
from collab.text import Localised
from tests.support.cast import Cast


def at(hour: int, minute: int = 0) -> datetime:
    """That time on the conference's day, in Europe/Stockholm."""
    return clock.in_stockholm(datetime(2017, 6, 13, hour, minute))


def plan(cast: Cast) -> Conference:
    said = Localised("Framme", "Arrived")
    conference = Conference(
        programme=cast.programme, slug="slutkonferens", title=said, kind=said, intro=said, starts_at=at(9),
        ends_at=at(12), capacity=100, registration={}, venue=Localised("Magasinet", "The Warehouse"),
        venue_municipality="1290", how_to_get_there=Localised("Tåg", "Train"), accessibility=said,
    )  # fmt: skip
    db.session.add(conference)
    db.session.flush()
    rooms = [
        Room(conference_id=conference.id, code=code, position=i, name=Localised(code, code), seats=50)
        for i, code in enumerate(["hall", "attic"])
    ]
    db.session.add_all(rooms)
    db.session.flush()
    for slug, room, start, end, project in [
        ("welcome", 0, at(9), at(9, 30), None),
        ("doors", 0, at(10), at(10, 30), cast.project),
        ("lonely", 1, at(10), at(10, 45), None),
    ]:
        db.session.add(
            ConferenceSession(
                conference=conference,
                slug=slug,
                kind=SessionKind.PLENARY,
                room=rooms[room],
                project=project,
                starts_at=start,
                ends_at=end,
                title=Localised(slug.title(), slug.title()),
                presenters=[
                    {
                        "role": {"sv": "Kulturchef", "en": "Head of culture"},
                        "organisation": {"sv": "Osby", "en": "Osby"},
                    }
                ],
            )
        )
    db.session.commit()
    return conference
