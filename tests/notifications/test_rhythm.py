"""When mail goes out."""

from datetime import UTC, datetime

import pytest

from collab import clock
from collab.notifications.kinds import Pace
from collab.notifications.rhythm import Quiet, due_at, rests_until

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


def on_change(month: int, day: int, *hours: int) -> datetime:
    """A moment of a day on which the clocks are changed, by UTC."""
    return datetime(2017, month, day, *hours, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "quiet", "end"),
    [
        pytest.param(on_change(3, 26, 0, 30), Quiet(20, 2), on_change(3, 26, 1), id="an hour that is not"),
        pytest.param(on_change(3, 26, 0, 30), Quiet(20, 7), on_change(3, 26, 5), id="a short night"),
        pytest.param(on_change(10, 29, 0, 30), Quiet(20, 3), on_change(10, 29, 2), id="an hour twice"),
        pytest.param(on_change(10, 29, 1, 30), Quiet(20, 3), on_change(10, 29, 2), id="the second time"),
        pytest.param(on_change(10, 29, 1, 30), Quiet(20, 2), None, id="after the first time"),
        pytest.param(at(15, 9), Quiet(20, 7), None, id="by day"),
    ],
)
def test_who_rests_is_left_alone_until_the_clock_on_the_wall_says_so(
    moment: datetime, quiet: Quiet, end: datetime | None
) -> None:
    assert rests_until(moment, quiet) == end
