"""When mail about what is new goes out: paces and quiet hours; values in, values out."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from collab import clock
from collab.notifications.kinds import Pace

HOUR = 7
"""When digests go out, by the clock in Europe/Stockholm."""

AGAIN = timedelta(days=1)
"""So long after a mail about a thing, what is new of it goes out by mail again though nobody opened it."""
PRESSING = timedelta(minutes=10)
"""So long after it, where what is new needs an answer."""
NEWS = timedelta(days=14)
"""How long something is news: what lies further back when the worker first sees it is told to nobody."""


class Quiet(NamedTuple):
    """The hours in which no mail goes out, `since` the first of them until before `until`."""

    since: int = 20
    until: int = 7

    def holds(self, hour: int) -> bool:
        """Whether the hour is one of them. Two equal hours: there are none."""
        if self.since <= self.until:
            return self.since <= hour < self.until
        return hour >= self.since or hour < self.until


def due_at(pace: Pace, moment: datetime, quiet: Quiet) -> datetime | None:
    """When something that becomes new at `moment` goes out by mail; None: never."""
    if pace is Pace.NEVER:
        return None
    if pace is Pace.AT_ONCE:
        return unless_quiet(moment, quiet)
    wall = clock.local(moment).replace(tzinfo=None)
    day = wall.date() if wall.hour < HOUR else wall.date() + timedelta(days=1)
    if pace is Pace.WEEKLY:
        day += timedelta(days=-day.weekday() % 7)
    return unless_quiet(clock.in_stockholm(datetime.combine(day, time(HOUR))), quiet)


def not_again_before(mailed_at: datetime | None, pace: Pace, moment: datetime, pause: timedelta) -> datetime:
    """The moment, or when news of a thing counts as new after mail about it: a pause later, or in a digest.

    `mailed_at`: when mail about the thing went out the last time.
    """
    if mailed_at is None:
        return moment
    if pace is Pace.AT_ONCE:
        return max(moment, mailed_at + pause)
    return max(moment, clock.in_stockholm(datetime.combine(clock.local(mailed_at).date(), time(HOUR))))


def was_mailed(at: datetime, mailed_at: datetime | None) -> bool:
    """Whether mail has told what happened `at` of a thing; `mailed_at` as for `not_again_before`."""
    return mailed_at is not None and at <= mailed_at


def unless_quiet(moment: datetime, quiet: Quiet) -> datetime:
    """The moment, or the end of the quiet hours in which it lies."""
    wall = clock.local(moment).replace(tzinfo=None)
    if not quiet.holds(wall.hour):
        return moment
    day = wall.date() if wall.hour < quiet.until else wall.date() + timedelta(days=1)
    return clock.in_stockholm(datetime.combine(day, time(quiet.until)))


def rests_until(moment: datetime, quiet: Quiet) -> datetime | None:
    """The end of the quiet hours in which the moment lies; None where it lies in none."""
    end = unless_quiet(moment, quiet)
    return end if end > moment else None
