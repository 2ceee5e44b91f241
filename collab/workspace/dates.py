"""A person's dates as an iCalendar file (RFC 5545): milestones, and what their programmes set."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from sqlalchemy import Select, func, select

from collab import clock, db
from collab.accounts.models import Person
from collab.activity.models import Activity, Verb
from collab.conference.models import Conference
from collab.later import later
from collab.occasions.models import Occasion
from collab.programmes.models import Membership, Programme
from collab.projects import queries as projects
from collab.projects.queries import DatedStep
from collab.reviews.models import ReviewRound
from collab.text import Localised, _, _n, day, ended, in_words

if TYPE_CHECKING:
    import icalendar
else:
    icalendar = later("icalendar")

EVERY = timedelta(hours=6)
"""How often a calendar is asked to look again."""


class Site(Struct, frozen=True):
    """Where the file comes from."""

    address: str
    """Without a slash at its end."""

    @property
    def host(self) -> str:
        """What every name of an event ends with."""
        return self.address.partition("//")[2]


class _Issue(NamedTuple):
    """When something was changed last, and for how many times."""

    number: int
    at: datetime


def calendar(person: Person, site: Site) -> bytes:
    """All the person's dates just now, in the language in use; the same bytes until something changes."""
    whole = icalendar.Calendar()
    whole.add("prodid", "-//Collab//dates//")
    whole.add("version", "2.0")
    whole.add("x-wr-calname", _("Dates in Collab"))
    whole.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    whole.add("x-published-ttl", "PT6H")
    for event in (*_milestones(person, site), *_programmes(person, site)):
        whole.add_component(event)
    return bytes(whole.to_ical())


def _milestones(person: Person, site: Site) -> Iterator["icalendar.Event"]:
    for step in projects.dated_steps(person):
        noon = clock.in_stockholm(datetime.combine(step.started_on, time(12)))
        issue = _Issue(step.version - 1, step.changed_at or noon)
        event = _event(f"{step.key}.milestone@{site.host}", _titled(step), issue)
        _all_day(event, step.due_on, step.due_on)
        event.add("description", "\n".join([str(step.project), *_history(step)]))
        event.add("url", f"{site.address}/projects/{step.slug}#milestones")
        event.add("status", "CANCELLED" if step.given_up_on else "CONFIRMED")
        yield event


def _titled(step: DatedStep) -> str:
    if step.given_up_on:
        return _("Given up: %(title)s", title=step.title)
    return _("Done: %(title)s", title=step.title) if step.done_on else step.title


def _history(step: DatedStep) -> Iterator[str]:
    """How often it was moved, and when it was done."""
    if step.slips and step.first_due_on:
        yield moved(step.slips, step.first_due_on)
    if step.done_on:
        yield _("Done %(day)s", day=day(step.done_on))


def moved(slips: int, first_due_on: date) -> str:
    """How often a milestone was moved to another day, and from when."""
    return _n(
        "Moved once, first %(day)s",
        "Moved %(times)s times, first %(day)s",
        slips,
        times=in_words(slips),
        day=day(first_due_on),
    )


def _programmes(person: Person, site: Site) -> Iterator["icalendar.Event"]:
    """The occasions, reviews and conference of every programme that the person has a place in."""
    own = select(Membership.programme_id).where(Membership.person_id == person.id)
    slugs = {row.id: row.slug for row in db.session.execute(_own(own))}
    issues = _issues(slugs)
    for occasion in db.session.scalars(
        select(Occasion).where(Occasion.programme_id.in_(own)).order_by(Occasion.starts_on, Occasion.id)
    ):
        slug = slugs[occasion.programme_id]
        name = f"{occasion.slug}.occasion.{slug}@{site.host}"
        yield _occasion(occasion, _event(name, str(occasion.title), issues[occasion.programme_id]))
    yield from _reviews(slugs, issues, site)
    for day_ in db.session.scalars(
        select(Conference).where(Conference.programme_id.in_(own)).order_by(Conference.starts_at)
    ):
        title = f"{ended(day_.title)} {day_.kind}"
        event = _event(f"{day_.slug}@{site.host}", title, issues[day_.programme_id])
        event.add("url", f"{site.address}/programmes/{slugs[day_.programme_id]}/conference")
        yield _conference(day_, event)


def _own(ids: Select[int]) -> Select[int, str]:
    return select(Programme.id, Programme.slug).where(Programme.id.in_(ids))


def _issues(programmes: dict[int, str]) -> dict[int, _Issue]:
    """When the files of each programme were brought in last: what it sets stands there."""
    never = datetime(2000, 1, 1, tzinfo=UTC)
    rows = db.session.execute(
        select(Activity.programme_id, func.count(), func.max(Activity.recorded_at))
        .where(Activity.verb == Verb.PROGRAMME_IMPORTED, Activity.programme_id.in_(programmes))
        .group_by(Activity.programme_id)
    )
    found = {programme: _Issue(count - 1, at) for programme, count, at in rows}
    return {programme: found.get(programme, _Issue(0, never)) for programme in programmes}


def _occasion(occasion: Occasion, event: "icalendar.Event") -> "icalendar.Event":
    _all_day(event, occasion.starts_on, occasion.ends_on)
    event.add("description", str(occasion.theme))
    names: Sequence[str] = [str(Localised(**place["name"])) for place in occasion.places]
    event.add("location", ", ".join(names))
    return event


def _reviews(slugs: dict[int, str], issues: dict[int, _Issue], site: Site) -> Iterator["icalendar.Event"]:
    """The last days of the review rounds of these programmes."""
    wanted = select(ReviewRound).where(ReviewRound.programme_id.in_(slugs))
    for round_ in db.session.scalars(wanted.order_by(ReviewRound.closes_on, ReviewRound.id)):
        programme = round_.programme_id
        name = f"{round_.code}.review.{slugs[programme]}@{site.host}"
        yield _review(round_, _event(name, str(round_.name), issues[programme]))


def _review(round_: ReviewRound, event: "icalendar.Event") -> "icalendar.Event":
    _all_day(event, round_.closes_on, round_.closes_on)
    event.add("description", "\n".join([_("Review, hand in by this day"), str(round_.purpose)]))
    return event


def _conference(conference: Conference, event: "icalendar.Event") -> "icalendar.Event":
    event.add("dtstart", conference.starts_at.astimezone(UTC))
    event.add("dtend", conference.ends_at.astimezone(UTC))
    event.add("description", str(conference.intro))
    event.add("location", str(conference.venue))
    return event


def _event(uid: str, summary: str, issue: _Issue) -> "icalendar.Event":
    event = icalendar.Event()
    event.add("uid", uid)
    event.add("dtstamp", issue.at.astimezone(UTC))
    event.add("last-modified", issue.at.astimezone(UTC))
    event.add("sequence", issue.number)
    event.add("summary", summary)
    return event


def _all_day(event: "icalendar.Event", first: date, last: date) -> None:
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
