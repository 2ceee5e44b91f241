"""Milestones as a picture for a narrow page: a line from above to below. Values in, values out."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from textwrap import shorten, wrap

from msgspec import Struct

from collab.projects.timeline import LETTER, LINE, Month, Stop, first_month, months

WIDTH = 360
TRACK = 62
"""Pixels from the left to the line; the names of the months stand before it."""
WORDS = 90
"""Pixels from the left to the words."""
LONGEST_LINE = int((WIDTH - WORDS) / LETTER)
"""Letters that find room in a line of words."""
TOP = 22
GAP = 16
"""Pixels between the words of two stops."""
STRETCH = 1.3
"""How much longer the line is than the words need, so that they stand near their days."""
BEYOND = 2 * LINE
"""Pixels that the words may end below the line."""
LEAST = 24
"""Pixels from the name of one month to the next."""


class Place(Struct, frozen=True):
    """A stop on the line and its words beside it: pixels from above. Without a stop it is today."""

    stop: Stop | None
    y: float
    lines: tuple[str, ...]
    words_y: float
    """Of the first line's middle; the date is the line after the last of the title."""
    strand: str = ""
    from_y: float | None = None
    """Where it was to happen before it was moved for the first time."""

    def line_y(self, line: int) -> float:
        """The baseline of a line of the words."""
        return round(self.words_y + line * LINE + 5, 1)


class Upright(Struct, frozen=True):
    """The finished picture, ready to be written as SVG."""

    height: float
    start: float
    end: float
    done_y: float
    """How far the line is drawn as travelled."""
    places: tuple[Place, ...]
    months: tuple[Month, ...]
    today: date | None

    @property
    def stops(self) -> list[Place]:
        """All places but today's."""
        return [place for place in self.places if place.stop is not None]


def draw(stops: Sequence[Stop], today: date) -> Upright | None:
    """The picture of these stops; None when there are none. Days lie apart as far as they are."""
    if not stops:
        return None
    ordered = sorted(stops, key=lambda stop: stop.on)
    first, last = first_month(ordered), ordered[-1].on
    is_inside = first <= today <= last
    told = _told(ordered, today if is_inside else None)
    wanted = STRETCH * sum(_room(lines) for _on, _stop, lines, _strand in told)
    days = max((last - first).days, 28)

    def at(day: date) -> float:
        return round(TOP + wanted * (day - first).days / days, 1)

    places = tuple(_placed(told, at, TOP + wanted + BEYOND))
    bottom = places[-1].line_y(len(places[-1].lines))
    return Upright(
        height=max(bottom, at(last)) + GAP,
        start=TOP,
        end=at(last),
        done_y=at(max(first, min(today, last))),
        places=places,
        months=tuple(_months(first, last, at)),
        today=today if is_inside else None,
    )


_Told = tuple[date, Stop | None, tuple[str, ...], str]
"""A day, what happens on it, and the lines of its words, one for the date among them."""


def _told(ordered: Sequence[Stop], today: date | None) -> list[_Told]:
    found: list[_Told] = [(stop.on, stop, (*_lines(stop.title), ""), _strand(stop)) for stop in ordered]
    if today is not None:
        found.append((today, None, ("",), ""))
    return sorted(found, key=lambda told: told[0])


def _placed(told: Sequence[_Told], at: Callable[[date], float], foot: float) -> Iterator[Place]:
    for (on, stop, lines, strand), words_y in zip(told, _heights(told, at, foot), strict=True):
        from_y = at(stop.first_on) if stop and stop.first_on and stop.is_later else None
        yield Place(stop, at(on), lines[:-1], round(words_y, 1), strand, from_y)


def _heights(told: Sequence[_Told], at: Callable[[date], float], foot: float) -> list[float]:
    """Where the words begin, above the foot: as near to their days as those around them let them."""
    found, free = [], 0.0
    for on, _stop, lines, _strand in told:
        found.append(max(at(on), free))
        free = found[-1] + _room(lines)
    for number in reversed(range(len(told))):
        found[number] = foot = min(found[number], foot - _room(told[number][2]))
    return found


def _room(lines: Sequence[str]) -> int:
    return len(lines) * LINE + GAP


def _lines(title: str) -> tuple[str, ...]:
    return tuple(wrap(title, LONGEST_LINE, max_lines=2, placeholder="…")) or ("",)


def _strand(stop: Stop) -> str:
    return shorten(stop.strand, LONGEST_LINE - len("00 sept, "), placeholder="…")


def _months(first: date, last: date, at: Callable[[date], float]) -> Iterator[Month]:
    """Those whose names find room."""
    before = -float(LEAST)
    for month in months(first, last, at):
        if month.at - before >= LEAST:
            yield month
            before = month.at
