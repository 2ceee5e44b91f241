"""When mail goes out."""

from datetime import datetime

import pytest

from collab import clock
from collab.notifications.kinds import Pace
from collab.notifications.rhythm import Quiet, due_at

NONE = Quiet(0, 0)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of May 2017; the 15th is a Monday."""
    return clock.in_stockholm(datetime(2017, 5, day, hour, minute))


@pytest.mark.parametrize(
    ("pace", "moment", "due"),
    [
        (Pace.AT_ONCE, at(15, 9, 30), at(15, 9, 30)),
        (Pace.AT_ONCE, at(15, 19, 59), at(15, 19, 59)),
        (Pace.AT_ONCE, at(15, 20), at(16, 7)),
        (Pace.AT_ONCE, at(16, 6, 59), at(16, 7)),
        (Pace.DAILY, at(15, 6, 59), at(15, 7)),
        (Pace.DAILY, at(15, 7), at(16, 7)),
        (Pace.WEEKLY, at(15, 6), at(15, 7)),
        (Pace.WEEKLY, at(15, 9), at(22, 7)),
        (Pace.WEEKLY, at(21, 23), at(22, 7)),
        (Pace.NEVER, at(15, 9), None),
    ],
)
def test_each_pace_has_its_hour(pace: Pace, moment: datetime, due: datetime | None) -> None:
    assert due_at(pace, moment, Quiet()) == due


def test_without_quiet_hours_mail_goes_at_night_too() -> None:
    assert due_at(Pace.AT_ONCE, at(15, 23), NONE) == at(15, 23)


def test_quiet_hours_of_the_day_hold_back_what_is_gathered() -> None:
    assert due_at(Pace.DAILY, at(15, 9), Quiet(6, 12)) == at(16, 12)
