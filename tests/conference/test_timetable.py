"""Now and next, to the minute."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from collab.conference import timetable
from collab.conference.timetable import Phase

START = datetime(2017, 6, 13, 7, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Item:
    name: str
    starts_at: datetime
    ends_at: datetime


def _item(name: str, start: int, end: int) -> Item:
    return Item(name, START + timedelta(minutes=start), START + timedelta(minutes=end))


DAY = [_item("welcome", 0, 15), _item("a", 15, 40), _item("b", 15, 40), _item("coffee", 60, 80)]


def _at(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


@pytest.mark.parametrize(
    ("minute", "now", "following"),
    [
        (-5, [], ["welcome"]),
        (0, ["welcome"], ["a", "b"]),
        (14, ["welcome"], ["a", "b"]),
        (15, ["a", "b"], ["coffee"]),
        (40, [], ["coffee"]),
        (79, ["coffee"], []),
        (80, [], []),
    ],
)
def test_a_session_is_on_from_its_first_minute_until_its_end(
    minute: int, now: list[str], following: list[str]
) -> None:
    assert [i.name for i in timetable.running(DAY, _at(minute))] == now
    assert [i.name for i in timetable.upcoming(DAY, _at(minute))] == following


@pytest.mark.parametrize(("minute", "change"), [(-5, 0), (0, 15), (16, 40), (40, 60), (79, 80)])
def test_the_page_holds_until_something_starts_or_ends(minute: int, change: int) -> None:
    assert timetable.changes_at(DAY, _at(minute)) == _at(change)


def test_after_the_day_nothing_changes_any_more() -> None:
    assert timetable.changes_at(DAY, _at(80)) is None


def test_what_starts_together_stands_in_one_slot() -> None:
    found = timetable.slots(DAY, _at(20))
    assert [[i.name for i in slot.items] for slot in found] == [["welcome"], ["a", "b"], ["coffee"]]
    assert [slot.phase for slot in found] == [Phase.PAST, Phase.NOW, Phase.NEXT]
