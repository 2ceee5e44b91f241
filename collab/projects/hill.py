"""The hill, up figuring out and down doing: where dots and names stand. Values in, values out."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import cos, pi
from textwrap import shorten

from msgspec import Struct

from collab.text import _

TOP, END = 50, 100
"""How far along the hill its top and its end are."""
STILL = 21
"""After so many days without a move a strand that is not at its end is said to stand still."""
LETTER = 8.2
"""Pixels that a letter of a name takes on average, broad ones counted in."""
LONGEST_NAME = 23
"""Letters of a name that find room beside the foot of the hill."""
LINE = 22
"""Pixels from one name to the next above it."""


class Shape(Struct, frozen=True):
    """How large the hill is drawn, in pixels of its view box."""

    width: int
    height: int
    left: int
    right: int
    foot: int
    peak: int
    radius: int
    has_names: bool

    def x(self, reached: float) -> float:
        """From the left."""
        return round(self.left + (self.right - self.left) * reached / END, 1)

    def y(self, reached: float) -> float:
        """From above, on the line of the hill."""
        return round(self.foot - (self.foot - self.peak) * (1 - cos(2 * pi * reached / END)) / 2, 1)


WIDE = Shape(1040, 320, 215, 825, 275, 65, 15, has_names=True)
NARROW = Shape(360, 200, 26, 334, 165, 45, 13, has_names=False)


class Spot(Struct, frozen=True):
    """A strand to be drawn."""

    key: str
    name: str
    reached: int
    number: int
    """By which the list below the picture calls it."""
    version: int = 0

    @property
    def words(self) -> str:
        """Where it is."""
        return words(self.reached)


class Dot(Struct, frozen=True):
    """A strand on the hill with the place of its name."""

    spot: Spot
    x: float
    y: float
    name: str
    """Shortened where there is too little room."""
    name_x: float
    name_y: float
    anchor: str
    """text-anchor: start or end."""


class Hill(Struct, frozen=True):
    """The whole picture."""

    shape: Shape
    line: str
    """The hill as the path of an SVG."""
    dots: tuple[Dot, ...]


Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def draw(spots: Sequence[Spot], shape: Shape) -> Hill:
    """The picture of these strands. Dots that would cover each other stand above one another."""
    steps = [f"{shape.x(at)} {shape.y(at)}" for at in range(0, END + 1, 2)]
    return Hill(shape, "M" + "L".join(steps), tuple(_dots(spots, shape)))


def _dots(spots: Sequence[Spot], shape: Shape) -> Iterator[Dot]:
    places = [(spot, *_place(spot, spots, shape)) for spot in spots]
    size = shape.radius + 2
    taken: list[Box] = [(x - size, y - size, x + size, y + size) for _spot, x, y in places]
    for spot, x, y in places:
        name = _short(spot.name)
        name_x, anchor = _beside(spot, x, shape)
        name_y, wide = y + 5, len(name) * LETTER
        left = name_x - wide if anchor == "end" else name_x
        while any(_meet(box, (left, name_y - 15, left + wide, name_y + 4)) for box in taken):
            name_y -= LINE / 2
        taken.append((left, name_y - 15, left + wide, name_y + 4))
        yield Dot(spot, x, y, name, name_x, round(name_y, 1), anchor)


def _short(name: str) -> str:
    """Cut after a word; a single word that is too long, where it ends."""
    by_words = shorten(name, LONGEST_NAME, placeholder="…")
    return by_words if by_words != "…" else f"{name[: LONGEST_NAME - 1]}…"


def _place(spot: Spot, spots: Iterable[Spot], shape: Shape) -> tuple[float, float]:
    """On the line, or above those that stand in the same place and come before it."""
    near = 2 * shape.radius * END / (shape.right - shape.left)
    mine = (spot.reached, spot.number)
    below = sum(
        abs(other.reached - spot.reached) < near and (other.reached, other.number) < mine for other in spots
    )
    return shape.x(spot.reached), round(shape.y(spot.reached) - below * (2 * shape.radius + 4), 1)


def _beside(spot: Spot, x: float, shape: Shape) -> tuple[float, str]:
    """Where there is air beside the hill: on its outer side."""
    gap = shape.radius + 8
    return (round(x - gap, 1), "end") if spot.reached <= TOP else (round(x + gap, 1), "start")


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def spark(reached: Sequence[int], width: int = 120, height: int = 32) -> str:
    """The moves of a strand as points of a small line, the first at the left; `reached` is not empty."""
    steps = reached if len(reached) > 1 else [*reached, *reached]
    across, up = (width - 6) / (len(steps) - 1), (height - 6) / END
    return " ".join(f"{3 + i * across:.1f},{height - 3 - at * up:.1f}" for i, at in enumerate(steps))


def days_still(reached: int, since: date, today: date) -> int:
    """For how many days a strand has stood still, once they are many and it is not at its end; else 0."""
    days = (today - since).days
    return days if reached < END and days >= STILL else 0


def words(reached: int) -> str:
    """Where that is, in words."""
    if reached == 0:
        return _("not begun")
    if reached < TOP:
        return _("on the way up, %(num)s of 100", num=reached)
    if reached == TOP:
        return _("at the top, 50 of 100")
    if reached < END:
        return _("on the way down, %(num)s of 100", num=reached)
    return _("done, 100 of 100")
