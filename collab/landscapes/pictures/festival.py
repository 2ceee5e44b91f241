"""Festivals: a stage of old doors, a crowd under bunting, soup under strings of lamps."""

from collab.landscapes.brush import Brush
from collab.landscapes.houses import panelled_door
from collab.landscapes.outdoors import birds, clouds, hill, overcast, sky, sun
from collab.landscapes.people import person
from collab.landscapes.plants import clump, leafy_tree
from collab.landscapes.shapes import (
    HEIGHT,
    WIDTH,
    Point,
    Shapes,
    disc,
    line,
    number,
    oval,
    placed,
    polygon,
    rect,
    shape,
    stroke,
)
from collab.landscapes.tableware import bowl


def stage(brush: Brush) -> Shapes:
    """A wooden stage with a wall of old doors on a lawn, nobody there yet."""
    dice, tone = brush.dice, brush.tone
    horizon, c = dice.between(440, 480), WIDTH / 2 + dice.around(0, 60)
    dark = dice.happens(0.5) or brush.light == "winter"
    out = [*sky(brush, horizon), disc(c + dice.side() * dice.between(60, 240), horizon - 130, 150, tone.sun)]
    if dark:
        out += [overcast(brush, 130, tone.far), overcast(brush, 40, tone.mid)]
    out += [hill(brush, horizon - 40, 16, tone.far)]
    out += [clump(brush, (x, horizon + 6), dice.between(50, 84), tone.mid) for x in range(-20, 1300, 150)]
    out += _flagpoles(brush, c, horizon)
    out += [
        rect((0, horizon + 6, WIDTH, HEIGHT), tone.mid),
        *(hill(brush, horizon + 70 + k * 90, 8, (tone.near, tone.mid, tone.near)[k]) for k in range(3)),
    ]
    out += _door_stage(brush, (c, horizon + 110))
    return [*out, *_lawn_flowers(brush, horizon + 270)]


def _flagpoles(brush: Brush, c: float, horizon: float) -> Shapes:
    tone, dice, out = brush.tone, brush.dice, []
    for k in (-470, -380, 380, 470):
        paint = dice.pick(brush.hues.coats)
        x, top = c + k, horizon - 260 - dice.between(0, 40)
        out += [
            rect((x - 3, top, 6, horizon - top + 40), tone.mark),
            disc(x, top - 4, 7, brush.hues.gold.lit),
        ]
        out.append(
            shape(f"M{number(x + 3)} {number(top + 6)}q28 -12 52 4t46 2v52q-26 12 -50 -2t-48 0Z", paint.lit)
        )
    return out


def _door_stage(brush: Brush, at: Point) -> Shapes:
    """Floor, steps and backdrop: doors of many paints side by side, some hung crosswise."""
    dice, hues, (c, y) = brush.dice, brush.hues, at
    out, x = [], c - 330
    while x < c + 300:
        width = dice.between(74, 96)
        tall = dice.between(228, 270)
        out += panelled_door((x, y - tall, width, tall), dice.pick(hues.coats), hues.sand.lit)
        x += width + 3
    out += [
        rect((c - 342, y - 282, 12, 282), hues.wood.shade),
        rect((x, y - 282, 12, 282), hues.wood.shade),
        rect((c - 352, y - 290, x - c + 374, 14), hues.wood.lit, 3),
    ]
    out += _bunting(brush, (c - 346, y - 284), (x + 6, y - 284), 70)
    out += [
        polygon(hues.plank.lit, (c - 380, y - 4), (c + 380, y - 4), (c + 440, y + 62), (c - 440, y + 62)),
        rect((c - 440, y + 62, 880, 40), hues.wood.lit),
    ]
    out += [line(hues.plank.shade, 3, (c + k * 76, y - 4), (c + k * 88, y + 62)) for k in range(-4, 5)]
    out += [
        line(hues.wood.shade, 5, (c - 440 + k * 80, y + 66), (c - 440 + k * 80, y + 102)) for k in range(12)
    ]
    step = c + dice.side() * 220
    out += [
        rect((step - 80 - k * 12, y + 78 + k * 22, 160 + k * 24, 24), (hues.plank.shade, hues.plank.lit)[k])
        for k in (0, 1)
    ]
    return out


