"""Tables where people gather: laid for guests, and set with coffee."""

from collab.landscapes.brush import Brush
from collab.landscapes.indoors import chair, clock, cloth, counter, shelf, sunbeam, table, wall, window
from collab.landscapes.shapes import MIDDLE, Box, Shapes, disc, placed, stroke, trail
from collab.landscapes.tableware import (
    bottle,
    bowl,
    buns,
    candle,
    fish,
    flowers,
    glass,
    loaf,
    mug,
    plate,
    thermos,
)


def long_table(brush: Brush) -> Shapes:
    """A long table laid for many; one plate in the middle has no food."""
    dice, hues = brush.dice, brush.hues
    top = dice.between(440, 470)
    rim = dice.pick((hues.blue.lit, hues.brick.lit, hues.green.lit, hues.gold.lit))
    dish = fish(dice.pick((hues.stone, hues.blue, hues.rose)))
    return [
        *wall(brush, top),
        *_light_from_windows(brush),
        *(chair(brush, (160 + k * 220, top)) for k in range(5)),
        *_table_top(brush, top),
        *(placed(plate(brush, rim, dish), (210 + k * 195, top + 58), 0.62) for k in range(5)),
        *_along_the_middle(brush, top + 118),
        *_near_row(brush, rim, dish),
    ]


def _light_from_windows(brush: Brush) -> Shapes:
    dice, out = brush.dice, []
    count = dice.pick((1, 2, 3))
    width, panes = ((420, (4, 2)), (260, (2, 3)), (200, (2, 2)))[count - 1]
    slant = dice.side() * 160
    for k in range(count):
        box: Box = (MIDDLE + (k - (count - 1) / 2) * (width + 110) - width / 2, 68, width, 230)
        out += [*window(brush, box, panes), sunbeam(brush, box, slant)]
    return out


def _table_top(brush: Brush, top: float) -> Shapes:
    dice, hues = brush.dice, brush.hues
    if dice.happens(0.4):
        return cloth(brush, top, dice.pick((hues.blue, hues.brick, hues.green)))
    return table(brush, top, dice.pick((hues.plank, hues.wood, hues.lime)))


def _along_the_middle(brush: Brush, y: float) -> Shapes:
    """Bottles, glasses, bread, candles and flowers."""
    dice, hues = brush.dice, brush.hues
    things = (
        bottle(hues.green, hues.lime),
        candle(brush),
        loaf(brush),
        flowers(brush),
        bowl(hues.blue, hues.green.lit),
        candle(brush),
        bottle(hues.plum, hues.sand),
    )
    drink = dice.pick((brush.tone.sea[0], hues.gold.lit, hues.rose.lit))
    chosen = dice.several(things, 5)
    return [
        *(placed(thing, (190 + k * 205 + dice.around(0, 16), y), 0.8) for k, thing in enumerate(chosen)),
        *(placed(glass(brush, drink), (292 + k * 205 + dice.around(0, 10), y + 8), 0.7) for k in range(4)),
    ]


def _near_row(brush: Brush, rim: str, dish: Shapes) -> Shapes:
    """The five plates next to us with their cutlery; the middle one is empty."""
    hues, places = brush.hues, [MIDDLE + k * 262 for k in range(-2, 3)]
    peas = [disc(36, 8, 9, hues.green.lit), disc(-34, 12, 9, hues.sand.shade)]
    cutlery = "".join(trail("M", x + s * 128, 730, "l", -s * 8, -74) for x in places for s in (-1, 1))
    plates = [
        placed(plate(brush, rim, [] if x == MIDDLE else [*peas, *dish]), (x, 690), 1.08) for x in places
    ]
    return [stroke(cutlery, hues.stone.shade, 7), *plates]


def coffee(brush: Brush) -> Shapes:
    """Thermoses, mugs and a candle on a long table under a high window."""
    dice, hues = brush.dice, brush.hues
    top, side = dice.between(540, 570), dice.side()
    box: Box = (MIDDLE + dice.around(0, 120) - 230, 56, 460, 210)
    corner = MIDDLE - side * 440
    return [
        *wall(brush, top),
        *window(brush, box, dice.pick(((4, 2), (3, 2), (5, 2)))),
        sunbeam(brush, box, side * 200),
        *(
            clock(brush, (corner, 170), 74)
            if dice.happens(0.6)
            else shelf(brush, (corner - 110, 130, 220, 90))
        ),
        *counter(top, dice.pick((hues.plank, hues.lime, hues.wood, hues.green)), hues.coal.lit),
        *_thermoses(brush, top + 34, side),
        placed(candle(brush), (MIDDLE + side * dice.between(-10, 60), top + 46), 1.35),
        *_mugs(brush, top, side),
        placed(plate(brush, hues.blue.lit, buns(brush)), (MIDDLE - side * 250, top + 86), 0.9),
    ]


def _thermoses(brush: Brush, y: float, side: int) -> Shapes:
    dice, hues, out = brush.dice, brush.hues, []
    for x, size in ((-330, 1.15), (-180, 1.0), (370, 1.08)):
        paint, cap = dice.several((hues.brick, hues.blue, hues.coal, hues.gold, hues.lime), 2)
        out.append(placed(thermos(paint, cap), (MIDDLE + side * x, y), size, dice.happens(0.3)))
    return out


def _mugs(brush: Brush, top: float, side: int) -> Shapes:
    dice, hues, out = brush.dice, brush.hues, []
    for x, paint in zip((-420, -100, 120, 240, 500), dice.several(hues.coats, 5), strict=True):
        at = (MIDDLE + side * x + dice.around(0, 16), top + dice.between(84, 104))
        out.append(placed(mug(paint, hues.wood.shade), at, 0.92, dice.happens(0.5)))
    return out
