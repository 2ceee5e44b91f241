"""Milestones as a picture: where each stop and its words stand along the line. Values in, values out."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from textwrap import shorten, wrap

from msgspec import Struct, field

WIDTH = 1040
LEFT, RIGHT = 14, 1026
LETTER = 7.4
"""Pixels that a letter of a title takes on average."""
LINE = 17
LANE = 3 * LINE + 6
"""Pixels of a lane: two lines of title, one of date."""
LONGEST_LINE = 22
NEAR = 26
"""Pixels between the track and the words nearest to it."""
BESIDE = 6
"""Pixels between today's line and words beside it."""
STEM = 5
"""Pixels that a stem keeps free on either side."""
TOP, FOOT = 34, 30
"""Pixels for the names of the months above and for today's date below."""

MONTHS_OF_A_YEAR = 12
MOST_NAMES = 10
"""As many months with their years find room side by side."""


class Mark(StrEnum):
    """How a stop is drawn."""

    DONE = "done"
    LATE = "late"
    NONE = "none"
    """Nobody owns it."""
    PLAN = "plan"
    UNDER_WAY = "under-way"
    GIVEN_UP = "given-up"
    GATE = "gate"
    """Something that the programme sets: an occasion, a review."""
    GOAL = "goal"


class Stop(Struct, frozen=True):
    """What happens on a day."""

    title: str
    on: date
    mark: Mark
    first_on: date | None = None
    """When it was to happen before it was moved for the first time."""
    strand: str = ""
    """The strand of work that it belongs to."""

    @property
    def is_later(self) -> bool:
        """Whether it was to happen before."""
        return self.first_on is not None and self.first_on < self.on


class Label(Struct, frozen=True):
    """A stop with its words: pixels in the picture's view box."""

    stop: Stop
    lines: tuple[str, ...]
    x: float
    words_x: float
    """Of the words: beside `x` where today's line would run through them."""
    anchor: str
    """text-anchor: start, middle or end."""
    side: int
    """-1 above the track, 1 below."""
    lane: int
    strand: str = ""
    """The first words of its strand of work."""
    from_x: float | None = None
    """Where it was to happen before it was moved for the first time."""

    def y(self, line: int, track: float) -> float:
        """The baseline of a line of the words; the date is the line after the last of the title."""
        rows = len(self.lines) + 1
        if self.side > 0:
            return track + NEAR + self.lane * LANE + (line + 0.7) * LINE
        return track - NEAR - self.lane * LANE - (rows - 1 - line) * LINE


class Month(Struct, frozen=True):
    """A month's first day, whose name stands beside the line."""

    at: float
    """Pixels along the line."""
    on: date
    names_year: bool
    """Whether its year is said too: the first month of each, where the line is longer than twelve."""


class Timeline(Struct, frozen=True):
    """The finished picture, ready to be written as SVG."""

    height: float
    track: float
    start: float
    end: float
    labels: tuple[Label, ...]
    months: tuple[Month, ...]
    today: date | None
    today_x: float
    done_x: float
    """How far the line is drawn as travelled."""


Span = tuple[float, float]


class _Room(Struct):
    """Which parts of which lanes are taken, in pixels along the line."""

    today: float | None = None
    """Where today's line runs; None where the picture has none."""
    taken: dict[tuple[int, int], list[Span]] = field(default_factory=lambda: defaultdict(list))

    def find(self, turn: int, span: Span, x: float) -> tuple[int, int]:
        """Take a place for words: above or below by turns, the near lanes first.

        A stem runs through the nearer lanes and keeps clear of words there; where it cannot on either
        side, it crosses them.
        """
        first = -1 if turn % 2 == 0 else 1
        spots = [(side, lane) for lane in range(len(self.taken) + 2) for side in (first, -first)]
        clear = (spot for spot in spots if self._is_free(spot, span) and self._lets_pass(spot, x))
        side, lane = next(clear, None) or next(spot for spot in spots if self._is_free(spot, span))
        self.taken[side, lane].append(span)
        for nearer in range(lane):
            self.taken[side, nearer].append((x - STEM, x + STEM))
        return side, lane

    def lanes(self, side: int) -> int:
        """How many lanes are used on a side."""
        return max((lane + 1 for (at, lane), spans in self.taken.items() if at == side and spans), default=0)

    def _is_free(self, spot: tuple[int, int], span: Span) -> bool:
        return all(span[1] < a or span[0] > b for a, b in self.taken[spot])

    def _lets_pass(self, spot: tuple[int, int], x: float) -> bool:
        side, lane = spot
        return all(self._is_free((side, nearer), (x - STEM, x + STEM)) for nearer in range(lane))


