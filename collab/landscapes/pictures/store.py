"""Stores: stage podiums in piles, and old doors leaning against a wall."""

from collab.landscapes.brush import Brush
from collab.landscapes.houses import glazed_door, panelled_door
from collab.landscapes.indoors import pendant, sunbeam, window
from collab.landscapes.palette import Paint
from collab.landscapes.shapes import (
    HEIGHT,
    MIDDLE,
    WIDTH,
    Box,
    Point,
    Shapes,
    disc,
    line,
    oval,
    placed,
    polygon,
    rect,
    stroke,
    trail,
    turned,
    veiled,
)


def podiums(brush: Brush) -> Shapes:
    """Stage podiums and planks in piles in a dim store, deep in dust."""
    dice, floor = brush.dice, brush.dice.between(600, 630)
    out, x = _dim_room(brush, floor), dice.between(60, 110)
    for _ in range(3):
        width = dice.between(270, 330)
        out += _pile(brush, (x, floor + dice.between(40, 90)), width)
        x += width + dice.between(20, 44)
    return [*out, *_planks(brush, floor + 60), _dust(brush)]


def _dim_room(brush: Brush, floor: float) -> Shapes:
    """Boarded wall, posts, a small high window and the ray of light that falls from it."""
    dice, hues = brush.dice, brush.hues
    paint = dice.pick((hues.wood, hues.plum, hues.coal))
    boards = "".join(trail("M", x, 0, "V", floor) for x in range(10, WIDTH, 70))
    side = dice.side()
    box: Box = (MIDDLE + side * dice.between(180, 260) - 90, 120, 180, 130)
    return [
        rect((0, 0, WIDTH, HEIGHT), paint.shade),
        stroke(boards, paint.lit, 3),
        rect((0, 64, WIDTH, 26), hues.coal.shade),
        *(rect((x, 0, 30, floor), hues.coal.shade) for x in (150, 1010)),
        *window(brush, box),
        rect((0, floor, WIDTH, HEIGHT - floor), hues.stone.shade),
        *(line(hues.stone.lit, 2, (0, floor + k), (WIDTH, floor + k)) for k in (30, 84)),
        sunbeam(brush, box, -side * 300),
    ]


def _pile(brush: Brush, at: Point, width: float) -> Shapes:
    """A pile of podiums from the floor up, dust on the uppermost."""
    dice, hues = brush.dice, brush.hues
    paints = (hues.blue, hues.wood, hues.plank, hues.brick, hues.green, hues.sand, hues.gold)
    count = dice.pick((4, 5, 6, 7))
    podia = [
        placed(_podium(brush, dice.pick(paints), width), (at[0] + dice.around(0, 16), at[1] - k * 56))
        for k in range(count)
    ]
    x, y = at[0], at[1] - count * 56
    dust = polygon(
        hues.sand.shade, (x, y + 3), (x + 40, y - 22), (x + width - 30, y - 22), (x + width, y + 3)
    )
    return [*podia, dust]


def _podium(brush: Brush, paint: Paint, width: float) -> Shapes:
    coal = brush.hues.coal.shade
    return [
        rect((0, -54, width, 40), paint.lit, 2),
        rect((0, -26, width, 12), paint.shade, 2),
        *(rect((x, -16, 34, 18), coal) for x in (22, width - 56)),
        rect((width * 0.42, -44, 44, 10), brush.hues.lime.shade, 2),
    ]


def _planks(brush: Brush, foot: float) -> Shapes:
    dice, hues = brush.dice, brush.hues
    fills = (hues.plank.lit, hues.plank.shade, hues.wood.lit)
    return [
        line(dice.pick(fills), 24, (1130 + k * 22, foot), (1030 + k * 32, 210 + dice.around(0, 60)))
        for k in range(5)
    ]


def _dust(brush: Brush) -> str:
    dice, wall = brush.dice, brush.tone.wall
    motes = [
        disc(dice.between(200, 1000), dice.between(150, 700), dice.between(2, 5), wall) for _ in range(46)
    ]
    return veiled(motes, 0.6)


def doors(brush: Brush) -> Shapes:
    """Old doors in green, yellow and brown, leaning in a row against a wall."""
    dice, hues = brush.dice, brush.hues
    floor = dice.between(640, 670)
    plaster = dice.pick((hues.sand.lit, hues.lime.shade, hues.rose.lit, brush.tone.far))
    orders = (
        (hues.green, hues.gold, hues.wood),
        (hues.wood, hues.gold, hues.green),
        (hues.gold, hues.green, hues.wood),
    )
    return [
        rect((0, 0, WIDTH, HEIGHT), plaster),
        rect((0, floor - 60, WIDTH, 60), hues.stone.shade),
        rect((0, floor, WIDTH, HEIGHT - floor), hues.stone.lit),
        *(line(hues.stone.shade, 2, (0, floor + k), (WIDTH, floor + k)) for k in (44, 104)),
        *_leaning(brush, floor, dice.pick(orders)),
        placed(_paint_tin(brush), (dice.pick((110, 1080)), floor + 116)),
        pendant(brush, (dice.between(420, 780), 110)),
    ]


def _leaning(brush: Brush, floor: float, order: tuple[Paint, ...]) -> Shapes:
    """Seven doors sorted by colour, each before another that looks out behind it."""
    dice, out, x = brush.dice, [], 96.0
    for k in range(7):
        paint, behind = order[min(k // 2, 2)], order[(k + 1) % 3]
        width, tall, lean = dice.between(122, 136), dice.between(400, 470), dice.between(2, 5)
        out += [
            turned(
                panelled_door((0, -tall, width, tall), behind, brush.hues.lime.lit), (x + 26, floor + 4), lean
            ),
            turned(_door(brush, (0, -tall, width, tall), paint), (x, floor + 46), lean),
        ]
        x += width + dice.between(2, 12)
    return out


def _door(brush: Brush, box: Box, paint: Paint) -> Shapes:
    if brush.dice.happens(0.3):
        return glazed_door(box, paint, brush.tone.sky[2])
    return panelled_door(box, paint, brush.hues.coal.lit)


def _paint_tin(brush: Brush) -> Shapes:
    stone, paint = brush.hues.stone, brush.dice.pick(brush.hues.coats)
    return [
        rect((-44, -84, 88, 84), brush.hues.coal.lit, 4),
        rect((-44, -60, 88, 36), paint.lit),
        oval((0, -84), 44, 11, stone.shade),
        oval((0, -83), 36, 8, paint.shade),
        line(brush.hues.wood.lit, 9, (20, -92), (56, -150)),
    ]
