"""What an update begins with when a reminder leads to it, so that one button sends it."""

from datetime import date, timedelta

from msgspec import Struct

from collab import clock
from collab.text import _, in_language
from collab.updates.content import Content
from collab.updates.models import Update, Visibility
from collab.updates.rhythm import Rhythm

UNTIL_NEXT = timedelta(weeks=2)
"""How long a next step may take in a programme without a rhythm."""


class Time(Struct, frozen=True):
    """That it is time to write again: when the team last wrote (None: never), and the programme's weeks."""

    wrote_on: date | None
    weeks: int


def time_to_write(latest: Update | None, rhythm: Rhythm, started_on: date) -> Time | None:
    """Whether it is time, as the programme's rhythm has it."""
    wrote_on = latest.posted_on(clock.now()) if latest is not None else None
    is_time = rhythm.is_time(wrote_on or started_on, clock.today())
    return Time(wrote_on, rhythm.weeks) if is_time else None


def carried_on(latest: Update | None, rhythm: Rhythm) -> Content:
    """An update that goes on from the newest one: its status, its readers, and what it said would be done.

    A day that has passed becomes the one on which the team is next expected to write.
    """
    if latest is None:
        return Content()
    due = latest.next_step_due_on
    if due is None or due < clock.today():
        due = clock.today() + (timedelta(weeks=rhythm.weeks) or UNTIL_NEXT)
    return Content(
        status=latest.status,
        text=_said(latest),
        next_step=latest.next_step,
        next_step_due_on=due,
        visibility=Visibility(latest.visibility),
    )


def _said(latest: Update) -> str:
    """The words that the text begins with, in Swedish as texts of teams are."""
    if not latest.next_step:
        return ""
    with in_language("sv"):
        step = latest.next_step.rstrip(". ")
        return _("Last time we wrote that we would do this: %(step)s.", step=step) + "\n\n"
