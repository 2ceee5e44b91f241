"""Workshops: a dial of wood on a carpenter's bench."""

from collab.landscapes.brush import Brush
from collab.landscapes.indoors import counter, sunbeam, wall, window
from collab.landscapes.shapes import MIDDLE, Box, Shapes, disc, line, placed, polygon, rect, stroke, trail

_HOURS = (
    (0, -1),
    (0.5, -0.87),
    (0.87, -0.5),
    (1, 0),
    (0.87, 0.5),
    (0.5, 0.87),
    (0, 1),
    (-0.5, 0.87),
    (-0.87, 0.5),
    (-1, 0),
    (-0.87, -0.5),
    (-0.5, -0.87),
)


def workbench(brush: Brush) -> Shapes:
    """A round wooden dial with two hands on a carpenter's bench, planes and shavings around it."""
    dice, hues = brush.dice, brush.hues
    side, top = dice.side(), dice.between(540, 570)
    x, size = MIDDLE + side * dice.between(30, 100), dice.between(0.92, 1.08)
    box: Box = (MIDDLE - side * 370 - 130, 90, 260, 230)
    return [
        *wall(brush, top),
        *window(brush, box, dice.pick(((2, 2), (2, 3), (3, 2)))),
        sunbeam(brush, box, side * 240),
        placed(_rack(brush), (MIDDLE + side * 330, 128)),
        placed(_dial(brush), (x, top - 176 * size + 8), size),
        *counter(top, hues.plank, hues.wood.shade),
        *(rect((leg, top + 152, 60, 100), hues.wood.lit) for leg in (120, 1010)),
        placed(_plane(brush), (x - side * 330, top + 66), 1.15, dice.happens(0.5)),
        placed(_plane(brush), (x + side * 300, top + 92), 0.95, dice.happens(0.5)),
        *_shavings(brush, top),
    ]


def _dial(brush: Brush) -> Shapes:
    """A clock face of wood, leaning against the wall: twelve marks and two dark hands."""
    dice, hues, dark = brush.dice, brush.hues, brush.tone.dark
    grain = "".join(trail("M", -140, k * 54, "q", 140, dice.around(0, 26), 280, 0) for k in (-1, 0, 1))
    marks = "".join(trail("M", a * 128, b * 128, "L", a * 146, b * 146) for a, b in _HOURS)
    hour, minute = dice.several(_HOURS, 2)
    return [
        disc(14, 8, 176, hues.wood.shade),
        disc(0, 0, 176, hues.plank.shade),
        disc(0, 0, 162, hues.plank.lit),
        stroke(grain, hues.plank.shade, 3),
        stroke(marks, hues.wood.shade, 6),
        line(dark, 15, (0, 0), (hour[0] * 74, hour[1] * 74)),
        line(dark, 9, (0, 0), (minute[0] * 116, minute[1] * 116)),
        disc(0, 0, 13, dark),
    ]


def _rack(brush: Brush) -> Shapes:
    """Four tools on a rack, around the middle of its board."""
    out = [rect((-190, 0, 380, 18), brush.hues.wood.lit, 3)]
    for k, tool in enumerate(brush.dice.several(_tools(brush), 4)):
        out += [placed(tool, (k * 92 - 138, 38)), rect((k * 92 - 143, 12, 10, 14), brush.tone.dark, 3)]
    return out


def _tools(brush: Brush) -> list[Shapes]:
    """Saw, hammer, two chisels and a square, each hanging from its origin."""
    hues = brush.hues
    steel = hues.stone
    return [
        [
            polygon(steel.lit, (-12, 0), (26, 0), (14, 150), (2, 150)),
            rect((-18, -40, 46, 46), hues.wood.lit, 12),
            rect((-4, -26, 18, 18), hues.wood.shade, 8),
        ],
        [rect((-7, 0, 14, 140), hues.plank.lit, 4), rect((-36, -22, 72, 30), hues.coal.lit, 5)],
        [
            rect((-9, -20, 18, 56), hues.gold.lit, 6),
            polygon(steel.lit, (-6, 36), (6, 36), (9, 120), (-9, 120)),
        ],
        [
            rect((-8, -20, 16, 50), hues.brick.lit, 6),
            polygon(steel.lit, (-4, 30), (4, 30), (6, 110), (-6, 110)),
        ],
        [line(hues.wood.lit, 14, (-24, 0), (-24, 110)), line(steel.shade, 8, (-24, 108), (36, 108))],
    ]


def _plane(brush: Brush) -> Shapes:
    hues = brush.hues
    return [
        rect((-110, -50, 220, 50), hues.wood.lit, 6),
        rect((-110, -12, 220, 12), hues.wood.shade, 4),
        stroke("M62 -48q-6 -46 34 -46", hues.wood.shade, 18),
        disc(-78, -66, 20, hues.wood.shade),
        polygon(hues.stone.lit, (-16, -50), (14, -112), (30, -104), (10, -50)),
        polygon(hues.gold.lit, (-34, -50), (-4, -50), (6, -78)),
    ]


def _shavings(brush: Brush, top: float) -> Shapes:
    dice, hues = brush.dice, brush.hues
    fills = (hues.sand.lit, hues.lime.lit, hues.wood.lit)
    curl = "M-40 10Q-14 16 4 6a13 13 0 1 0 -20 -14a7 7 0 0 0 12 6"
    spots = sorted((dice.between(top + 30, top + 108), dice.between(80, 1120)) for _ in range(15))
    return [
        placed([stroke(curl, dice.pick(fills), 7)], (x, y), dice.between(0.7, 1.3), dice.happens(0.5))
        for y, x in spots
    ]