def first_month(stops: Iterable[Stop]) -> date:
    """The first day of the month in which the earliest of these days lies, former days among them."""
    return min(min(stop.on, stop.first_on or stop.on) for stop in stops).replace(day=1)


def draw(stops: Sequence[Stop], today: date) -> Timeline | None:
    """The picture of these stops; None when there are none."""
    if not stops:
        return None
    ordered = sorted(stops, key=lambda s: s.on)
    first, last = first_month(ordered), ordered[-1].on
    days = max((last - first).days, 28)

    def at(day: date) -> float:
        return round(LEFT + (RIGHT - LEFT) * (day - first).days / days, 1)

    is_inside = first <= today <= last + timedelta(days=31)
    now = min(at(today), WIDTH) if is_inside else 0.0
    room = _Room(now if is_inside else None)
    labels = tuple(_placed(stop, at, room, turn) for turn, stop in enumerate(ordered))
    track = TOP + NEAR + max(room.lanes(-1), 1) * LANE
    return Timeline(
        height=track + NEAR + max(room.lanes(1), 1) * LANE + FOOT,
        track=track,
        start=LEFT,
        end=at(last),
        labels=labels,
        months=tuple(months(first, last, at)),
        today=today if is_inside else None,
        today_x=now,
        done_x=min(max(now, LEFT), at(last)) if is_inside else (at(last) if today > last else LEFT),
    )


def _placed(stop: Stop, at: Callable[[date], float], room: _Room, turn: int) -> Label:
    lines, x = _lines(stop.title), at(stop.on)
    strand = shorten(stop.strand, LONGEST_LINE, placeholder="…")
    width = max(len(line) for line in (*lines, f"00 sept, {strand}" if strand else "00 sept")) * LETTER
    anchor, words_x, left = _anchored(x, width, room.today)
    span = (left - 6, left + width + 6)
    side, lane = room.find(turn, span, x)
    from_x = at(stop.first_on) if stop.first_on and stop.is_later else None
    return Label(stop, lines, x, words_x, anchor, side, lane, strand, from_x)


def _anchored(x: float, width: float, today: float | None) -> tuple[str, float, float]:
    """Where words are anchored, at which x, and where they begin.

    They stay within the picture, and beside today's line if they can be.
    """
    places = [("middle", x, x - width / 2), ("end", x, x - width), ("start", x, x)]
    if today is not None and x > today + BESIDE:
        places.insert(1, ("start", today + BESIDE, today + BESIDE))
    elif today is not None and x < today - BESIDE:
        places.insert(1, ("end", today - BESIDE, today - BESIDE - width))
    inside = [place for place in places if 0 <= place[2] <= x <= place[2] + width <= WIDTH]
    clear = (place for place in inside if today is None or not place[2] < today < place[2] + width)
    return next(clear, inside[0])


@lru_cache(maxsize=4096)
def _lines(title: str) -> tuple[str, ...]:
    return tuple(wrap(title, LONGEST_LINE, max_lines=2, placeholder="…")) or ("",)


def months(first: date, last: date, at: Callable[[date], float]) -> Iterator[Month]:
    """The first of each month, or of every second or third one where they stand close."""
    count_of = (last.year - first.year) * 12 + last.month - first.month + 1
    is_long = count_of > MONTHS_OF_A_YEAR
    step = 1 + (count_of - 1) // MOST_NAMES if is_long else 1
    year = 0
    for number in range(0, count_of, step):
        years, month = divmod(first.month - 1 + number, 12)
        day = date(first.year + years, month + 1, 1)
        yield Month(at(day), day, is_long and day.year != year)
        year = day.year
