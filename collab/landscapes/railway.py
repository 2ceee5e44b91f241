"""The railway: railcar, masts, and a track seen along its length."""

from collab.landscapes.brush import Brush
from collab.landscapes.shapes import (
    WIDTH,
    Point,
    Shapes,
    curve,
    disc,
    line,
    polygon,
    rect,
    stroke,
)


def railcar(brush: Brush, left: float, y: float, cars: int) -> Shapes:
    """A short red train seen from the side; y is the middle of the cars."""
    tone, hues, out = brush.tone, brush.hues, []
    for i in range(cars):
        x = left + i * 106
        out += [rect((x, y - 24, 102, 42), hues.brick.lit, 7), rect((x, y + 5, 102, 6), tone.wall)]
        out += [rect((x + 11 + k * 22, y - 15, 15, 13), tone.wall, 2) for k in range(4)]
        out += [disc(x + 20, y + 19, 6, tone.dark), disc(x + 82, y + 19, 6, tone.dark)]
    return out


def embankment(brush: Brush, y: float) -> Shapes:
    """A line across the whole picture: bank, masts and wire."""
    tone, start = brush.tone, brush.dice.between(20, 90)
    out = [rect((0, y + 22, WIDTH, 15), tone.dark), rect((0, y + 37, WIDTH, 7), tone.near)]
    for i in range(6):
        x = start + i * 205
        out += [rect((x, y - 62, 5, 88), tone.dark), rect((x - 13, y - 62, 31, 5), tone.dark)]
    wire = curve([(-40, y - 54), (WIDTH / 2, y - 51), (WIDTH + 40, y - 54)])
    return [*out, stroke(wire, tone.dark, 2)]


def track(brush: Brush, vanish: Point, foot: float) -> Shapes:
    """A single track from its vanishing point to the lower edge, where its middle is at foot."""
    hues, (vx, vy) = brush.hues, vanish
    depth = 812 - vy
    out = [polygon(hues.sand.shade, (vx - 5, vy), (vx + 5, vy), (foot + 260, 812), (foot - 260, 812))]
    for i in range(1, 26):
        near = (i / 25) ** 2.2
        middle, half = vx + (foot - vx) * near, 4 + 170 * near
        out.append(rect((middle - half, vy + depth * near, half * 2, 2 + 20 * near), hues.wood.shade, 2))
    for side in (-1, 1):
        rail = foot + side * 105
        out.append(
            polygon(
                brush.tone.dark,
                (vx + side * 2 - 1, vy),
                (vx + side * 2 + 1, vy),
                (rail + 11, 812),
                (rail - 11, 812),
            )
        )
        out.append(line(hues.lime.lit, 2, (vx + side * 2, vy), (rail - 5, 812)))
    return out


def masts(brush: Brush, vanish: Point, foot: float) -> Shapes:
    """Wire masts along a track, on one side, growing towards us."""
    tone, (vx, vy), out = brush.tone, vanish, []
    side = opposite_of(foot)
    tops = []
    for near in (0.03, 0.06, 0.11, 0.2, 0.36, 0.66):
        x, y = vx + (foot + side * 420 - vx) * near, vy + (812 - vy) * near
        height, width = 24 + 620 * near, 2 + 13 * near
        out += [
            rect((x - width / 2, y - height, width, height), tone.dark),
            rect((min(x, x - side * 150 * near), y - height, 150 * near, max(2, width * 0.5)), tone.dark),
        ]
        tops.append((x - side * 150 * near, y - height + 5))
    return [*out, line(tone.dark, 2, (vx, vy - 20), *tops)]


def opposite_of(foot: float) -> int:
    """The side of the track that has more room."""
    return 1 if foot < WIDTH / 2 else -1
