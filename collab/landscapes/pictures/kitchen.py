"""Kitchen tables: letters read over coffee, potatoes with pickled herring."""

from collab.landscapes.brush import Brush
from collab.landscapes.indoors import chair, cloth, pendant, shelf, table, wall, window
from collab.landscapes.shapes import (
    MIDDLE,
    Box,
    Shapes,
    line,
    placed,
    polygon,
    rect,
    shape,
    stroke,
    trail,
    turned,
)
from collab.landscapes.tableware import bottle, butter, cup, herring, loaf, plate, potatoes

_SHEETS = (
    (190, 560),
    (400, 530),
    (620, 525),
    (830, 540),
    (1010, 580),
    (250, 680),
    (480, 650),
    (900, 690),
    (680, 740),
    (120, 760),
)


def letters(brush: Brush) -> Shapes:
    """Sheets of paper in piles on a kitchen table, with a cup of coffee."""
    dice, hues = brush.dice, brush.hues
    side, top = dice.side(), dice.between(440, 470)
    box: Box = (MIDDLE + side * dice.between(60, 160) - 170, 70, 340, 270)
    papers = sorted(dice.several(_SHEETS, 8), key=lambda spot: spot[1])
    coffee = (MIDDLE + side * dice.between(40, 160), dice.between(640, 680))
    return [
        *wall(brush, top),
        *window(brush, box),
        *_curtains(brush, box),
        chair(brush, (MIDDLE - side * dice.between(240, 320), top)),
        *table(brush, top, dice.pick((hues.wood, hues.plank, hues.green, hues.sand))),
        *(turned(_papers(brush), (x + dice.around(0, 26), y), dice.around(0, 26)) for x, y in papers),
        placed(cup(dice.pick((hues.gold, hues.blue, hues.brick)), hues.wood.shade), coffee, 1.4, side < 0),
        placed(_pen(brush), (MIDDLE - side * 150, 742)),
        pendant(brush, (MIDDLE - side * dice.between(220, 320), dice.between(180, 220))),
    ]


def _papers(brush: Brush) -> Shapes:
    """A written sheet, or a pile of them, seen at a slant."""
    dice, hues = brush.dice, brush.hues
    sheet = ((-84, -44), (62, -44), (84, 46), (-66, 46))
    pile = [
        polygon((hues.sand.lit, hues.stone.lit)[k % 2], *((x, y + k * 4) for x, y in sheet))
        for k in range(dice.pick((1, 2, 5, 7)), 0, -1)
    ]
    rows = "".join(trail("M", k * 4 - 58, k * 15 - 28, "h", dice.between(56, 108)) for k in range(5))
    return [*pile, polygon(hues.lime.lit, *sheet), stroke(rows, hues.stone.lit, 4)]


def _pen(brush: Brush) -> Shapes:
    return [line(brush.hues.brick.lit, 9, (0, 0), (110, -26)), line(brush.tone.dark, 5, (-14, 3), (0, 0))]


def _curtains(brush: Brush, box: Box) -> Shapes:
    hues, (x, y, w, h) = brush.hues, box
    paint = brush.dice.pick((hues.brick, hues.gold, hues.lime, hues.rose))
    cut = trail("M", -34, -30, "h", w * 0.28, "q", -6, h / 2, -w * 0.2, h + 40, "h", -w * 0.1, "Z")
    half = [shape(cut, paint.lit)]
    rod = rect((x - 50, y - 40, w + 100, 14), hues.wood.shade, 6)
    return [placed(half, (x, y)), placed(half, (x + w, y), 1, mirror=True), rod]


def potato_table(brush: Brush) -> Shapes:
    """A large bowl of boiled potatoes and small dishes of pickled herring."""
    dice, hues = brush.dice, brush.hues
    top, side = dice.between(430, 460), dice.side()
    x = MIDDLE + side * dice.between(-40, 60)
    box: Box = (MIDDLE + side * dice.between(130, 220) - 160, 60, 320, 260)
    label, wine = dice.several((hues.lime, hues.gold, hues.sand), 1)[0], dice.pick((hues.green, hues.plum))
    return [
        *wall(brush, top),
        *window(brush, box),
        *shelf(brush, (MIDDLE - side * 320 - 170, 130, 340, 110)),
        *_boards_or_cloth(brush, top),
        placed(loaf(brush), (x - side * 390, top + 90)),
        placed(bottle(wine, label), (x + side * 330, top + 70), 1.1),
        placed(potatoes(brush), (x, 650), 1.22),
        *(_dish(brush, (x + side * dx, y)) for dx, y in ((-420, 690), (-230, 750), (250, 752), (440, 680))),
        placed(butter(brush), (x + side * 70, 742)),
    ]


def _boards_or_cloth(brush: Brush, top: float) -> Shapes:
    dice, hues = brush.dice, brush.hues
    if dice.happens(0.3):
        return cloth(brush, top, hues.blue)
    return table(brush, top, dice.pick((hues.plank, hues.wood, hues.sand)))


def _dish(brush: Brush, at: tuple[float, float]) -> str:
    hues = brush.hues
    rim = brush.dice.pick((hues.blue.lit, hues.green.lit, hues.brick.lit))
    return placed(plate(brush, rim, herring(brush)), at, 0.8)
