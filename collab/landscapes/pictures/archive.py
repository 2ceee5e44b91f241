"""Archives: an aisle between shelves of boxes, and a cabinet of stones."""

from itertools import pairwise

from collab.landscapes.brush import Brush
from collab.landscapes.indoors import pendant, window
from collab.landscapes.palette import Paint
from collab.landscapes.shapes import (
    HEIGHT,
    MIDDLE,
    WIDTH,
    Point,
    Shapes,
    disc,
    line,
    placed,
    polygon,
    rect,
    shape,
    trail,
    veiled,
)

_BAYS = (0.24, 0.31, 0.41, 0.55, 0.76, 1.04, 1.4)


def shelves(brush: Brush) -> Shapes:
    """An aisle between shelves of boxes and binders, a window at its end."""
    dice, hues = brush.dice, brush.hues
    x, y = MIDDLE + dice.around(0, 80), dice.between(340, 390)
    floor = dice.pick((hues.stone, hues.wood, hues.sand)).lit
    light = [(x - 60, y + 96), (x + 60, y + 96), (x + 170, HEIGHT), (x - 170, HEIGHT)]
    return [
        rect((0, 0, WIDTH, HEIGHT), dice.pick((hues.lime.shade, hues.sand.shade, brush.tone.far))),
        *window(brush, (x - 78, y - 120, 156, 150)),
        polygon(floor, (x - 150, y + 76), (x + 150, y + 76), (WIDTH + 200, HEIGHT + 60), (-200, HEIGHT + 60)),
        veiled([polygon(brush.tone.sun, *light)], 0.3),
        *_rack(brush, _Aisle((x, y), -1)),
        *_rack(brush, _Aisle((x, y), 1)),
        pendant(brush, (x, y - 170), 0.35),
        pendant(brush, (x, 150), 0.8),
        placed(_trolley(brush), (x + dice.side() * dice.between(70, 130), 700), 1.2),
    ]


class _Aisle:
    """One wall of shelving: depth and height to a point in the picture."""

    def __init__(self, vanish: Point, side: int) -> None:
        self._vanish, self._side = vanish, side

    def at(self, depth: float, height: float) -> Point:
        """Where a height (0 floor, 1.5 top) is seen at a depth (0.24 far away, 1.4 near)."""
        return self._vanish[0] + self._side * 560 * depth, self._vanish[1] + 500 * depth * (0.62 - height)

    def front(self, far: float, near: float, low: float, high: float) -> tuple[Point, ...]:
        """The four corners of a piece of the front."""
        return self.at(far, low), self.at(far, high), self.at(near, high), self.at(near, low)


def _rack(brush: Brush, aisle: _Aisle) -> Shapes:
    """Shelving seen along the aisle: back, boxes, boards and uprights."""
    hues, out = brush.hues, []
    steel = brush.dice.pick((hues.coal, hues.green, hues.stone))
    out.append(polygon(steel.shade, *aisle.front(_BAYS[0], _BAYS[-1], 0, 1.5)))
    for low in (0.06 + level * 0.29 for level in range(5)):
        for far, near in pairwise(_BAYS):
            out += _bay(brush, aisle, (far, near), low)
        out.append(polygon(steel.lit, *aisle.front(_BAYS[0], _BAYS[-1], low, low - 0.035)))
    return [*out, *(polygon(steel.lit, *aisle.front(depth, depth * 1.035, 0, 1.5)) for depth in _BAYS)]


def _bay(brush: Brush, aisle: _Aisle, depths: tuple[float, float], low: float) -> Shapes:
    """Boxes or binders in one bay; near enough, they have labels."""
    dice, hues, (far, near), out = brush.dice, brush.hues, depths, []
    paints = (hues.plank, hues.sand, hues.plank, hues.blue, hues.brick, hues.lime, hues.green)
    count = dice.pick((1, 2, 2, 3) if near > 0.6 else (1, 1, 2))
    step = (near - far) / count
    for start in (far + step * i for i in range(count)):
        paint, tall = dice.pick(paints), 0.2 * dice.between(0.7, 1)
        if dice.happens(0.12):
            continue
        out.append(
            polygon(paint.lit, *aisle.front(start + step * 0.06, start + step * 0.94, low, low + tall))
        )
        if near > 0.6:
            label = aisle.front(start + step * 0.3, start + step * 0.7, low + tall * 0.4, low + tall * 0.66)
            out.append(polygon(_label(brush, paint), *label))
    return out


def _label(brush: Brush, paint: Paint) -> str:
    lime = brush.hues.lime
    return lime.shade if paint is lime else lime.lit


