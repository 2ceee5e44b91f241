"""The conference and its sessions as events in schema.org's words. Times carry their zone."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from collab import clock
from collab.conference.queries import Day, Item
from collab.web.linked_data import Node, demonstration, organisation, thing

SCHEDULED = "https://schema.org/EventScheduled"
IN_PLACE = "https://schema.org/OfflineEventAttendanceMode"


class Setting(Struct, frozen=True):
    """What an event says beyond its own row; `address` is the conference's in full."""

    address: str
    language: str


def day(conference: Day, items: Sequence[Item], setting: Setting) -> Node:
    """The whole conference with its sessions; breaks are none."""
    sessions = [session(item, conference, setting) for item in items if not item.is_break]
    return {**_whole(conference, setting), "subEvent": sessions}


def part(item: Item, conference: Day, setting: Setting) -> Node:
    """One session, and the conference that it belongs to."""
    return {**session(item, conference, setting), "superEvent": _whole(conference, setting)}


def session(item: Item, conference: Day, setting: Setting) -> Node:
    """One session."""
    address = f"{setting.address}/{item.slug}"
    known = {
        "@id": f"{address}#event",
        "url": address,
        "name": str(item.title),
        "description": str(item.promise),
        "location": thing(
            "Place",
            {
                "name": f"{item.room}, {conference.venue}",
                "address": _address(conference),
                "containedInPlace": _venue(conference),
            },
        ),
        "performer": [organisation(name) for name in _performing(item)],
    }
    return thing("Event", {**known, **_when(item.starts_at, item.ends_at), **_always(conference, setting)})


def _whole(conference: Day, setting: Setting) -> Node:
    known = {
        "@id": f"{setting.address}#event",
        "url": setting.address,
        "name": str(conference.title),
        "description": str(conference.intro),
        "location": _venue(conference),
        "maximumAttendeeCapacity": conference.capacity,
        "isAccessibleForFree": conference.registration.get("price_sek") == 0,
    }
    known |= demonstration(bool(conference.demonstration_fields))
    return thing(
        "Event", {**known, **_when(conference.starts_at, conference.ends_at), **_always(conference, setting)}
    )


def _when(starts_at: datetime, ends_at: datetime) -> Node:
    return {"startDate": clock.local(starts_at).isoformat(), "endDate": clock.local(ends_at).isoformat()}


def _always(conference: Day, setting: Setting) -> Node:
    return {
        "eventStatus": SCHEDULED,
        "eventAttendanceMode": IN_PLACE,
        "inLanguage": setting.language,
        "organizer": [organisation(str(name)) for name in conference.organisers],
    }


def _venue(conference: Day) -> Node:
    return thing("Place", {"name": str(conference.venue), "address": _address(conference)})


def _address(conference: Day) -> Node:
    return thing("PostalAddress", {"addressLocality": conference.municipality, "addressCountry": "SE"})


def _performing(item: Item) -> list[str]:
    return list(dict.fromkeys(str(presenter.organisation) for presenter in item.presenters))
