"""The conference as an iCalendar file (RFC 5545), times in UTC."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from collab.conference.queries import Day, Item
from collab.later import later
from collab.text import ended

if TYPE_CHECKING:
    import icalendar
else:
    icalendar = later("icalendar")


class Issue(Struct, frozen=True):
    """Where a file comes from and which one it is: calendars take the one of the higher number."""

    host: str
    address: str
    """Of the conference's page."""
    number: int
    made_at: datetime


def calendar(conference: Day, items: Sequence[Item], issue: Issue) -> bytes:
    """The day and each of its sessions, in the language in use."""
    whole = icalendar.Calendar()
    whole.add("prodid", "-//Collab//conference//")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", str(conference.title))
    whole.add_component(_day(conference, issue))
    for item in items:
        whole.add_component(_session(item, conference, issue))
    return bytes(whole.to_ical())


def _event(uid: str, issue: Issue) -> "icalendar.Event":
    event = icalendar.Event()
    event.add("uid", f"{uid}@{issue.host}")
    event.add("dtstamp", issue.made_at)
    event.add("sequence", issue.number)
    return event


def _day(conference: Day, issue: Issue) -> "icalendar.Event":
    event = _event(conference.slug, issue)
    event.add("dtstart", conference.starts_at)
    event.add("dtend", conference.ends_at)
    event.add("summary", f"{ended(conference.title)} {conference.kind}")
    event.add("description", f"{conference.intro}\n\n{conference.how_to_get_there}")
    event.add("location", str(conference.venue))
    event.add("url", issue.address)
    return event


def _session(item: Item, conference: Day, issue: Issue) -> "icalendar.Event":
    event = _event(f"{item.slug}.{conference.slug}", issue)
    event.add("dtstart", item.starts_at)
    event.add("dtend", item.ends_at)
    event.add("summary", str(item.title))
    event.add("description", "; ".join(f"{p.role}, {p.organisation}" for p in item.presenters))
    event.add("location", f"{item.room}, {conference.venue}")
    event.add("url", f"{issue.address}/{item.slug}")
    return event
