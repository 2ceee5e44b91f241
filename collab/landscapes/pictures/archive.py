"""Archives and stores: shelves of boxes, stacked podiums, old doors, drawers of stone."""

from collab.landscapes.brush import Brush
from collab.landscapes.houses import panelled_door
from collab.landscapes.indoors import pendant, sunbeam, window
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
    veiled,
)


def shelves(brush: Brush) -> Shapes:
    """An aisle between shelves of boxes and binders, a window at its end."""
    dice, hues, tone = brush.dice, brush.hues, brush.tone
    vanish = (WIDTH / 2 + dice.around(0, 80), dice.between(340, 390))
    floor = dice.pick((hues.stone, hues.wood, hues.sand))
    out = [rect((0, 0, WIDTH, HEIGHT), dice.pick((hues.lime.shade, hues.sand.shade, tone.far)))]
    out += [polygon(floor.lit, (vanish[0], vanish[1] + 30), (WIDTH + 300, HEIGHT + 60), (-300, HEIGHT + 60))]
    pane = (vanish[0] - 78, vanish[1] - 120, 156, 150)
    out += window(brush, pane)
    out += [
        polygon(
            floor.lit,
            (vanish[0] - 150, vanish[1] + 96),
            (vanish[0] + 150, vanish[1] + 96),
            (WIDTH + 100, HEIGHT + 20),
            (-100, HEIGHT + 20),
        )
    ]
    out.append(
        veiled(
            [
                polygon(
                    tone.sun,
                    (vanish[0] - 60, vanish[1] + 96),
                    (vanish[0] + 60, vanish[1] + 96),
                    (vanish[0] + 170, HEIGHT),
                    (vanish[0] - 170, HEIGHT),
                )
            ],
            0.3,
        )
    )
    for side in (-1, 1):
        out += _aisle_side(brush, vanish, side)
    out += [
        piece
        for y, size in ((vanish[1] - 170, 0.35), (150, 0.8))
        for piece in pendant(brush, (vanish[0], y), size)
    ]
    return [*out, *_trolley(brush, (vanish[0] + dice.side() * dice.between(90, 150), 720))]


def _aisle_side(brush: Brush, vanish: Point, side: int) -> Shapes:
    """One wall of shelving seen along the aisle: uprights, boards and what stands on them."""
    dice, hues, out = brush.dice, brush.hues, []
    steel = dice.pick((hues.coal, hues.green, hues.stone))

    def at(depth: float, height: float) -> Point:
        return vanish[0] + side * 560 * depth, vanish[1] + 500 * depth * (0.62 - height)

    out.append(polygon(steel.shade, at(0.24, 0), at(0.24, 1.5), at(1.3, 1.5), at(1.3, 0)))
    edges = [0.24, 0.3, 0.38, 0.48, 0.62, 0.8, 1.04, 1.34]
    for level in range(5):
        low = 0.06 + level * 0.29
        for far, near in zip(edges, edges[1:], strict=False):
            out += _boxes(brush, [at(far, low), at(far, low + 0.2), at(near, low + 0.2), at(near, low)])
        out.append(
            polygon(steel.lit, at(0.24, low), at(0.24, low - 0.035), at(1.34, low - 0.035), at(1.34, low))
        )
    for depth in edges:
        out.append(
            polygon(steel.lit, at(depth, 0), at(depth, 1.5), at(depth * 1.035, 1.5), at(depth * 1.035, 0))
        )
    return out


def _boxes(brush: Brush, corners: list[Point]) -> Shapes:
    """Boxes or binders in one bay, given the bay's corners: far low, far high, near high, near low."""
    dice, hues, out = brush.dice, brush.hues, []
    count = dice.pick((1, 2, 2, 3))
    for i in range(count):
        if dice.happens(0.12):
            continue
        paint = dice.pick((hues.plank, hues.sand, hues.plank, hues.blue, hues.brick, hues.lime, hues.green))
        tall = dice.between(0.7, 1)
        start, end = (i + 0.06) / count, (i + 0.94) / count
        out.append(polygon(paint.lit, *_bay(corners, start, end, (0, tall))))
        out.append(
            polygon(
                hues.lime.lit if paint is not hues.lime else hues.lime.shade,
                *_bay(corners, start + 0.24 / count, end - 0.24 / count, (tall * 0.4, tall * 0.66)),
            )
        )
    return out


