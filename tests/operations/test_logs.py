"""Logs: JSON lines in UTC that name no person."""

import json
import logging
from datetime import UTC, datetime

import pytest

from collab.logs import JsonLines


def line(**extra: object) -> dict[str, object]:
    record = logging.LogRecord("collab.x", logging.WARNING, "f.py", 1, "said %s", ("this",), None)
    record.__dict__.update(extra)
    record.created = datetime(2017, 6, 13, 8, 15, tzinfo=UTC).timestamp()
    told = json.loads(JsonLines().format(record))
    assert isinstance(told, dict)
    return told


def test_a_line_says_when_in_utc_how_bad_whence_and_what() -> None:
    assert line() == {
        "at": "2017-06-13T08:15:00.000+00:00",
        "level": "warning",
        "from": "collab.x",
        "message": "said this",
    }


def test_only_known_fields_are_written() -> None:
    assert line(route="/teams/<slug>", email="a@example.org", status=200).keys() - line().keys() == {
        "route",
        "status",
    }


def _number(word: str) -> int:
    return int(word)


def _break() -> None:
    try:
        _number("a@example.org")
    except ValueError as inner:
        raise KeyError("0701234567") from inner


def test_an_error_is_told_by_its_places_and_not_by_what_it_quotes() -> None:
    with pytest.raises(KeyError) as outer:
        _break()
    trace = line(exc_info=(KeyError, outer.value, outer.value.__traceback__))["trace"]
    assert isinstance(trace, list)
    assert [entry for entry in trace if ":" not in entry] == ["builtins.KeyError", "builtins.ValueError"]
    assert [entry.split()[-1] for entry in trace if " " in entry][-2:] == ["_break", "_number"]
    assert "example.org" not in str(trace)
    assert "0701234567" not in str(trace)
