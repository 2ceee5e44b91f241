"""What a demonstration adds to every request and page: the site's clock, and the bar at the top."""

from datetime import UTC, datetime, time, timedelta

from flask import Flask, g, request
from msgspec import Struct

from collab import clock, db, text, versions
from collab.accounts.visitor import visitor
from collab.demonstration import queries
from collab.demonstration.days import DEFAULT, NAMED, NamedDay
from collab.web.cache import holds_until

TIMELESS = {"health.live", "health.ready"}


class Bar(Struct, frozen=True):
    """What the bar says."""

    day_label: str
    """Monday 15 May 2017"""
    short_label: str
    """15 May 2017, for a phone"""
    days: tuple[NamedDay, ...]
    is_before_the_content: bool
    """Whether most of what there is has happened later than this day."""
    can_choose_here: bool
    """Whether this page may hold forms: a public page that is kept may not, and links to one."""
    back: str
    """The page to come back to after choosing a day."""


def install(app: Flask) -> None:
    """Set the clock before each request, and give every template its bar."""
    app.before_request(_set_clock)
    app.context_processor(lambda: {"demonstration": _bar()})


def _set_clock() -> None:
    """Read the day of the site. The public version is read before it, on the same connection.

    A page kept under a version may then be older than that version says, but never newer.
    """
    if request.endpoint in TIMELESS:
        return
    with db.engine().connect() as connection:
        g.public_version = versions.read_on(connection)
        clock.set_shift(queries.clock_shift(connection))
    holds_until(_midnight())


def _midnight() -> datetime:
    """When the day that the bar speaks of ends."""
    tomorrow = clock.today() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), tzinfo=clock.STOCKHOLM).astimezone(UTC)


def _bar() -> Bar:
    now = clock.now()
    return Bar(
        day_label=text.full_day(now),
        short_label=f"{text.short_day(now)} {clock.local(now).year}",
        days=NAMED,
        is_before_the_content=now < DEFAULT.moment,
        can_choose_here=visitor() is not None,
        back=request.path if request else "/",
    )
