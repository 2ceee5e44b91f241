"""Harbours: gabled houses on a quay, fishing boats at a stone pier, a small harbour in ice."""

from collab.landscapes.brush import Brush
from collab.landscapes.houses import cottage, gable
from collab.landscapes.outdoors import birds, glitter, ground, hill, ripples, sky, sun, water
from collab.landscapes.shapes import (
    HEIGHT,
    MIDDLE,
    WIDTH,
    Point,
    Shapes,
    disc,
    line,
    oval,
    placed,
    polygon,
    rect,
    veiled,
)
from collab.landscapes.vessels import fishing_boat, rowing_boat, sailing_boat


def quay(brush: Brush) -> Shapes:
    """A row of gabled houses and their reflection; three boats before them."""
    tone, horizon = brush.tone, 486
    houses, mirror = _row_of_houses(brush, horizon)
    return [
        *sky(brush, horizon),
        sun(brush, horizon * 0.4)[1],
        hill(brush, horizon - 46, 16, tone.far),
        *houses,
        ground(horizon + 14, tone.sea[1]),
        veiled(mirror, 0.5),
        rect((0, horizon, WIDTH, 20), tone.dark),
        *ripples(brush, horizon + 34, 13, tone.sea[1:3]),
        hill(brush, 716, 7, tone.sea[2]),
        hill(brush, 760, 6, tone.sea[3]),
        *(_boat(brush, x) for x in ((150, 330), (480, 660), (830, 1040))),
        birds(brush, brush.dice.between(420, 700), 120),
    ]


def _boat(brush: Brush, berth: tuple[float, float]) -> str:
    dice = brush.dice
    hull = dice.pick((brush.hues.brick.lit, brush.tone.wall, brush.tone.dark))
    at = (dice.between(*berth), dice.between(655, 700))
    return placed(sailing_boat(brush, hull), at, dice.between(0.9, 1.25), dice.happens(0.5))


def _row_of_houses(brush: Brush, horizon: float) -> tuple[Shapes, Shapes]:
    dice, hues = brush.dice, brush.hues
    paints = (hues.brick, hues.sand, hues.lime, hues.gold, hues.plum, hues.rose, hues.blue)
    houses, mirror, edge, last = [], [], -30.0, hues.brick
    while edge < WIDTH:
        width, height = dice.between(112, 190), dice.between(120, 236)
        last = dice.pick([paint for paint in paints if paint is not last])
        houses += gable(brush, (edge, horizon - height, width, height), last)
        mirror.append(rect((edge + 5, horizon + 26, width - 10, height * 0.62), last.lit))
        edge += width + dice.pick((0, 0, 6, 26))
    return houses, mirror


def pier(brush: Brush) -> Shapes:
    """Small fishing boats at a stone pier, early, before a quiet sea."""
    dice, tone, hues = brush.dice, brush.tone, brush.hues
    horizon, side = dice.between(350, 390), dice.side()
    head = MIDDLE - side * dice.between(230, 300)
    sunrise = head + side * dice.between(110, 170)
    near = (MIDDLE + side * dice.between(-20, 70), dice.between(656, 676))
    berths = [(MIDDLE + side * dice.between(260, 310), 556), (MIDDLE + side * dice.between(480, 540), 540)]
    paints = dice.several((hues.brick.lit, hues.blue.lit, hues.green.lit, hues.coal.lit), 3)
    return [
        *sky(brush, horizon),
        disc(sunrise, horizon - dice.between(-6, 40), 82, tone.sun),
        *water(brush, horizon),
        *glitter(brush, sunrise, horizon, 9),
        *_mole(brush, (MIDDLE + side * 620, head), horizon + 96),
        *(_moored(brush, at, paint, 0.86) for at, paint in zip(berths, paints[1:], strict=True)),
        _moored(brush, near, paints[0], 1.35),
        *ripples(brush, 700, 4, (tone.sea[2], tone.sea[1])),
        birds(brush, MIDDLE + side * dice.between(0, 160), horizon * 0.45),
    ]


def _moored(brush: Brush, at: Point, hull: str, size: float) -> str:
    shadow = veiled([oval((0, 24), 150, 16, brush.tone.dark)], 0.45)
    return placed([shadow, *fishing_boat(brush, hull)], at, size, brush.dice.happens(0.5))