def _bay(corners: list[Point], start: float, end: float, heights: tuple[float, float]) -> list[Point]:
    (x0, low0), (_, high0), (x1, high1), (_, low1) = corners

    def at(t: float, h: float) -> Point:
        low, high = low0 + (low1 - low0) * t, high0 + (high1 - high0) * t
        return x0 + (x1 - x0) * t, low + (high - low) * h

    return [at(start, heights[0]), at(start, heights[1]), at(end, heights[1]), at(end, heights[0])]


def _trolley(brush: Brush, at: Point) -> Shapes:
    dice, hues, tone = brush.dice, brush.hues, brush.tone
    books = []
    x = -78.0
    while x < 60:
        width, paint = dice.between(14, 28), dice.pick(hues.coats)
        books.append(rect((x, -120 - dice.between(34, 54), width, 60), paint.lit, 2))
        x += width + 1
    papers = [
        rect((-70, -60, 100, 10), hues.lime.lit),
        rect((-64, -70, 100, 10), hues.sand.lit),
        rect((-70, -80, 96, 10), hues.lime.lit),
    ]
    frame = [rect((-96, -120, 192, 14), hues.brick.lit, 3), rect((-96, -50, 192, 14), hues.brick.lit, 3)]
    frame += [rect((k, -176, 10, 150), hues.coal.lit, 3) for k in (-98, 88)]
    return [
        placed(
            [*books, *papers, *frame, disc(-84, -12, 14, tone.dark), disc(84, -12, 14, tone.dark)], at, 1.15
        )
    ]


def _store(brush: Brush, floor: float) -> Shapes:
    """A dim store: boarded wall, beams, a small high window and its ray of dusty light."""
    dice, hues, tone = brush.dice, brush.hues, brush.tone
    paint = dice.pick((hues.wood, hues.plum, hues.coal, hues.stone))
    out = [rect((0, 0, WIDTH, HEIGHT), paint.shade)]
    boards = "".join(f"M{x} 0V{number(floor)}" for x in range(10, WIDTH, 70))
    out += [stroke(boards, paint.lit, 3), rect((0, 74, WIDTH, 26), hues.coal.shade)]
    out += [rect((x, 0, 30, floor), hues.coal.shade) for x in (150, 1010)]
    side = dice.side()
    pane = (WIDTH / 2 + side * dice.between(180, 260) - 90, 130, 180, 130)
    out += [*window(brush, pane, high=False), rect((0, floor, WIDTH, HEIGHT - floor), hues.stone.shade)]
    out += [line(hues.stone.lit, 2, (0, floor + k), (WIDTH, floor + k)) for k in (30, 84)]
    return [*out, sunbeam(brush, pane, -side * 300)]


def podiums(brush: Brush) -> Shapes:
    """Stage podiums and planks in piles, deep in dust."""
    dice, hues = brush.dice, brush.hues
    floor = dice.between(600, 630)
    out = _store(brush, floor)
    x = dice.between(60, 110)
    for _ in range(3):
        width = dice.between(270, 340)
        out += _pile(brush, x, floor + dice.between(40, 90), width)
        x += width + dice.between(20, 50)
    for k in range(5):
        out.append(
            line(
                dice.pick((hues.plank.lit, hues.plank.shade, hues.wood.lit)),
                24,
                (1130 + k * 22, floor + 60),
                (1010 + k * 34, 210 + dice.around(0, 60)),
            )
        )
    return [*out, *_dust(brush)]


