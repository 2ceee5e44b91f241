"""When mail about what is new goes out: paces and quiet hours; values in, values out."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from collab import clock
from collab.notifications.kinds import Pace

HOUR = 7
"""When digests go out, by the clock in Europe/Stockholm."""


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


def unless_quiet(moment: datetime, quiet: Quiet) -> datetime:
    """The moment, or the end of the quiet hours in which it lies."""
    wall = clock.local(moment).replace(tzinfo=None)
    if not quiet.holds(wall.hour):
        return moment
    day = wall.date() if wall.hour < quiet.until else wall.date() + timedelta(days=1)
    return clock.in_stockholm(datetime.combine(day, time(quiet.until)))