def _bunting(brush: Brush, start: Point, end: Point, sag: float) -> Shapes:
    """A string of pennants between two points."""
    dice, hues = brush.dice, brush.hues
    (x0, y0), (x1, y1) = start, end
    count = round(abs(x1 - x0) / 44)
    flags = []
    for i in range(1, count):
        t = i / count
        x, y = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t + 4 * sag * t * (1 - t)
        paint = (hues.brick, hues.gold, hues.lime, hues.blue, hues.green)[i % 5].lit
        flags.append(polygon(paint, (x - 15, y), (x + 15, y), (x + dice.around(0, 5), y + 36)))
    string = f"M{number(x0)} {number(y0)}Q{number((x0 + x1) / 2)} {number((y0 + y1) / 2 + 2 * sag)} {number(x1)} {number(y1)}"
    return [stroke(string, brush.tone.mark, 3), *flags]


def _lawn_flowers(brush: Brush, top: float) -> Shapes:
    dice, hues = brush.dice, brush.hues
    return [
        disc(
            dice.between(0, WIDTH),
            dice.between(top, HEIGHT),
            dice.between(3, 6),
            dice.pick((hues.lime.lit, hues.gold.lit)),
        )
        for _ in range(40)
    ]


def crowd(brush: Brush) -> Shapes:
    """People on a square before a small stage, under bunting."""
    dice, tone, hues = brush.dice, brush.tone, brush.hues
    horizon, c = 450, WIDTH / 2 + dice.around(0, 70)
    out = [
        *sky(brush, horizon),
        sun(brush, 170)[1],
        *clouds(brush, 130, tone.sky[3]),
        hill(brush, horizon - 50, 18, tone.far),
    ]
    out += [
        leafy_tree(
            brush, (x + dice.around(0, 30), horizon + 20), dice.between(240, 330), (tone.mid, tone.near)
        )
        for x in (60, 220, 980, 1140)
    ]
    out += [
        rect((0, horizon, WIDTH, HEIGHT), hues.sand.lit),
        hill(brush, horizon + 4, 4, tone.mid),
        hill(brush, horizon + 90, 6, hues.sand.lit),
    ]
    out += _pavilion(brush, (c, horizon + 40))
    masts = (c - 500, c + 500)
    out += [rect((x - 5, 190, 10, 420), tone.dark) for x in masts]
    out += _bunting(brush, (masts[0], 200), (c, 176), 70) + _bunting(brush, (c, 176), (masts[1], 200), 70)
    spots = sorted((540 + 250 * dice.throw(), dice.between(60, 1140)) for _ in range(13))
    return out + [person(brush, (x, y), 0.62 + (y - 540) / 330) for y, x in spots]


def _pavilion(brush: Brush, at: Point) -> Shapes:
    dice, hues, tone, (c, y) = brush.dice, brush.hues, brush.tone, at
    roof, other = dice.pick((hues.brick, hues.blue, hues.gold)), hues.lime
    out = [rect((c - 190, y - 190, 380, 190), hues.wood.shade)]
    out += [person(brush, (c + k * 90, y - 4), 0.6) for k in (-1, 0, 1)]
    out += [
        rect((c - 196, y - 200, 14, 210), hues.lime.lit),
        rect((c + 182, y - 200, 14, 210), hues.lime.lit),
    ]
    for k in range(8):
        left, right = c - 216 + k * 54, c - 162 + k * 54
        out.append(
            polygon(
                (roof.lit, other.lit)[k % 2],
                (c + (k - 4) * 12, y - 290),
                (c + (k - 3) * 12, y - 290),
                (right, y - 196),
                (left, y - 196),
            )
        )
        out.append(rect((left, y - 198, 54, 26), (roof.shade, other.shade)[k % 2], 12))
    return [
        *out,
        rect((c - 214, y - 4, 428, 46), hues.plank.lit),
        rect((c - 214, y + 22, 428, 20), hues.plank.shade),
        rect((c - 2, y - 330, 4, 44), tone.mark),
    ]


