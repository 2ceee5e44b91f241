"""How often a programme's projects are to write, and when it is time; values in, values out."""

from datetime import date, datetime, time, timedelta

from msgspec import Struct

from collab import clock
from collab.programmes.models import Programme
from collab.text import Localised, _, in_both

EVERY = (1, 2, 4)
"""Weeks."""
NO_PROMPT = Localised("")
HOUR = 7
"""When reminders go out, by the clock in Europe/Stockholm."""


class Rhythm(Struct, frozen=True):
    """How many weeks may pass between two updates (0: any), when a team is reminded, what it is asked."""

    weeks: int = 0
    weekday: int = 0
    """0 is Monday."""
    prompt: Localised = NO_PROMPT
    """Empty: the usual question."""

    @classmethod
    def of(cls, programme: Programme) -> "Rhythm":
        """The programme's."""
        return cls(programme.rhythm_weeks, programme.rhythm_weekday, programme.rhythm_prompt)

    @property
    def days(self) -> int:
        """The same in days."""
        return self.weeks * 7

    @property
    def question(self) -> Localised:
        """What a team is asked to tell."""
        return self.prompt if self.prompt.sv else usual_question()

    def is_time(self, wrote_on: date, today: date) -> bool:
        """Whether a project that last wrote on that day should write again."""
        return self.weeks > 0 and (today - wrote_on).days >= self.days


def usual_question() -> Localised:
    """The question of whoever has no words of their own."""
    return in_both(lambda: _("What has happened, and what is the next step?"))


def morning_of(moment: datetime) -> datetime | None:
    """Since when reminders go out on that day in Europe/Stockholm; None before the hour has come."""
    wall = clock.local(moment)
    return morning_on(wall.date()) if wall.hour >= HOUR else None


def morning_on(day: date) -> datetime:
    """When reminders of that day go out."""
    return clock.in_stockholm(datetime.combine(day, time(HOUR)))


def weeks_before(morning: datetime, weeks: int) -> datetime:
    """The same hour by the clock in Europe/Stockholm, so many weeks earlier."""
    return clock.in_stockholm(clock.local(morning).replace(tzinfo=None) - timedelta(weeks=weeks))
