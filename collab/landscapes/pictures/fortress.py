"""Fortified towns: a street that leads to the wall, and a frozen moat before it."""

from collab.landscapes.brush import Brush
from collab.landscapes.outdoors import birds, ground, hill, sky, sun
from collab.landscapes.palette import Paint
from collab.landscapes.plants import bare_tree
from collab.landscapes.shapes import (
    HEIGHT,
    MIDDLE,
    WIDTH,
    Point,
    Shapes,
    line,
    placed,
    polygon,
    rect,
    stroke,
    trail,
    veiled,
)


def street_to_wall(brush: Brush) -> Shapes:
    """A cobbled street that leads to a low, broad fortress wall."""
    horizon, x = 470, MIDDLE + brush.dice.around(0, 60)
    return [
        *sky(brush, horizon),
        sun(brush, horizon * 0.5)[1],
        placed(_bastion(brush, brush.dice.side() * 110), (x, horizon + 10)),
        ground(horizon + 8, brush.hues.sand.shade),
        *_cobbles(brush, (x, horizon + 8)),
        *_facades(brush, (x, horizon), -1),
        *_facades(brush, (x, horizon), 1),
        birds(brush, x - 60, 150),
    ]


def _bastion(brush: Brush, tower: float) -> Shapes:
    """The wall with its gate, a tower behind it and a flag, around the middle of its foot."""
    tone, hues = brush.tone, brush.hues
    keep = [
        rect((-74, -200, 148, 150), hues.brick.shade),
        polygon(tone.dark, (-88, -196), (0, -262), (88, -196)),
        rect((-2, -316, 4, 60), tone.mark),
        polygon(hues.gold.lit, (2, -316), (46, -304), (2, -290)),
        *(rect((k * 40 - 7, -164, 14, 20), hues.glass, 7) for k in (-1, 0, 1)),
    ]
    return [
        placed(keep, (tower, 0)),
        polygon(hues.brick.lit, (-480, 0), (-440, -104), (440, -104), (480, 0)),
        rect((-452, -116, 904, 16), hues.green.shade),
        rect((-446, -100, 892, 9), hues.sand.lit),
        *(rect((k * 84 - 12, -74, 24, 13), tone.dark, 2) for k in (-4, -3, -2, -1, 1, 2, 3, 4)),
        rect((-34, -76, 68, 90), hues.sand.lit, 34),
        rect((-25, -66, 50, 80), tone.dark, 25),
    ]


def _cobbles(brush: Brush, start: Point) -> Shapes:
    """Stones in rows that widen towards us; only some are drawn, the eye adds the rest."""
    dice, hues, out = brush.dice, brush.hues, []
    fills = (hues.sand.lit, hues.stone.lit, hues.stone.shade)
    for row in range(1, 13):
        near = (row / 12) ** 1.9
        y, size = start[1] + 326 * near, 7 + 58 * near
        for k in range(-7, 8):
            if dice.happens(0.5):
                x = start[0] + (k + dice.around(0, 0.2) + row % 2 / 2) * size * 1.25
                out.append(
                    rect((x - size / 2, y - size * 0.22, size, size * 0.34), dice.pick(fills), size * 0.15)
                )
    return out


def _facades(brush: Brush, vanish: Point, side: int) -> Shapes:
    """Three houses along one side of the street, seen along it."""
    dice, hues, out = brush.dice, brush.hues, []
    paints = dice.several((hues.brick, hues.sand, hues.lime, hues.rose, hues.gold, hues.blue), 3)
    for far, near, paint in zip((0.3, 0.5, 0.82), (0.5, 0.82, 1.5), paints, strict=True):
        out += _facade(brush, _Street(vanish, side), (far, near), paint)
    return out


class _Street:
    """The plane of the fronts on one side of a street: depth and height to a point in the picture."""

    def __init__(self, vanish: Point, side: int) -> None:
        self._vanish, self._side = vanish, side

    def at(self, depth: float, height: float) -> Point:
        """Where a height above the street is seen at a depth (0 far away, 1.5 at the edge)."""
        return self._vanish[0] + self._side * 560 * depth, self._vanish[1] + 20 + (200 - height) * depth

    def wall(self, depths: tuple[float, float], low: float, high: float) -> tuple[Point, ...]:
        """The four corners of a piece of wall."""
        far, near = depths
        return self.at(far, low), self.at(far, high), self.at(near, high), self.at(near, low)


