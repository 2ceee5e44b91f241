"""What lies under every open sky: the sky itself, sun, clouds, hills, furrows, water and birds."""

from collab.landscapes.brush import Brush
from collab.landscapes.shapes import (
    HEIGHT,
    MIDDLE,
    WIDTH,
    Box,
    Shapes,
    disc,
    land,
    placed,
    polygon,
    rect,
    shape,
    stroke,
    trail,
)


def hill(brush: Brush, y: float, rise: float, fill: str) -> str:
    """Land whose upper edge swings around a height, from side to side of the picture."""
    turns = max(3, round(60 / max(rise, 12)) + 2)
    step = WIDTH / turns
    return land([(step * i, brush.dice.around(y, rise)) for i in range(-1, turns + 2)], fill)


def ground(top: float, fill: str) -> str:
    """Level ground from a height down to the lower edge."""
    return rect((0, top, WIDTH, HEIGHT - top), fill)


def sky(brush: Brush, horizon: float) -> Shapes:
    """Four bands from the top down to the horizon."""
    step = horizon / 4
    first, *others = brush.tone.sky
    bands = [hill(brush, step * i + step * 0.15, step * 0.16, hue) for i, hue in enumerate(others, 1)]
    return [ground(0, first), *bands]


def sun(brush: Brush, height: float) -> tuple[float, str]:
    """A sun or moon left or right of the middle; where it stands, and its shape."""
    dice = brush.dice
    x = dice.pick((dice.between(230, 420), dice.between(760, 960)))
    return x, disc(x, height, dice.between(74, 108), brush.tone.sun)


def opposite(x: float) -> int:
    """The side of the picture (-1 or 1) away from x."""
    return 1 if x < MIDDLE else -1


def clouds(brush: Brush, height: float, fill: str) -> Shapes:
    """A few long, flat clouds at about that height."""
    return [cloud(brush, brush.dice.between(60, 1140), height, fill) for _ in range(3)]


def cloud(brush: Brush, x: float, height: float, fill: str) -> str:
    """One flat cloud of two or three rounded bars."""
    dice = brush.dice
    y, width = dice.around(height, 46), dice.between(130, 230)
    bars: list[Box] = [(x - width / 2, y, width, 26), (x - width * 0.28, y - 20, width * 0.62, 30)]
    if dice.happens(0.6):
        bars.append((x + width * 0.1, y + 14, width * 0.6, 20))
    return "".join(rect(bar, fill, 15) for bar in bars)


def overcast(brush: Brush, depth: float, fill: str) -> str:
    """A low, heavy cover of cloud hanging from the upper edge."""
    dice, x, path = brush.dice, -60.0, trail("M", -60, -10, "V", depth)
    while x < WIDTH + 20:
        width = dice.between(140, 330)
        path += trail("q", width / 2, width * dice.between(0.24, 0.34), width, dice.around(0, 20))
        x += width
    return shape(f"{path}V-10Z", fill)


def birds(brush: Brush, x: float, y: float) -> str:
    """Three birds."""
    dice = brush.dice
    wings = "".join(
        trail("M", x + i * 40 + dice.around(0, 9), y + dice.around(0, 24), "q9 -12 18 0q9 -12 18 0")
        for i in range(3)
    )
    return stroke(wings, brush.tone.mark, 4)


def furrows(vanish: float, horizon: float, hues: tuple[str, ...]) -> Shapes:
    """Rows that run from a point on the horizon towards us."""
    foot, rows = HEIGHT + 4, 13
    return [
        polygon(
            hues[i % len(hues)],
            (vanish + i * 15, horizon),
            (vanish + i * 15 + 6, horizon),
            (vanish + i * 230 + 140, foot),
            (vanish + i * 230 + 40, foot),
        )
        for i in range(-rows, rows)
    ]


def water(brush: Brush, horizon: float) -> Shapes:
    """Open water in four bands that darken towards us."""
    nearest, *others = brush.tone.sea
    bands = [
        hill(brush, horizon + 34 * i * (1 + i * 0.42), 5 + 4 * i, hue) for i, hue in enumerate(others, 1)
    ]
    return [ground(horizon, nearest), *bands]


def glitter(brush: Brush, x: float, horizon: float, rows: int = 13) -> Shapes:
    """The sun's road over the water, broken into bars."""
    dice, bars = brush.dice, []
    for i in range(rows):
        width, y = dice.between(40, 150) * (1 - i * 0.03), horizon + 10 + i * i * 1.7 + i * 6
        bar = (x - width / 2 + dice.around(0, 46), y, width, 4 + i * 0.45)
        bars.append(rect(bar, brush.tone.sun, 4))
    return bars


def ripples(brush: Brush, top: float, rows: int, hues: tuple[str, ...]) -> Shapes:
    """Quiet bars of light and shade on still water, wider towards us."""
    dice, bars = brush.dice, []
    for i in range(rows * 2):
        near = i / 2 / rows
        width = dice.between(90, 240) * (0.7 + near)
        bar = (dice.between(-60, WIDTH), top + near * (HEIGHT - top), width, 4 + near * 3)
        bars.append(rect(bar, dice.pick(hues), 4))
    return bars


def footpath(brush: Brush, x: float, horizon: float, fill: str) -> str:
    """A winding path from x on the horizon down to the lower edge."""
    depth = HEIGHT - horizon
    left = trail("M", -9, 0, "C", 60, depth * 0.16, -150, depth * 0.4, -210, depth)
    right = trail("H", 90, "C", 10, depth * 0.55, 90, depth * 0.18, 9, 0, "Z")
    return placed([shape(left + right, fill)], (x, horizon), 1, brush.dice.happens(0.5))
