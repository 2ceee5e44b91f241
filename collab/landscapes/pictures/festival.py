"""Festivals: a stage of old doors, a crowd under bunting, soup under strings of lamps."""

from collab.landscapes.brush import Brush
from collab.landscapes.houses import glazed_door, panelled_door
from collab.landscapes.outdoors import clouds, ground, hill, overcast, sky, sun
from collab.landscapes.palette import Paint
from collab.landscapes.people import person
from collab.landscapes.plants import clump, leafy_tree
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
    shape,
    stroke,
    trail,
)
from collab.landscapes.tableware import bowl, loaf, soup_pot
from collab.landscapes.words import Light


def stage(brush: Brush) -> Shapes:
    """A wooden stage with a wall of old doors on a lawn; nobody is there yet."""
    dice, tone, hues = brush.dice, brush.tone, brush.hues
    horizon, x = dice.between(440, 480), MIDDLE + dice.around(0, 60)
    heavy = brush.light in (Light.DAY, Light.WINTER)
    lawn = [
        hill(brush, horizon + 70 + k * 90, 8, fill) for k, fill in enumerate((tone.near, tone.mid, tone.near))
    ]
    return [
        *sky(brush, horizon),
        disc(x + dice.side() * dice.between(100, 260), horizon - 130, 150, tone.sun),
        *([overcast(brush, 110, hues.stone.lit), overcast(brush, 30, hues.stone.shade)] if heavy else ()),
        hill(brush, horizon - 40, 16, tone.far),
        *(clump(brush, (k * 150 - 20, horizon + 6), dice.between(50, 84), tone.mid) for k in range(9)),
        *(_flag(brush, (x + k, horizon + 40)) for k in (-470, -380, 380, 470)),
        ground(horizon + 6, tone.mid),
        *lawn,
        placed(_door_stage(brush), (x, horizon + 110)),
        *_lawn_flowers(brush, horizon + 270),
    ]


def _flag(brush: Brush, foot: Point) -> str:
    dice, hues = brush.dice, brush.hues
    tall = dice.between(290, 340)
    parts = [
        rect((-3, -tall, 6, tall), brush.tone.mark),
        disc(0, -tall - 4, 7, hues.gold.lit),
        shape(
            trail("M", 3, -tall + 6, "q28 -12 52 4t46 2v52q-26 12 -50 -2t-48 0Z"), dice.pick(hues.coats).lit
        ),
    ]
    return placed(parts, foot)


def _door_stage(brush: Brush) -> Shapes:
    """Floor, steps and a backdrop of doors, around the middle of the backdrop's foot."""
    dice, wood, plank = brush.dice, brush.hues.wood, brush.hues.plank
    step = dice.side() * 220
    return [
        *_doors_side_by_side(brush),
        *(rect((x, -282, 12, 282), wood.shade) for x in (-350, 338)),
        rect((-360, -290, 720, 14), wood.lit, 3),
        *bunting(brush, (-346, -284), (346, -284), 70),
        polygon(plank.lit, (-380, -4), (380, -4), (440, 62), (-440, 62)),
        rect((-440, 62, 880, 40), wood.lit),
        *(line(plank.shade, 3, (k * 76, -4), (k * 88, 62)) for k in range(-4, 5)),
        *(line(wood.shade, 5, (k * 80 - 440, 66), (k * 80 - 440, 102)) for k in range(12)),
        rect((step - 80, 78, 160, 24), plank.shade),
        rect((step - 92, 100, 184, 24), plank.lit),
    ]


def _doors_side_by_side(brush: Brush) -> Shapes:
    dice, hues, out, x, last = brush.dice, brush.hues, [], -338.0, brush.hues.lime
    while x < 330:
        width = min(dice.between(74, 96), 338 - x)
        box = (x, -dice.between(228, 268), width, 268.0)
        last = dice.pick([paint for paint in hues.coats if paint is not last])
        glazed = dice.happens(0.25)
        out += (
            glazed_door(box, last, brush.tone.sky[3]) if glazed else panelled_door(box, last, hues.sand.lit)
        )
        x += width + 3
    return out


def bunting(brush: Brush, start: Point, end: Point, sag: float) -> Shapes:
    """A string of pennants between two points."""
    hues, (x0, y0), (x1, y1) = brush.hues, start, end
    paints = (hues.brick, hues.gold, hues.lime, hues.blue, hues.green)
    count, flags = round(abs(x1 - x0) / 44), []
    for i in range(1, count):
        t = i / count
        x, y = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t + 4 * sag * t * (1 - t)
        tip = (x + brush.dice.around(0, 5), y + 36)
        flags.append(polygon(paints[i % 5].lit, (x - 15, y), (x + 15, y), tip))
    string = trail("M", x0, y0, "Q", (x0 + x1) / 2, (y0 + y1) / 2 + 2 * sag, x1, y1)
    return [stroke(string, brush.tone.mark, 3), *flags]


def _lawn_flowers(brush: Brush, top: float) -> Shapes:
    dice, fills = brush.dice, (brush.hues.lime.lit, brush.hues.gold.lit)
    return [
        disc(dice.between(0, WIDTH), dice.between(top, HEIGHT), dice.between(3, 6), dice.pick(fills))
        for _ in range(26)
    ]