def _pile(brush: Brush, x: float, foot: float, width: float) -> Shapes:
    """A pile of flat podiums with coloured edges, dust lying on the uppermost."""
    dice, hues, out = brush.dice, brush.hues, []
    y = foot
    for _ in range(dice.pick((4, 5, 6, 7))):
        shift, edge = (
            dice.around(0, 16),
            dice.pick((hues.blue, hues.wood, hues.plank, hues.brick, hues.green, hues.sand, hues.gold)),
        )
        out += [
            rect((x + shift, y - 54, width, 40), edge.lit, 2),
            rect((x + shift, y - 26, width, 12), edge.shade, 2),
        ]
        out += [rect((x + shift + k, y - 16, 34, 18), hues.coal.shade) for k in (22, width - 56)]
        out += [rect((x + shift + width * 0.42, y - 44, 44, 10), hues.lime.shade, 2)]
        y -= 56
    top = [
        polygon(hues.sand.shade, (x, y + 2), (x + 40, y - 22), (x + width - 30, y - 22), (x + width, y + 2))
    ]
    return [*out, *top]


def _dust(brush: Brush) -> Shapes:
    dice, tone = brush.dice, brush.tone
    return [
        veiled(
            [
                disc(dice.between(200, 1000), dice.between(150, 700), dice.between(2, 5), tone.wall)
                for _ in range(46)
            ],
            0.6,
        )
    ]


def doors(brush: Brush) -> Shapes:
    """Old doors in green, yellow and brown, leaning in a row against a wall."""
    dice, hues = brush.dice, brush.hues
    floor = dice.between(640, 670)
    out = [
        rect(
            (0, 0, WIDTH, HEIGHT), dice.pick((hues.sand.lit, hues.lime.shade, hues.rose.lit, brush.tone.far))
        )
    ]
    out += [
        rect((0, 560, WIDTH, 260), hues.sand.shade),
        rect((0, floor, WIDTH, HEIGHT - floor), hues.stone.lit),
        rect((0, floor, WIDTH, 8), hues.stone.shade),
    ]
    groups = dice.pick(
        (
            (hues.green, hues.green, hues.green, hues.gold, hues.gold, hues.wood, hues.wood),
            (hues.wood, hues.wood, hues.gold, hues.gold, hues.gold, hues.green, hues.green),
        )
    )
    x = 110.0
    for paint in groups:
        width, tall = dice.between(128, 150), dice.between(400, 470)
        lean = dice.between(2, 6)
        back = dice.pick([p for p in (hues.green, hues.gold, hues.wood) if p is not paint])
        out.append(
            turned(
                panelled_door((0, -tall - 26, width, tall), back, hues.lime.lit), (x + 26, floor + 30), lean
            )
        )
        out.append(
            turned(_old_door(brush, (0, -tall, width, tall)), (x, floor + 50), lean)
            if dice.happens(0.25)
            else turned(panelled_door((0, -tall, width, tall), paint, hues.coal.lit), (x, floor + 50), lean)
        )
        x += width + dice.between(2, 14)
    return [*out, *_floor_things(brush, floor), *pendant(brush, (dice.between(420, 780), 120))]


def _old_door(brush: Brush, box: Box) -> Shapes:
    """A door whose upper half is glass."""
    hues, (x, y, w, h) = brush.hues, box
    paint = brush.dice.pick((hues.green, hues.gold, hues.wood))
    panes = [
        rect((x + w * a, y + h * b, w * 0.32, h * 0.17), brush.tone.sky[2])
        for a in (0.14, 0.54)
        for b in (0.07, 0.27)
    ]
    return [
        rect(box, paint.lit, 2),
        *panes,
        rect((x + w * 0.14, y + h * 0.52, w * 0.72, h * 0.4), paint.shade, 2),
        rect((x + w * 0.86, y + h * 0.47, 11, 11), hues.coal.lit, 5),
    ]


def _floor_things(brush: Brush, floor: float) -> Shapes:
    hues, dice = brush.hues, brush.dice
    x = dice.pick((dice.between(80, 240), dice.between(900, 1060)))
    tin = [
        rect((-44, -84, 88, 84), hues.stone.lit, 4),
        rect((-44, -60, 88, 36), dice.pick(hues.coats).lit),
        oval((0, -84), 44, 11, hues.stone.shade),
        oval((0, -83), 36, 8, hues.gold.lit),
        line(hues.wood.lit, 9, (20, -92), (56, -150)),
    ]
    return [placed(tin, (x, floor + 124), 1)]