def _mole(brush: Brush, ends: tuple[float, float], y: float) -> Shapes:
    """A pier of stone blocks between its root and its head, where a small light stands."""
    tone, hues = brush.tone, brush.hues
    low, high = min(ends), max(ends)
    inwards = 34 if ends[1] == low else -34
    lantern = [
        rect((-16, -70, 32, 70), hues.brick.lit),
        rect((-16, -48, 32, 14), hues.lime.lit),
        rect((-10, -92, 20, 24), tone.glow),
        polygon(tone.dark, (-16, -90), (0, -108), (16, -90)),
    ]
    return [
        rect((low, y, high - low, 84), hues.stone.shade),
        rect((low, y - 12, high - low, 16), hues.stone.lit, 4),
        *(stone for row in range(3) for stone in _course(brush, (low, high), y + 8 + row * 26)),
        *(rect((low + k * (high - low) / 5, y - 36, 10, 28), tone.dark, 3) for k in range(1, 5)),
        placed(lantern, (ends[1] + inwards, y - 10), 1.2),
    ]


def _course(brush: Brush, ends: tuple[float, float], y: float) -> Shapes:
    """One row of stones in the pier."""
    dice, hues = brush.dice, brush.hues
    x, out = ends[0] + dice.between(0, 40), []
    while x < ends[1] - 40:
        width = min(dice.between(50, 110), ends[1] - x)
        out.append(rect((x, y, width - 6, 21), dice.pick((hues.stone.lit, hues.coal.lit, hues.stone.lit)), 5))
        x += width * dice.between(1, 1.7)
    return out


def ice(brush: Brush) -> Shapes:
    """Low houses along a small harbour; ice floes on the water and a board on the pavement."""
    dice, tone, hues = brush.dice, brush.tone, brush.hues
    shore = dice.between(440, 470)
    return [
        *sky(brush, shore),
        sun(brush, 170)[1],
        hill(brush, shore - 70, 14, tone.far),
        *_cottages(brush, shore),
        rect((0, shore, WIDTH, 34), hues.stone.lit),
        rect((0, shore + 34, WIDTH, 26), hues.stone.shade),
        placed(_board(brush), (dice.between(430, 760), shore + 24), 1.25),
        ground(shore + 60, tone.sea[2]),
        *ripples(brush, shore + 80, 8, (tone.sea[1], tone.sea[3])),
        *_rowing_boat(brush, (dice.between(140, 320), shore + 92)),
        *_floes(brush, shore + 90),
        *_rowing_boat(brush, (dice.between(680, 900), 668)),
        birds(brush, dice.between(420, 700), 110),
    ]


def _cottages(brush: Brush, shore: float) -> Shapes:
    dice, hues = brush.dice, brush.hues
    paints = (hues.lime.lit, hues.sand.lit, hues.brick.lit, hues.gold.lit)
    x, out = -40.0, []
    while x < WIDTH:
        size = dice.between(1.5, 2.1)
        out.append(cottage(brush, (x + 60 * size, shore), size, dice.pick(paints)))
        x += 118 * size + dice.pick((0, 10, 60))
    return out


def _rowing_boat(brush: Brush, at: Point) -> Shapes:
    dice = brush.dice
    hull = dice.pick((brush.hues.brick.lit, brush.hues.green.lit, brush.hues.gold.lit, brush.hues.plum.lit))
    return [placed(rowing_boat(brush, hull), at, dice.between(1.1, 1.5), dice.happens(0.5))]


def _board(brush: Brush) -> Shapes:
    hues = brush.hues
    legs = [(-34, 0), (-24, -84), (24, -84), (34, 0), (24, 0), (20, -14), (-20, -14), (-24, 0)]
    return [
        polygon(hues.wood.shade, *legs),
        polygon(brush.tone.dark, (-22, -18), (-17, -76), (17, -76), (22, -18)),
        line(hues.lime.lit, 4, (-8, -64), (9, -64)),
        line(hues.gold.lit, 4, (-10, -50), (10, -50)),
        line(hues.lime.lit, 4, (-9, -36), (5, -36)),
    ]


def _floes(brush: Brush, top: float) -> Shapes:
    dice, tone, out = brush.dice, brush.tone, []
    outline = ((-1.5, 0), (-0.8, -0.3), (0.6, -0.34), (1.5, -0.05), (0.7, 0.3), (-0.9, 0.26))
    depths = sorted(dice.between(top, HEIGHT - 10) for _ in range(17))
    for y in depths:
        size, x = 26 + (y - top) * 0.22, dice.between(0, WIDTH)
        floe = [(x + size * dx * dice.between(0.85, 1.2), y + size * dy) for dx, dy in outline]
        out += [polygon(tone.sky[1], *((px, py + 7) for px, py in floe)), polygon(tone.wall, *floe)]
    return out