def crowd(brush: Brush) -> Shapes:
    """People on a square before a small stage, under bunting."""
    dice, tone, hues = brush.dice, brush.tone, brush.hues
    horizon, x = 450, MIDDLE + dice.around(0, 70)
    trees = [(k + dice.around(0, 30), horizon + 20) for k in (70, 240, 1050)]
    spots = sorted((540 + 240 * dice.throw(), (k + dice.between(0.1, 0.9)) * 130) for k in range(9))
    return [
        *sky(brush, horizon),
        sun(brush, 170)[1],
        *clouds(brush, 130, tone.sky[3]),
        hill(brush, horizon - 50, 18, tone.far),
        *(leafy_tree(brush, at, dice.between(240, 330), (tone.mid, tone.near)) for at in trees),
        ground(horizon + 4, tone.mid),
        hill(brush, horizon + 90, 6, hues.sand.lit),
        placed(_pavilion(brush), (x, horizon + 40)),
        *(rect((mast - 5, 190, 10, 420), tone.dark) for mast in (x - 500, x + 500)),
        *bunting(brush, (x - 500, 200), (x, 176), 70),
        *bunting(brush, (x, 176), (x + 500, 200), 70),
        *(person(brush, (px, py), 0.62 + (py - 540) / 330) for py, px in spots),
    ]


def _pavilion(brush: Brush) -> Shapes:
    """A small stage under a striped roof, with three who play."""
    dice, hues = brush.dice, brush.hues
    roof = dice.pick((hues.brick, hues.blue, hues.gold))
    return [
        rect((-190, -190, 380, 190), hues.wood.shade),
        *(person(brush, (k * 90, -4), 0.66) for k in (-1, 0, 1)),
        *(rect((x, -200, 14, 210), hues.lime.lit) for x in (-196, 182)),
        *_striped_roof((roof, hues.lime)),
        rect((-214, -4, 428, 46), hues.plank.lit),
        rect((-214, 22, 428, 20), hues.plank.shade),
        rect((-2, -330, 4, 44), brush.tone.mark),
    ]


def _striped_roof(paints: tuple[Paint, Paint]) -> Shapes:
    out = []
    for k in range(8):
        left, top, paint = k * 54 - 216, k * 12 - 48, paints[k % 2]
        out += [
            polygon(paint.lit, (top, -290), (top + 12, -290), (left + 54, -196), (left, -196)),
            rect((left, -198, 54, 26), paint.shade, 12),
        ]
    return out


def supper(brush: Brush) -> Shapes:
    """A long row of bowls on a table in a wooden shed, under strings of lamps."""
    dice, hues = brush.dice, brush.hues
    wood = dice.pick((hues.wood, hues.plum, hues.plank))
    gate = MIDDLE + dice.around(0, 60)
    return [
        *(rect((k * 60 - 10, 0, 61, HEIGHT), (wood.lit, wood.shade)[k % 2]) for k in range(21)),
        placed(_gate(brush), (gate, 526)),
        rect((0, 0, WIDTH, 46), hues.coal.shade),
        *(polygon(hues.coal.lit, (x, 40), (x + 60, 40), (x + 22, 130), (x, 130)) for x in (0, 590)),
        rect((0, 124, WIDTH, 18), hues.coal.lit),
        *_lamps(brush, 142, dice.between(50, 80)),
        *_lamps(brush, 152, dice.between(110, 150)),
        *_set_table(brush),
    ]


def _gate(brush: Brush) -> Shapes:
    """An open gate with the evening outside."""
    tone = brush.tone
    return [
        rect((-226, -330, 452, 330), brush.hues.coal.shade),
        rect((-210, -314, 420, 314), tone.sky[1]),
        rect((-210, -226, 420, 226), tone.sky[2]),
        rect((-210, -154, 420, 154), tone.sky[3]),
        disc(brush.dice.around(0, 130), -154, 52, tone.sun),
        rect((-210, -116, 420, 116), tone.sea[1]),
        rect((-210, -76, 420, 76), tone.sea[2]),
    ]


def _lamps(brush: Brush, top: float, sag: float) -> Shapes:
    """A string of lamps in two bows along the beam."""
    hues, tone, bulbs = brush.hues, brush.tone, []
    for start in (-20, 600):
        for t in (i / 11 for i in range(1, 11)):
            x, y = start + 620 * t, top + 4 * sag * t * (1 - t)
            bulbs += [rect((x - 4, y, 8, 12), hues.coal.shade), disc(x, y + 22, 12, tone.glow)]
    bows = trail("M", -20, top, "q", 310, 2 * sag, 620, 0, "q", 310, 2 * sag, 620, 0)
    return [stroke(bows, hues.coal.shade, 4), *bulbs]


def _set_table(brush: Brush) -> Shapes:
    """The table along the picture, with two rows of bowls, a pot and bread."""
    dice, hues, plank = brush.dice, brush.hues, brush.hues.plank
    paint = dice.pick((hues.lime, hues.blue, hues.brick, hues.sand))
    soup = dice.pick((hues.gold.shade, hues.rose.lit, hues.green.lit))
    pot, bread = dice.several((330, 600, 870), 2)
    return [
        polygon(plank.lit, (-20, 540), (1220, 540), (1260, 716), (-60, 716)),
        rect((-20, 714, 1260, 90), plank.shade),
        *(line(plank.shade, 3, (-40, y), (1240, y)) for y in (584, 650)),
        *(placed(bowl(paint, soup), (70 + k * 178 + dice.around(0, 8), 592), 0.72) for k in range(7)),
        placed(soup_pot(hues.coal, soup), (pot, 636), 1.1),
        placed(loaf(brush), (bread, 632), 0.8),
        *(placed(bowl(paint, soup), (k * 206 - 10 + dice.around(0, 10), 698)) for k in range(7)),
        *(oval((k * 206 + 94, 690), 30, 9, hues.lime.lit) for k in range(6)),
    ]
