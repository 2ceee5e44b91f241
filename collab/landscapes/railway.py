"""The railway: railcar, embankment, masts, and a track seen along its length."""

from collab.landscapes.brush import Brush
from collab.landscapes.shapes import (
    MIDDLE,
    WIDTH,
    Point,
    Shapes,
    curve,
    disc,
    line,
    placed,
    polygon,
    rect,
    stroke,
)


def railcars(brush: Brush, at: Point, count: int) -> Shapes:
    """A short red train seen from the side; the point is its left end, half way up."""
    return [placed(_car(brush), (at[0] + i * 106, at[1])) for i in range(count)]


def _car(brush: Brush) -> Shapes:
    tone, brick = brush.tone, brush.hues.brick.lit
    windows = [rect((11 + k * 22, -15, 15, 13), tone.wall, 2) for k in range(4)]
    wheels = [disc(x, 19, 6, tone.dark) for x in (20, 82)]
    return [rect((0, -24, 102, 42), brick, 7), rect((0, 5, 102, 6), tone.wall), *windows, *wheels]


def embankment(brush: Brush, y: float) -> Shapes:
    """A line across the whole picture: bank, masts and wire."""
    tone, start = brush.tone, brush.dice.between(20, 90)
    out = [rect((0, y + 22, WIDTH, 15), tone.dark), rect((0, y + 37, WIDTH, 7), tone.near)]
    for x in (start + i * 205 for i in range(6)):
        out += [rect((x, y - 62, 5, 88), tone.dark), rect((x - 13, y - 62, 31, 5), tone.dark)]
    return [*out, stroke(curve([(-40, y - 54), (MIDDLE, y - 51), (WIDTH + 40, y - 54)]), tone.dark, 2)]


def track(brush: Brush, vanish: Point, foot: float) -> Shapes:
    """A single track from its vanishing point to the lower edge, where its middle is at foot."""
    tone, hues, (vx, vy) = brush.tone, brush.hues, vanish
    out = [polygon(hues.sand.shade, (vx - 5, vy), (vx + 5, vy), (foot + 260, 812), (foot - 260, 812))]
    for i in range(2, 24):
        near = (i / 23) ** 2.2
        x, half = vx + (foot - vx) * near, 4 + 170 * near
        out.append(rect((x - half, vy + (812 - vy) * near, half * 2, 2 + 20 * near), hues.wood.shade, 2))
    for side in (-1, 1):
        rail = foot + side * 105
        head, top = [(rail + 11, 812), (rail - 11, 812)], vx + side * 2
        out += [
            polygon(tone.dark, (top - 1, vy), (top + 1, vy), *head),
            line(hues.lime.lit, 2, (top, vy), (rail - 5, 812)),
        ]
    return out


def masts(brush: Brush, vanish: Point, foot: float) -> Shapes:
    """Masts and wire along a track whose line of masts meets the lower edge at foot."""
    tone, (vx, vy) = brush.tone, vanish
    inward, tops, out = (1 if foot < vx else -1), [], []
    for near in (0.03, 0.06, 0.11, 0.2, 0.36, 0.66):
        x, y = vx + (foot - vx) * near, vy + (812 - vy) * near
        height, width, arm = 24 + 620 * near, 2 + 13 * near, inward * 150 * near
        out += [
            rect((x - width / 2, y - height, width, height), tone.dark),
            rect((min(x, x + arm), y - height, abs(arm), max(2, width * 0.5)), tone.dark),
        ]
        tops.append((x + arm, y - height + 5))
    return [*out, line(tone.dark, 2, (vx, vy - 20), *tops)]
