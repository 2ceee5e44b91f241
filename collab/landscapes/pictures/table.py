"""Tables: a carpenter's bench, letters, a long table laid for guests, coffee, potatoes."""

from collab.landscapes.brush import Brush
from collab.landscapes.indoors import clock, cloth, pendant, shelf, sunbeam, table, wall, window
from collab.landscapes.palette import Paint
from collab.landscapes.shapes import (
    HEIGHT,
    WIDTH,
    Box,
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
    turned,
)
from collab.landscapes.tableware import (
    bottle,
    bowl,
    candle,
    cup,
    fish,
    flowers,
    glass,
    loaf,
    mug,
    plate,
    potatoes,
    thermos,
)


def workbench(brush: Brush) -> Shapes:
    """A round wooden dial with two hands on a carpenter's bench, planes and shavings around it."""
    dice, hues, tone = brush.dice, brush.hues, brush.tone
    side, top = dice.side(), 560
    c = WIDTH / 2 + side * dice.between(30, 100)
    pane = (WIDTH / 2 - side * 370 - 130, 90, 260, 230)
    out = [*wall(brush, top), *window(brush, pane), sunbeam(brush, pane, side * 240)]
    out += _tools(brush, WIDTH / 2 + side * 330)
    out += _dial(brush, (c, top - 190), dice.between(168, 188))
    out += [polygon(hues.plank.lit, (-40, top), (WIDTH + 40, top), (WIDTH + 80, top + 110), (-80, top + 110))]
    out += [
        line(hues.plank.shade, 3, (-60, top + 44), (WIDTH + 60, top + 48)),
        rect((-40, top + 110, WIDTH + 80, 46), hues.plank.shade),
        rect((-40, top + 156, WIDTH + 80, 120), hues.wood.shade),
    ]
    out += [rect((x, top + 156, 60, 100), hues.wood.lit) for x in (120, 1010)]
    out += [
        placed(_plane(brush), (c - side * 330, top + 66), 1.1, dice.happens(0.5)),
        placed(_plane(brush), (c + side * 300, top + 92), 0.9, dice.happens(0.5)),
    ]
    return [*out, *_shavings(brush, top)]