def drawers(brush: Brush) -> Shapes:
    """A steel cabinet with its drawers drawn out; dark stones lie sorted in them."""
    dice, hues, tone = brush.dice, brush.hues, brush.tone
    steel = dice.pick((hues.green, hues.blue, hues.stone, hues.coal))
    c, floor = WIDTH / 2 + dice.around(0, 50), 720
    out = [
        rect((0, 0, WIDTH, HEIGHT), dice.pick((hues.lime.shade, hues.sand.lit, tone.far))),
        rect((0, floor - 20, WIDTH, 120), hues.wood.lit),
        rect((0, floor - 30, WIDTH, 14), hues.lime.lit),
    ]
    side = dice.side()
    pane = (c + side * 450 - 90, 120, 180, 250)
    out += [
        *window(brush, pane),
        rect((c - 330, 60, 660, floor - 50), steel.shade, 6),
        rect((c - 330, 60, 660, 30), steel.lit, 6),
    ]
    pulled = dice.several(range(6), 3)
    for row in range(6):
        y = 110 + row * 96
        out += _drawer(brush, (c, y), row in pulled)
    out += [rect((c - 310, floor + 8, 40, 26), tone.dark), rect((c + 270, floor + 8, 40, 26), tone.dark)]
    return [*out, *_samples(brush, (c - side * 460, floor))]


def _drawer(brush: Brush, at: Point, is_out: bool) -> Shapes:
    hues, dice, (c, y) = brush.hues, brush.dice, at
    if not is_out:
        return [
            rect((c - 310, y, 620, 86), hues.stone.lit, 4),
            rect((c - 60, y + 34, 120, 14), hues.stone.shade, 6),
            rect((c - 290, y + 24, 90, 34), hues.lime.lit, 2),
        ]
    out = [
        polygon(hues.coal.shade, (c - 310, y), (c + 310, y), (c + 344, y + 54), (c - 344, y + 54)),
        polygon(hues.sand.lit, (c - 298, y + 8), (c + 298, y + 8), (c + 328, y + 54), (c - 328, y + 54)),
    ]
    for k in range(8):
        x = c - 272 + k * 78 + dice.around(0, 8)
        size = dice.between(18, 29)
        stone = [
            (x - size, y + 48),
            (x - size * 0.7, y + 48 - size),
            (x + size * 0.2, y + 44 - size * 1.3),
            (x + size, y + 50 - size * 0.7),
            (x + size * 0.9, y + 50),
        ]
        paint = dice.pick((hues.coal, hues.coal, hues.stone, hues.plum))
        out += [polygon(paint.lit, *stone), polygon(paint.shade, stone[2], stone[3], stone[4], (x, y + 48))]
        out.append(line(hues.sand.shade, 3, (x + 36, y + 12), (x + 39, y + 52)))
    return [
        *out,
        rect((c - 350, y + 54, 700, 50), hues.stone.lit, 5),
        rect((c - 60, y + 70, 120, 14), hues.stone.shade, 6),
        rect((c - 320, y + 64, 90, 28), hues.lime.lit, 2),
    ]


def _samples(brush: Brush, at: Point) -> Shapes:
    """A wooden box of samples beside the cabinet."""
    hues, dice = brush.hues, brush.dice
    stones = [
        shape(
            f"M{x} -76q6 -{round(dice.between(30, 52))} 34 -{round(dice.between(24, 40))}t26 40Z",
            dice.pick((hues.coal.lit, hues.stone.shade, hues.coal.shade)),
        )
        for x in (-80, -30, 20)
    ]
    return [
        placed(
            [
                *stones,
                rect((-104, -80, 208, 84), hues.plank.lit, 3),
                rect((-104, -40, 208, 6), hues.plank.shade),
                rect((-34, -66, 68, 18), hues.plank.shade, 8),
            ],
            at,
            1,
        )
    ]
