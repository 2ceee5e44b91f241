"""Harbours: gabled houses on a quay, fishing boats at a stone pier, a small harbour in ice."""

from collab.landscapes.brush import Brush
from collab.landscapes.houses import cottage, gable
from collab.landscapes.outdoors import birds, glitter, hill, ripples, sky, sun, water
from collab.landscapes.shapes import (
    HEIGHT,
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
    dice, tone, hues = brush.dice, brush.tone, brush.hues
    horizon = 486
    out = [*sky(brush, horizon), sun(brush, horizon * 0.4)[1], hill(brush, horizon - 46, 16, tone.far)]
    row, mirror = _row_of_houses(brush, horizon)
    out += [*row, rect((0, horizon + 14, WIDTH, HEIGHT - horizon), tone.sea[1]), veiled(mirror, 0.5)]
    out += [rect((0, horizon, WIDTH, 20), tone.dark), *ripples(brush, horizon + 34, 15, tone.sea[1:3])]
    out += [hill(brush, 716, 7, tone.sea[2]), hill(brush, 760, 6, tone.sea[3])]
    for low, high in ((120, 330), (480, 660), (830, 1060)):
        boat = sailing_boat(
            brush,
            dice.pick((hues.brick.lit, tone.wall, tone.dark)),
            dice.between(0.9, 1.25),
            dice.happens(0.5),
        )
        out.append(placed([boat], (dice.between(low, high), dice.between(655, 700))))
    return [*out, birds(brush, dice.between(420, 700), 120)]


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
    sunny = WIDTH / 2 - side * dice.between(60, 220)
    out = [
        *sky(brush, horizon),
        disc(sunny, horizon - dice.between(-6, 40), 82, tone.sun),
        *water(brush, horizon),
    ]
    out += [*glitter(brush, sunny, horizon, 9), *_mole(brush, side, horizon + 96)]
    paints = dice.several((hues.brick.lit, hues.blue.lit, hues.green.lit, hues.coal.lit), 3)
    berths = [
        (WIDTH / 2 + side * dice.between(170, 260), 560, 0.9),
        (WIDTH / 2 - side * dice.between(90, 160), 668, 1.3),
    ]
    if dice.happens(0.6):
        berths.insert(0, (WIDTH / 2 + side * dice.between(430, 500), 548, 0.8))
    for (x, y, size), paint in zip(berths, paints, strict=False):
        out += [
            _wake(brush, (x, y), size),
            placed(fishing_boat(brush, paint), (x, y), size, dice.happens(0.5)),
        ]
    out += ripples(brush, 690, 5, (tone.sea[2], tone.sea[1]))
    return [*out, birds(brush, WIDTH / 2 + side * dice.between(0, 160), horizon * 0.45)]


def _wake(brush: Brush, at: Point, size: float) -> str:
    x, y = at
    return veiled([oval((x, y + 24 * size), 150 * size, 17 * size, brush.tone.dark)], 0.45)


def _mole(brush: Brush, side: int, y: float) -> Shapes:
    """A pier of stone blocks from one side to beyond the middle, a small light at its end."""
    dice, tone, hues = brush.dice, brush.tone, brush.hues
    root, end = WIDTH / 2 + side * 620, WIDTH / 2 - side * dice.between(60, 200)
    low, high = min(root, end), max(root, end)
    out = [
        rect((low, y, high - low, 84), hues.stone.shade),
        rect((low, y - 12, high - low, 16), hues.stone.lit, 4),
    ]
    for row in range(3):
        x = low + (0 if row % 2 else 30)
        while x < high - 40:
            width = min(dice.between(44, 90), high - x)
            out.append(
                rect(
                    (x + 3, y + 8 + row * 26, width - 6, 21),
                    dice.pick((hues.stone.lit, hues.stone.shade, hues.coal.lit)),
                    5,
                )
            )
            x += width
    lantern = [
        rect((-16, -70, 32, 70), hues.brick.lit),
        rect((-16, -48, 32, 14), hues.lime.lit),
        rect((-10, -92, 20, 24), tone.sun),
        polygon(tone.dark, (-16, -90), (0, -108), (16, -90)),
    ]
    posts = [rect((low + k * (high - low) / 5, y - 36, 10, 28), tone.dark, 3) for k in range(1, 5)]
    return [*out, *posts, placed(lantern, (end + side * 34, y - 10))]


def ice(brush: Brush) -> Shapes:
    """Low houses along a small harbour; ice floes on the water and a board on the pavement."""
    dice, tone, hues = brush.dice, brush.tone, brush.hues
    shore = dice.between(440, 470)
    out = [*sky(brush, shore), sun(brush, 170)[1], hill(brush, shore - 70, 14, tone.far)]
    x = -40.0
    while x < WIDTH:
        size = dice.between(1.5, 2.1)
        out.append(
            cottage(
                brush,
                (x + 60 * size, shore),
                size,
                dice.pick((hues.lime.lit, hues.sand.lit, hues.brick.lit, hues.gold.lit)),
            )
        )
        x += 118 * size + dice.pick((0, 10, 60))
    out += [rect((0, shore, WIDTH, 34), hues.stone.lit), rect((0, shore + 34, WIDTH, 26), hues.stone.shade)]
    out += _board(brush, (dice.between(430, 760), shore + 22))
    out += [
        rect((0, shore + 60, WIDTH, HEIGHT), tone.sea[2]),
        *ripples(brush, shore + 80, 8, (tone.sea[1], tone.sea[3])),
    ]
    out += _floes(brush, shore + 84)
    for low, high, y in ((140, 340, 600), (640, 900, 650)):
        out.append(
            placed(
                rowing_boat(brush, dice.pick(hues.coats).lit),
                (dice.between(low, high), y),
                dice.between(1.1, 1.5),
                dice.happens(0.5),
            )
        )
    return [*out, birds(brush, dice.between(420, 700), 110)]


def _board(brush: Brush, at: Point) -> Shapes:
    hues = brush.hues
    board = [
        polygon(
            hues.wood.shade,
            (-34, 0),
            (-24, -84),
            (24, -84),
            (34, 0),
            (24, 0),
            (20, -14),
            (-20, -14),
            (-24, 0),
        ),
        polygon(brush.tone.dark, (-22, -18), (-17, -76), (17, -76), (22, -18)),
        line(hues.lime.lit, 4, (-8, -64), (9, -64)),
        line(hues.gold.lit, 4, (-10, -50), (10, -50)),
        line(hues.lime.lit, 4, (-9, -36), (5, -36)),
    ]
    return [placed(board, at, 1.1)]


def _floes(brush: Brush, top: float) -> Shapes:
    dice, out = brush.dice, []
    for _ in range(15):
        y = dice.between(top, HEIGHT - 10)
        size = 26 + (y - top) * 0.22
        x = dice.between(0, WIDTH)
        points = [
            (x + size * dx * dice.between(0.85, 1.2), y + size * dy)
            for dx, dy in ((-1.5, 0), (-0.8, -0.3), (0.6, -0.34), (1.5, -0.05), (0.7, 0.3), (-0.9, 0.26))
        ]
        out += [
            polygon(brush.tone.sky[1], *((px, py + 7) for px, py in points)),
            polygon(brush.tone.wall, *points),
        ]
    return out