def supper(brush: Brush) -> Shapes:
    """A long row of bowls on a table in a wooden shed, under strings of lamps."""
    dice, tone, hues = brush.dice, brush.tone, brush.hues
    boards = dice.pick(
        (
            (hues.wood.lit, hues.wood.shade),
            (hues.plum.lit, hues.plum.shade),
            (hues.plank.shade, hues.wood.lit),
        )
    )
    out = [rect((x, 0, 61, HEIGHT), boards[i % 2]) for i, x in enumerate(range(-10, WIDTH, 60))]
    c = WIDTH / 2 + dice.around(0, 40)
    out += _opening(brush, c)
    out += [
        rect((0, 0, WIDTH, 46), hues.coal.shade),
        *(polygon(hues.coal.lit, (x, 40), (x + 60, 40), (x + 22, 130), (x, 130)) for x in (0, 590)),
        rect((0, 124, WIDTH, 18), hues.coal.lit),
    ]
    for row in range(2):
        out += _lamps(brush, 142 + 10 * row, dice.between(60, 110) + row * 60)
    out += _set_table(brush)
    return out


def _opening(brush: Brush, c: float) -> Shapes:
    """An open gate with the evening outside."""
    tone = brush.tone
    return [
        rect((c - 226, 196, 452, 330), brush.hues.coal.shade),
        rect((c - 210, 212, 420, 314), tone.sky[1]),
        rect((c - 210, 300, 420, 226), tone.sky[2]),
        rect((c - 210, 372, 420, 160), tone.sky[3]),
        disc(c + brush.dice.around(0, 130), 372, 52, tone.sun),
        rect((c - 210, 410, 420, 116), tone.sea[1]),
        rect((c - 210, 450, 420, 80), tone.sea[2]),
    ]


def _lamps(brush: Brush, top: float, sag: float) -> Shapes:
    hues, tone = brush.hues, brush.tone
    string = f"M-20 {number(top)}Q300 {number(top + 2 * sag)} 600 {number(top)}Q900 {number(top + 2 * sag)} 1220 {number(top)}"
    bulbs: Shapes = []
    for i in range(1, 22):
        t = (i % 11) / 11
        x = (620 if i > 11 else -20) + (600 if i > 11 else 620) * t
        y = top + 4 * sag * t * (1 - t)
        bulbs += [
            rect((x - 4, y, 8, 12), hues.coal.shade),
            disc(x, y + 22, 13, hues.gold.lit),
            disc(x - 3, y + 19, 6, tone.sun),
        ]
    return [stroke(string, hues.coal.shade, 4), *bulbs]


def _set_table(brush: Brush) -> Shapes:
    """The table along the picture, with its bowls, bread and a ladle pot."""
    dice, hues = brush.dice, brush.hues
    out = [
        polygon(hues.plank.lit, (-20, 540), (1220, 540), (1260, 716), (-60, 716)),
        rect((-20, 714, 1260, 90), hues.plank.shade),
    ]
    out += [line(hues.plank.shade, 3, (-40, y), (1240, y)) for y in (584, 640)]
    paint = dice.pick((hues.lime, hues.blue, hues.brick, hues.sand))
    soup = dice.pick((hues.gold.shade, hues.rose.lit, hues.sand.lit))
    out += [placed(bowl(paint, soup), (70 + k * 178 + dice.around(0, 8), 592), 0.72) for k in range(7)]
    out += [placed(bowl(paint, soup), (-10 + k * 206 + dice.around(0, 10), 692), 1.0) for k in range(7)]
    out += [oval((dice.between(150, 1050), 628), 46, 12, hues.wood.lit) for _ in range(2)]
    return out