def _dial(brush: Brush, at: Point, radius: float) -> Shapes:
    """A clock face of wood, leaning against the wall: twelve marks and two dark hands."""
    dice, hues, tone, (x, y) = brush.dice, brush.hues, brush.tone, at
    out = [
        disc(x + 14, y + 8, radius, hues.wood.shade),
        disc(x, y, radius, hues.plank.shade),
        disc(x, y, radius - 14, hues.plank.lit),
    ]
    out += [
        stroke(
            f"M{number(x - radius * 0.8)} {number(y + k * radius * 0.3)}q{number(radius * 0.8)} {number(dice.around(0, 26))} {number(radius * 1.6)} 0",
            hues.plank.shade,
            3,
        )
        for k in (-1, 0, 1)
    ]
    marks = (
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
    out += [
        line(
            hues.wood.shade,
            7 if i % 3 == 0 else 4,
            (x + a * radius * 0.74, y + b * radius * 0.74),
            (x + a * radius * 0.84, y + b * radius * 0.84),
        )
        for i, (a, b) in enumerate(marks)
    ]
    hour, minute = dice.several(marks, 2)
    out += [
        line(tone.dark, 15, (x, y), (x + hour[0] * radius * 0.42, y + hour[1] * radius * 0.42)),
        line(tone.dark, 9, (x, y), (x + minute[0] * radius * 0.66, y + minute[1] * radius * 0.66)),
    ]
    return [*out, disc(x, y, 13, tone.dark)]


def _tools(brush: Brush, c: float) -> Shapes:
    """A rack on the wall: saw, hammer, chisels, square."""
    dice, hues, tone = brush.dice, brush.hues, brush.tone
    tools: list[Shapes] = [
        [
            polygon(hues.stone.lit, (-12, 0), (26, 0), (14, 150), (2, 150)),
            rect((-18, -40, 46, 46), hues.wood.lit, 12),
            rect((-4, -26, 18, 18), hues.wood.shade, 8),
        ],
        [rect((-7, 0, 14, 140), hues.plank.lit, 4), rect((-36, -22, 72, 30), hues.coal.lit, 5)],
        [
            rect((-9, -20, 18, 56), hues.gold.lit, 6),
            polygon(hues.stone.lit, (-6, 36), (6, 36), (9, 120), (-9, 120)),
        ],
        [
            rect((-8, -20, 16, 50), hues.brick.lit, 6),
            polygon(hues.stone.lit, (-4, 30), (4, 30), (6, 110), (-6, 110)),
        ],
        [line(hues.wood.lit, 14, (-24, 0), (-24, 110)), line(hues.stone.shade, 8, (-24, 108), (36, 108))],
    ]
    rack = [rect((c - 190, 128, 380, 18), hues.wood.lit, 3)]
    for k, tool in enumerate(dice.several(tools, 4)):
        rack += [placed(tool, (c - 138 + k * 92, 166)), rect((c - 143 + k * 92, 140, 10, 14), tone.dark, 3)]
    return rack


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
    curls = []
    for _ in range(16):
        x, y, r = dice.between(60, 1140), dice.between(top + 20, top + 112), dice.between(9, 17)
        d = f"M{number(x - r * 2)} {number(y + r)}q{number(r * 3)} {number(r * 0.4)} {number(r * 3)} -{number(r)}a{number(r)} {number(r)} 0 1 0 -{number(r * 1.6)} {number(r * 0.6)}"
        curls.append(stroke(d, dice.pick((hues.sand.lit, hues.lime.lit, hues.sand.shade)), 6))
    return curls


def letters(brush: Brush) -> Shapes:
    """Sheets of paper in piles on a kitchen table, with a cup of coffee."""
    dice, hues, tone = brush.dice, brush.hues, brush.tone
    side, top = dice.side(), dice.between(440, 470)
    pane = (WIDTH / 2 + side * dice.between(60, 160) - 170, 70, 340, 270)
    out = [*wall(brush, top), *window(brush, pane, high=False), *_curtains(brush, pane)]
    out += _chair(brush, WIDTH / 2 - side * dice.between(250, 330), top)
    wood = dice.pick((hues.wood, hues.plank, hues.green, hues.sand))
    out += table(brush, top, wood)
    spots = dice.several(_SPOTS, 7)
    for x, y in sorted(spots, key=lambda spot: spot[1]):
        out.append(
            turned(_sheet(brush, dice.pick((1, 1, 4, 6))), (x + dice.around(0, 26), y), dice.around(0, 26))
        )
    out.append(
        placed(
            cup(dice.pick((hues.lime, hues.blue, hues.brick)), hues.wood.shade),
            (WIDTH / 2 + side * dice.between(60, 180), dice.between(640, 680)),
            1.25,
            side < 0,
        )
    )
    pen = (WIDTH / 2 - side * 150, 742)
    out += [
        line(hues.brick.lit, 9, pen, (pen[0] + 110, pen[1] - 26)),
        line(tone.dark, 5, (pen[0] - 14, pen[1] + 3), pen),
    ]
    return [*out, *pendant(brush, (WIDTH / 2 - side * dice.between(60, 120), dice.between(150, 190)))]


_SPOTS = [
    (190, 560),
    (400, 530),
    (620, 525),
    (830, 540),
    (1010, 580),
    (250, 680),
    (480, 650),
    (900, 690),
    (1080, 720),
    (680, 740),
    (120, 760),
]


def _sheet(brush: Brush, pile: int) -> Shapes:
    """A written sheet, or a pile of them, seen at a slant."""
    dice, hues = brush.dice, brush.hues
    out = [
        polygon(
            hues.lime.shade if k % 2 else hues.sand.lit,
            (-84, -44 + k * 4),
            (62, -44 + k * 4),
            (84, 46 + k * 4),
            (-66, 46 + k * 4),
        )
        for k in range(pile, 0, -1)
    ]
    out.append(polygon(hues.lime.lit, (-84, -44), (62, -44), (84, 46), (-66, 46)))
    rows = "".join(f"M{-58 + k * 4} {-28 + k * 15}h{number(dice.between(56, 108))}" for k in range(5))
    return [*out, stroke(rows, hues.stone.lit, 4)]


def _curtains(brush: Brush, box: Box) -> Shapes:
    dice, (x, y, w, h) = brush.dice, box
    paint = dice.pick((brush.hues.brick, brush.hues.gold, brush.hues.lime, brush.hues.rose))
    left = f"M{number(x - 34)} {number(y - 30)}h{number(w * 0.28)}q-6 {number(h * 0.5)} -{number(w * 0.2)} {number(h + 40)}h-{number(w * 0.1)}Z"
    right = f"M{number(x + w + 34)} {number(y - 30)}h-{number(w * 0.28)}q6 {number(h * 0.5)} {number(w * 0.2)} {number(h + 40)}h{number(w * 0.1)}Z"
    return [
        shape(left, paint.lit),
        shape(right, paint.lit),
        rect((x - 50, y - 40, w + 100, 14), brush.hues.wood.shade, 6),
    ]


def _chair(brush: Brush, x: float, top: float) -> Shapes:
    paint = brush.dice.pick((brush.hues.wood, brush.hues.green, brush.hues.blue, brush.hues.coal))
    posts = [rect((x + k, top - 130, 14, 150), paint.lit, 5) for k in (-76, 62)]
    slats = [rect((x - 48 + k * 32, top - 112, 10, 120), paint.shade, 4) for k in range(4)]
    return [*slats, *posts, rect((x - 84, top - 138, 168, 30), paint.lit, 12)]


def long_table(brush: Brush) -> Shapes:
    """A long table laid for many; one plate in the middle has no food."""
    dice, hues, tone = brush.dice, brush.hues, brush.tone
    top = dice.between(440, 470)
    out = wall(brush, top)
    out += _light_from_windows(brush)
    out += [piece for k in range(5) for piece in _chair(brush, 160 + k * 220, top)]
    out += (
        cloth(brush, top, dice.pick((hues.blue, hues.brick, hues.green)))
        if dice.happens(0.4)
        else table(brush, top, dice.pick((hues.plank, hues.wood, hues.lime)))
    )
    rim, dish = dice.pick((hues.blue.lit, hues.brick.lit, hues.green.lit, hues.gold.lit)), _dish(brush)
    out += [placed(plate(brush, rim, dish), (210 + k * 195, top + 58), 0.62) for k in range(5)]
    out += _middle(brush, top + 118)
    for k in range(-2, 3):
        x = WIDTH / 2 + k * 262
        out += [placed(plate(brush, rim, [] if k == 0 else dish), (x, 690), 1.08)]
        out += [
            line(hues.stone.lit, 7, (x - 128, 730), (x - 120, 656)),
            line(hues.stone.lit, 7, (x + 128, 730), (x + 120, 656)),
        ]
    return out


def _light_from_windows(brush: Brush) -> Shapes:
    dice = brush.dice
    count, out = dice.pick((1, 2, 3)), []
    width = (420, 260, 200)[count - 1]
    for k in range(count):
        pane = (
            WIDTH / 2 + (k - (count - 1) / 2) * (width + 110) - width / 2,
            dice.between(66, 72),
            width,
            230,
        )
        out += [*window(brush, pane), sunbeam(brush, pane, dice.side() * 160)]
    return out


def _dish(brush: Brush) -> Shapes:
    hues, dice = brush.hues, brush.dice
    greens = [
        disc(34, 8, 8, hues.green.lit),
        disc(46, 4, 7, hues.green.lit),
        disc(-40, 10, 9, hues.sand.lit),
        disc(-24, 13, 8, hues.sand.shade),
    ]
    return [*greens, *fish(dice.pick((hues.stone, hues.blue, hues.rose)))]


def _middle(brush: Brush, y: float) -> Shapes:
    """Bottles, glasses, bread, candles and flowers along the middle of the table."""
    dice, hues, tone = brush.dice, brush.hues, brush.tone
    things: list[Shapes] = [
        bottle(hues.green),
        candle(brush),
        loaf(brush),
        flowers(brush),
        bowl(hues.blue, hues.green.lit),
        candle(brush),
        bottle(hues.plum),
    ]
    out = [
        placed(thing, (190 + k * 205 + dice.around(0, 16), y), 0.8)
        for k, thing in enumerate(dice.several(things, 5))
    ]
    return out + [
        placed(
            glass(brush, dice.pick((tone.sea[0], hues.gold.lit))),
            (90 + k * 205 + dice.around(0, 10), y + 8),
            0.7,
        )
        for k in range(6)
    ]


def coffee(brush: Brush) -> Shapes:
    """Thermoses, mugs and a candle on a long table under a high window."""
    dice, hues = brush.dice, brush.hues
    top, side = dice.between(540, 570), dice.side()
    pane = (WIDTH / 2 + dice.around(0, 120) - 230, 56, 460, 210)
    out = [*wall(brush, top), *window(brush, pane), sunbeam(brush, pane, side * 200)]
    out += (
        clock(brush, (WIDTH / 2 - side * 440, 170), 74)
        if dice.happens(0.6)
        else shelf(brush, (WIDTH / 2 - side * 440 - 110, 130, 220, 90))
    )
    wood = dice.pick((hues.plank, hues.lime, hues.wood, hues.green))
    out += [
        rect((-20, top, WIDTH + 40, 116), wood.lit),
        rect((-20, top + 116, WIDTH + 40, 36), wood.shade),
        rect((-20, top + 152, WIDTH + 40, 120), hues.coal.lit),
    ]
    out += [rect((-20, top + 50, WIDTH + 40, 4), wood.shade)]
    out += [
        placed(
            thermos(*dice.several((hues.brick, hues.blue, hues.green, hues.coal, hues.gold), 2)),
            (WIDTH / 2 + side * x, top + 34),
            size,
        )
        for x, size in ((-330, 1.15), (-180, 1.0), (370, 1.08))
    ]
    out += [placed(candle(brush), (WIDTH / 2 + side * dice.between(-10, 60), top + 46), 1.35)]
    paints = dice.several(hues.coats, 5)
    spots = (-420, -100, 120, 240, 500)
    out += [
        placed(
            mug(paint, hues.wood.shade),
            (WIDTH / 2 + side * x + dice.around(0, 16), top + dice.between(84, 104)),
            0.92,
            dice.happens(0.5),
        )
        for x, paint in zip(spots, paints, strict=True)
    ]
    out += [placed(plate(brush, hues.blue.lit, _buns(brush)), (WIDTH / 2 - side * 250, top + 86), 0.9)]
    return out


def _buns(brush: Brush) -> Shapes:
    hues = brush.hues
    spots = ((-44, -6), (0, -10), (44, -6), (-22, -34), (24, -34))
    return [
        oval((x, y), 27, 19, hues.plank.shade)
        + oval((x - 2, y - 5), 20, 11, hues.plank.lit)
        + disc(x, y - 6, 4, hues.gold.lit)
        for x, y in spots
    ]


def potato_table(brush: Brush) -> Shapes:
    """A large bowl of boiled potatoes and small dishes of pickled herring."""
    dice, hues, tone = brush.dice, brush.hues, brush.tone
    top, side = dice.between(430, 460), dice.side()
    pane = (WIDTH / 2 + side * dice.between(130, 220) - 160, 60, 320, 260)
    out = [*wall(brush, top), *window(brush, pane, high=False)]
    out += shelf(brush, (WIDTH / 2 - side * 320 - 170, 130, 340, 110))
    out += (
        table(brush, top, dice.pick((hues.plank, hues.wood, hues.sand)))
        if dice.happens(0.7)
        else cloth(brush, top, hues.blue)
    )
    c = WIDTH / 2 + side * dice.between(-40, 60)
    out += [
        placed(loaf(brush), (c - side * 390, top + 90), 1.0),
        placed(bottle(dice.pick((hues.green, hues.plum))), (c + side * 330, top + 70), 1.1),
    ]
    out.append(placed(potatoes(brush), (c, 650), 1.22))
    for x, y in ((-420, 690), (-230, 750), (250, 752), (440, 680)):
        out.append(
            placed(
                plate(brush, dice.pick((hues.blue.lit, hues.lime.lit, hues.brick.lit)), _herring(brush)),
                (c + side * x, y),
                0.78,
            )
        )
    return [*out, *_butter(brush, (c + side * 70, 742))]


def _herring(brush: Brush) -> Shapes:
    hues, dice = brush.hues, brush.dice
    pieces = [
        f'<rect x="-16" y="-8" width="32" height="15" rx="6" fill="{dice.pick((hues.stone.lit, hues.stone.shade, hues.lime.shade))}" transform="translate({x} {y}) rotate({dice.around(0, 30):.0f})"/>'
        for x, y in ((-40, -4), (-8, -10), (28, -6), (-20, 8), (14, 8), (46, 4))
    ]
    rings = [stroke(f"M{x} {y}a9 6 0 1 0 1 0", hues.rose.lit, 3) for x, y in ((-30, 0), (24, 2))]
    return [*pieces, *rings, disc(4, -2, 4, hues.green.lit), disc(-46, 6, 4, hues.green.lit)]


def _butter(brush: Brush, at: Point) -> Shapes:
    hues = brush.hues
    block = [
        oval((0, 2), 74, 17, hues.lime.shade),
        oval((0, 0), 74, 16, hues.lime.lit),
        rect((-40, -36, 76, 34), hues.gold.lit, 5),
        rect((-40, -12, 76, 10), hues.gold.shade, 4),
        line(hues.stone.lit, 8, (10, -40), (84, -66)),
        line(hues.wood.lit, 12, (84, -66), (124, -80)),
    ]
    return [placed(block, at)]
