"""The conference as an iCalendar file (RFC 5545), times in UTC."""

from collections.abc import Sequence

from icalendar import Calendar, Event

from collab.conference.models import Conference
from collab.conference.queries import Item


def calendar(conference: Conference, items: Sequence[Item], *, host: str, address: str) -> bytes:
    """The day and each of its sessions, in the language in use. `address` is the conference page's."""
    whole = Calendar()
    whole.add("prodid", "-//Collab//conference//")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", str(conference.title))
    whole.add_component(_day(conference, host, address))
    for item in items:
        whole.add_component(_session(item, conference, host, address))
    return bytes(whole.to_ical())


def _day(conference: Conference, host: str, address: str) -> Event:
    event = Event()
    event.add("uid", f"{conference.slug}@{host}")
    event.add("dtstamp", conference.starts_at)
    event.add("dtstart", conference.starts_at)
    event.add("dtend", conference.ends_at)
    event.add("summary", f"{conference.title}. {conference.kind}")
    event.add("description", f"{conference.intro}\n\n{conference.how_to_get_there}")
    event.add("location", str(conference.venue))
    event.add("url", address)
    return event


def _session(item: Item, conference: Conference, host: str, address: str) -> Event:
    event = Event()
    event.add("uid", f"{item.slug}.{conference.slug}@{host}")
    event.add("dtstamp", conference.starts_at)
    event.add("dtstart", item.starts_at)
    event.add("dtend", item.ends_at)
    event.add("summary", str(item.title))
    event.add("description", "; ".join(f"{p.role}, {p.organisation}" for p in item.presenters))
    event.add("location", f"{item.room}, {conference.venue}")
    event.add("url", f"{address}/{item.slug}")
    return event
