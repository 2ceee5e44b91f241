"""The time: the site's own (`now`), which a demonstration can move, and the real one."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")

_shift: ContextVar[timedelta] = ContextVar("shift", default=timedelta(0))


def real() -> datetime:
    """The real time, UTC-aware. For sessions, tokens, limits and logs."""
    return datetime.now(UTC)


def now() -> datetime:
    """The site's time, UTC-aware: the real one plus the shift that a demonstration has chosen."""
    return real() + _shift.get()


def real_of(moment: datetime) -> datetime:
    """The real time at which the site's clock will show `moment`, as long as nobody moves it."""
    return moment - _shift.get()


def site_of(moment: datetime) -> datetime:
    """What the site's clock showed at the real time `moment`, as long as nobody has moved it since."""
    return moment + _shift.get()


def today() -> date:
    """The site's day in Europe/Stockholm."""
    return now().astimezone(STOCKHOLM).date()


def local(moment: datetime) -> datetime:
    """The same moment on a clock in Europe/Stockholm."""
    return moment.astimezone(STOCKHOLM)


def in_stockholm(wall: datetime) -> datetime:
    """A naive wall-clock time in Europe/Stockholm as a UTC-aware moment."""
    return wall.replace(tzinfo=STOCKHOLM).astimezone(UTC)


def set_shift(shift: timedelta) -> None:
    """Move the site's time for the current request or job."""
    _shift.set(shift)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let the site's time start at `moment` (UTC-aware) inside the block."""
    token = _shift.set(moment - real())
    try:
        yield
    finally:
        _shift.reset(token)