def _trolley(brush: Brush) -> Shapes:
    """A trolley with books above and papers below."""
    dice, hues, dark = brush.dice, brush.hues, brush.tone.dark
    books, x = [], -78.0
    while x < 54:
        width = dice.between(14, 28)
        books.append(rect((x, -120 - dice.between(34, 54), width, 60), dice.pick(hues.coats).lit, 2))
        x += width + 1
    papers = [
        rect((left, y, 100, 10), fill)
        for left, y, fill in ((-70, -60, hues.lime.lit), (-64, -70, hues.sand.lit))
    ]
    return [
        *books,
        *papers,
        *(rect((-96, y, 192, 14), hues.brick.lit, 3) for y in (-120, -50)),
        *(rect((left, -176, 10, 150), hues.coal.lit, 3) for left in (-98, 88)),
        *(disc(wheel, -12, 14, dark) for wheel in (-84, 84)),
    ]


def drawers(brush: Brush) -> Shapes:
    """A steel cabinet with some drawers drawn out; dark stones lie sorted in them."""
    dice, hues = brush.dice, brush.hues
    steel = dice.pick((hues.green, hues.blue, hues.coal, hues.brick))
    x, side, floor = MIDDLE + dice.around(0, 30), dice.side(), 720
    pulled = dice.several(range(6), 3)
    rows = [_open_drawer(brush) if row in pulled else _closed_drawer(brush) for row in range(6)]
    return [
        rect((0, 0, WIDTH, HEIGHT), dice.pick((hues.lime.shade, hues.sand.lit, brush.tone.far))),
        rect((0, floor - 20, WIDTH, 120), hues.wood.lit),
        rect((0, floor - 30, WIDTH, 14), hues.lime.lit),
        *window(brush, (x + side * 452 - 80, 120, 160, 250)),
        rect((x - 330, 60, 660, floor - 50), steel.shade, 6),
        rect((x - 330, 60, 660, 30), steel.lit, 6),
        *(placed(row, (x, 110 + k * 96)) for k, row in enumerate(rows)),
        *(rect((x + foot, floor + 8, 40, 26), brush.tone.dark) for foot in (-310, 270)),
        placed(_samples(brush), (x - side * 470, floor + 6), 1.15),
    ]


def _closed_drawer(brush: Brush) -> Shapes:
    stone, label = brush.hues.stone, brush.hues.lime.lit
    return [
        rect((-310, 0, 620, 86), stone.lit, 4),
        rect((-60, 34, 120, 14), stone.shade, 6),
        rect((-290, 24, 90, 34), label, 2),
    ]


def _open_drawer(brush: Brush) -> Shapes:
    """A drawer seen a little from above: eight compartments with a stone in each."""
    hues = brush.hues
    return [
        polygon(hues.coal.shade, (-310, 0), (310, 0), (344, 54), (-344, 54)),
        polygon(hues.sand.lit, (-298, 8), (298, 8), (328, 54), (-328, 54)),
        *(piece for k in range(8) for piece in _stone(brush, k * 78 - 272)),
        *(line(hues.sand.shade, 3, (k * 78 - 234, 12), (k * 79 - 236, 52)) for k in range(7)),
        rect((-350, 54, 700, 50), hues.stone.lit, 5),
        rect((-60, 70, 120, 14), hues.stone.shade, 6),
        rect((-320, 64, 90, 28), hues.lime.lit, 2),
    ]


def _stone(brush: Brush, middle: float) -> Shapes:
    dice, hues = brush.dice, brush.hues
    x, size = middle + dice.around(0, 6), dice.between(18, 29)
    paint = dice.pick((hues.coal, hues.coal, hues.stone, hues.plum))
    peak, shoulder = (x + size * 0.2, 44 - size * 1.3), (x + size, 50 - size * 0.7)
    foot = (x + size * 0.9, 50)
    return [
        polygon(paint.lit, (x - size, 48), (x - size * 0.7, 48 - size), peak, shoulder, foot),
        polygon(paint.shade, peak, shoulder, foot, (x, 48)),
    ]


def _samples(brush: Brush) -> Shapes:
    """A wooden box of samples."""
    dice, hues, stones = brush.dice, brush.hues, []
    for x in (-80, -30, 20):
        rise, fall = dice.between(30, 52), dice.between(24, 40)
        fill = dice.pick((hues.coal.lit, hues.stone.shade, hues.coal.shade))
        stones.append(shape(trail("M", x, -76, "q", 6, -rise, 34, -fall, "t26 40Z"), fill))
    plank = hues.plank
    box = [rect((-104, -80, 208, 84), plank.lit, 3), rect((-104, -40, 208, 6), plank.shade)]
    return [*stones, *box, rect((-34, -66, 68, 18), plank.shade, 8)]
