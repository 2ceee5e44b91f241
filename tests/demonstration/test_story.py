"""The shipped story as its files tell it: by the first morning of a demonstration it has happened."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
import yaml

from collab.demonstration import days, loading

MORNING = days.DEFAULT.moment.replace(tzinfo=None)
"""Files say local time, as the wall clock does."""
FILES = {path.stem: path for path in sorted(loading.SHIPPED.glob("nar-kultur-ar-resans-mal/*.yaml"))}
HAPPENED = {
    "answered_at", "approved_at", "asked_at", "at", "decided_on", "done_on", "formed_on", "joined_on",
    "published_at", "registered_on", "started_on", "submitted_at",
}  # fmt: skip
"""What a file says of the past; a day in `due_on`, `opens_on` or `starts_at` may lie ahead."""


def told(name: str) -> Any:
    return yaml.safe_load(FILES[name].read_text(encoding="utf-8"))


def updates() -> list[Any]:
    found: list[Any] = told("updates")["updates"]
    return found


def is_over(when: date | datetime) -> bool:
    return when < MORNING if isinstance(when, datetime) else when <= MORNING.date()


def ahead(node: Any, where: str = "") -> Iterator[str]:
    """Everything below the node that has happened and yet lies ahead of the first morning."""
    if isinstance(node, dict):
        here = f"{where} {node.get('id', '')}".strip()
        for key, value in node.items():
            if key in HAPPENED and not is_over(value):
                yield f"{here} {key} {value}"
            yield from ahead(value, f"{here} {key}")
    elif isinstance(node, list):
        for value in node:
            yield from ahead(value, where)


@pytest.mark.parametrize("name", [name for name in FILES if name != "updates"])
def test_whatever_has_happened_was_before_the_first_morning(name: str) -> None:
    assert list(ahead(told(name))) == []


def test_only_an_update_may_come_later_with_what_is_said_about_it() -> None:
    posted = [update for update in updates() if is_over(update["posted_at"])]
    assert 0 < len(posted) < len(updates())
    assert list(ahead(posted)) == []


def test_a_page_cites_what_was_posted_before_it_was_public() -> None:
    posted = {update["id"]: update["posted_at"] for update in updates()}
    early = [
        f"{page['id']} {effect['evidence']}"
        for page in told("showcases")["showcases"]
        for effect in page["effects"]
        if posted[effect["evidence"]] >= page["published_at"]
    ]
    assert early == []


def silent(moment: datetime) -> dict[str, int]:
    """For how many whole weeks the teams have said nothing that then have been silent for three or more."""
    in_order = sorted(updates(), key=lambda update: update["posted_at"])
    heard = {update["project"]: update["posted_at"] for update in in_order if update["posted_at"] < moment}
    weeks = {name: moment.isocalendar().week - last.isocalendar().week - 1 for name, last in heard.items()}
    return {name: count for name, count in weeks.items() if count >= 3}


def test_on_the_first_morning_two_teams_have_been_silent_since_winter() -> None:
    assert silent(MORNING) == {"under-fotterna": 13, "belagrad-stad": 16}


def test_the_other_teams_are_heard_of_until_the_conference() -> None:
    for day in days.NAMED[days.NAMED.index(days.DEFAULT) :]:
        assert silent(day.moment.replace(tzinfo=None)).keys() <= {"under-fotterna", "belagrad-stad"}
