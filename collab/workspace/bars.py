"""Bars by month as a picture: where each stands and what it is stacked of. Values in, values out."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from collab.workspace.voices import Kind, Voice

STEP = 28
"""Pixels from a month to the next."""
WIDE = 18
"""Pixels of a bar."""
HIGH = 72
"""Pixels of the tallest bar of all groups: they share one scale."""
TOP, FOOT = 18, 20
"""Pixels for the number above a bar and for the name of the month below."""
GROUND = TOP + HIGH
"""Where the bars stand."""
HEIGHT = GROUND + FOOT


class Part(Struct, frozen=True):
    """What was written of one kind, in the picture's pixels."""

    kind: Kind
    y: float
    height: float


class Bar(Struct, frozen=True):
    """A month: its left edge, how much was written, and the parts from the ground up."""

    month: date
    x: float
    total: int
    parts: tuple[Part, ...]

    @property
    def middle(self) -> float:
        """Where the number and the name of the month stand."""
        return self.x + WIDE / 2

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.parts[-1].y if self.parts else float(GROUND)


def bars(voice: Voice, months: Sequence[date], tallest: int) -> list[Bar]:
    """A bar for each month. `tallest`: the most that any group wrote in a month."""
    unit = HIGH / max(tallest, 1)
    return [
        Bar(month, (STEP - WIDE) / 2 + number * STEP, voice.of(month), _parts(voice, month, unit))
        for number, month in enumerate(months)
    ]


def _parts(voice: Voice, month: date, unit: float) -> tuple[Part, ...]:
    parts: list[Part] = []
    ground = float(GROUND)
    for kind in Kind:
        height = round(voice.of(month, kind) * unit, 2)
        if height:
            ground = round(ground - height, 2)
            parts.append(Part(kind, ground, height))
    return tuple(parts)
