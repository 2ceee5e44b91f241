"""Values of a JSON file, each with its place: what is wrong is noted, and reading goes on."""

import json
import re
from collections.abc import Collection, Iterator
from typing import Any

from msgspec import Struct, field

LARGEST = 1_000_000
"""No number in a file is larger: costs stay far from what a solver can count."""
MOST_DIGITS = 60
"""Of a number, that are read. Python refuses thousands of them in words for programmers."""
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Controls, ends of lines, and halves of pairs, which no terminal can print."""


class Fault(Struct, frozen=True, order=True):
    """What is wrong, and where: `people[3].wishes[1]`; the whole file is `file`."""

    place: str
    said: str

    def __str__(self) -> str:
        return f"{self.place}: {self.said}"


class Unreadable(ValueError):
    """The file cannot be used. `faults` says all that is wrong, in the order of the file."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class Faults(Struct):
    """Everything that is wrong so far."""

    noted: list[Fault] = field(default_factory=list)

    def add(self, place: str, said: str) -> None:
        """Note a fault."""
        self.noted.append(Fault(place or "file", said))


class _Doubled(dict[str, Any]):
    """An object with a key that stands in it twice."""

    twice: str


def parsed(text: bytes, faults: Faults) -> Any:
    """The JSON value, or None with a fault."""
    try:
        return json.loads(text.decode("utf-8-sig"), object_pairs_hook=_object, parse_int=_whole)
    except UnicodeDecodeError as no:
        faults.add("", f"This is not UTF-8: byte {no.start} cannot be read.")
    except json.JSONDecodeError as no:
        faults.add("", f"This is not JSON: {no.msg} in line {no.lineno}, column {no.colno}.")
    except RecursionError:
        faults.add("", "This is not JSON that can be read: it nests too deep.")
    return None


def _whole(digits: str) -> int:
    """A whole number; of one that is absurdly long the beginning, which is far too large as well."""
    return int(digits[:MOST_DIGITS])


def _object(items: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in items]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice is None:
        return dict(items)
    doubled = _Doubled(items)
    doubled.twice = twice
    return doubled


class Value(Struct, frozen=True):
    """A value at its place. What asks it for a type answers None, with a fault, when it has another."""

    raw: Any
    place: str
    faults: Faults

    def wrong(self, said: str) -> None:
        """Note a fault here."""
        self.faults.add(self.place, said)

    def fields(self, known: Collection[str], needed: Collection[str] = ()) -> "dict[str, Value] | None":
        """The fields of an object; those unknown or missing are faults."""
        if not isinstance(self.raw, dict):
            self.wrong(f"This has to be an object, not {shown(self.raw)}.")
            return None
        if isinstance(self.raw, _Doubled):
            self._at(self.raw.twice).wrong("This stands here twice.")
        for key in self.raw:
            if key not in known:
                self._at(key).wrong(f"Unknown field. Known here are {', '.join(known)}.")
        for key in needed:
            if key not in self.raw:
                self.wrong(f"The field {key} is missing.")
        return {key: self._at(key) for key in self.raw if key in known}

    def _at(self, key: str) -> "Value":
        value = self.raw.get(key)
        name = printable(key)
        return Value(value, f"{self.place}.{name}" if self.place else name, self.faults)

    def items(self) -> "Iterator[Value]":
        """The items of a list."""
        if not isinstance(self.raw, list):
            self.wrong(f"This has to be a list, not {shown(self.raw)}.")
            return
        for i, item in enumerate(self.raw):
            yield Value(item, f"{self.place}[{i}]", self.faults)

    def text(self) -> str | None:
        """A text that is not empty and can be printed on one line."""
        if not isinstance(self.raw, str) or not self.raw.strip():
            self.wrong(f"This has to be a text, not {shown(self.raw)}.")
            return None
        if _UNPRINTABLE.search(self.raw):
            self.wrong(f"{shown(self.raw)} has a character that cannot be printed.")
            return None
        return self.raw

    def whole(self, least: int = 0, most: int = LARGEST) -> int | None:
        """A whole number within limits."""
        if type(self.raw) is not int:
            self.wrong(f"This has to be a whole number, not {shown(self.raw)}.")
            return None
        if not least <= self.raw <= most:
            self.wrong(f"{shown(self.raw)} is not between {least} and {most}.")
            return None
        return self.raw

    def flag(self) -> bool | None:
        """True or false."""
        if not isinstance(self.raw, bool):
            self.wrong(f"This has to be true or false, not {shown(self.raw)}.")
            return None
        return self.raw

    def one_of(self, words: Collection[str], what: str) -> str | None:
        """A text that is one of these."""
        said = self.text()
        if said is not None and said not in words:
            self.wrong(f'There is no {what} "{said}".')
            return None
        return said


def shown(raw: Any) -> str:
    """A value in a sentence, cut where it is long."""
    if isinstance(raw, dict):
        return "an object"
    if isinstance(raw, list):
        return "a list"
    said = printable(json.dumps(raw, ensure_ascii=False))
    return said if len(said) <= 40 else f"{said[:37]}…"


def printable(text: str) -> str:
    """The text with an escape for each character that cannot be printed."""
    return _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