def _facade(brush: Brush, on: _Street, depths: tuple[float, float], paint: Paint) -> Shapes:
    """One house: roof, wall, plinth and two windows."""
    hues, (far, near), eaves = brush.hues, depths, 520 + brush.dice.around(0, 60)
    roof = hues.coal.lit if paint is hues.brick else hues.brick.shade
    out = [
        polygon(roof, *on.wall(depths, eaves, eaves + 150)),
        polygon(paint.lit, *on.wall(depths, 0, eaves)),
        polygon(hues.stone.shade, *on.wall(depths, 0, 46)),
    ]
    for start in (0.14, 0.56):
        frame, pane = (
            (far + (near - far) * (start + k), far + (near - far) * (start + 0.26 - k)) for k in (0, 0.03)
        )
        out += [
            polygon(hues.lime.lit, *on.wall(frame, 190, 410)),
            polygon(hues.glass, *on.wall(pane, 206, 394)),
        ]
    return out


def moat(brush: Brush) -> Shapes:
    """A frozen moat before a low wall; a tower in the haze."""
    dice, tone = brush.dice, brush.tone
    shore, x, side = dice.between(470, 500), MIDDLE + dice.around(0, 90), dice.side()
    return [
        *sky(brush, shore),
        sun(brush, 160)[1],
        hill(brush, shore - 110, 14, tone.sky[1]),
        placed(_keep(brush), (x, shore - 60), 0.94),
        veiled([rect((0, shore - 190, WIDTH, 60), tone.sky[3], 30)], 0.5),
        *_curtain_wall(brush, (x + 236, shore)),
        ground(shore, tone.sea[1]),
        rect((0, shore + 14, WIDTH, 26), tone.sea[2]),
        *_ice(brush, shore),
        hill(brush, 740, 14, tone.wall),
        _reeds(brush),
        bare_tree(brush, (MIDDLE + side * 460, 780), 500, tone.dark),
        birds(brush, x - side * 200, 150),
    ]


def _keep(brush: Brush) -> Shapes:
    far, roof = brush.tone.far, brush.tone.mid
    return [
        rect((-80, -230, 160, 240), far),
        polygon(roof, (-96, -226), (-40, -300), (40, -300), (96, -226)),
        rect((-20, -340, 40, 44), far),
        polygon(roof, (-28, -336), (0, -384), (28, -336)),
        *(rect((x, y, 16, 26), roof, 8) for x in (-44, -8, 28) for y in (-190, -130)),
    ]


def _curtain_wall(brush: Brush, bastion: Point) -> Shapes:
    """The wall along the water with snow on it, and a bastion that stands out."""
    dice, stone, snow, (x, shore) = brush.dice, brush.hues.stone, brush.tone.wall, bastion
    fills = (stone.lit, stone.lit, brush.hues.brick.lit)
    blocks = [
        rect(
            (k * 140 + dice.around(0, 40), shore - 70 + row * 25, dice.between(40, 90), 18),
            dice.pick(fills),
            4,
        )
        for row in range(3)
        for k in range(9)
    ]
    front = polygon(stone.lit, (-150, 6), (-110, -118), (110, -118), (150, 6))
    shadow = polygon(stone.shade, (20, 6), (20, -118), (110, -118), (150, 6))
    return [
        rect((0, shore - 84, WIDTH, 90), stone.shade),
        *blocks,
        rect((0, shore - 96, WIDTH, 16), snow, 8),
        placed([front, shadow, rect((-118, -130, 236, 16), snow, 8)], (x, shore)),
    ]


def _ice(brush: Brush, shore: float) -> Shapes:
    """Sheets of ice, paler and larger towards us, and cracks between them."""
    dice, tone, out = brush.dice, brush.tone, []
    for i in range(14):
        x, y, size = dice.between(-60, WIDTH), shore + 30 + i * 17, 60 + i * 12
        tip = (x + size * dice.between(1.6, 2.2), y - 4)
        sheet = [(x, y), (x + size * 0.7, y - 12), tip, (x + size * 1.5, y + 14), (x + size * 0.4, y + 12)]
        out.append(polygon(dice.pick((tone.sky[3], tone.sky[2], tone.wall)), *sheet))
    cracks = [
        line(tone.sea[2], 2, (x, 580), (x + dice.around(0, 60), 620), (x + dice.around(0, 90), 700))
        for x in (260, 620, 930)
    ]
    return [*out, *cracks]


def _reeds(brush: Brush) -> str:
    dice, stems = brush.dice, ""
    for _ in range(36):
        stems += trail(
            "M", dice.between(0, WIDTH), HEIGHT, "q4 -60", dice.around(6, 10), -dice.between(70, 130)
        )
    return stroke(stems, brush.hues.sand.shade, 4)
