"""Towns: a street with an open door, a closed door, a road to the fortress, a frozen moat."""

from collab.landscapes.brush import Brush
from collab.landscapes.houses import bricks, panelled_door, sash
from collab.landscapes.outdoors import birds, clouds, hill, sky, sun
from collab.landscapes.palette import Paint
from collab.landscapes.plants import bare_tree, hollyhock
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
    veiled,
)


def street(brush: Brush) -> Shapes:
    """A sunny row of low houses; one door stands open, books on a table before it."""
    dice, tone, hues = brush.dice, brush.tone, brush.hues
    ground = 600
    out = [*sky(brush, 320), sun(brush, 120)[1], *clouds(brush, 110, tone.sky[3])]
    paints = dice.several((hues.brick, hues.sand, hues.lime, hues.gold, hues.rose, hues.blue), 4)
    edges = [-60.0, dice.between(230, 290), dice.between(690, 780), dice.between(1010, 1060), 1270.0]
    for i, paint in enumerate(paints):
        out += _house(brush, (edges[i], edges[i + 1]), ground, paint)
    middle = (edges[1] + edges[2]) / 2
    out += _pavement(brush, ground)
    out += _open_door(brush, (middle - 62, ground), paints[1])
    out += [hollyhock(brush, (edges[2] - 34 + k * 26, ground + 4), dice.between(130, 220)) for k in range(4)]
    out.append(placed(_book_table(brush), (middle + dice.side() * dice.between(175, 200), ground + 74), 1.15))
    return out


def _house(brush: Brush, sides: tuple[float, float], ground: float, paint: Paint) -> Shapes:
    """One low street house: plinth, roof with tiles, windows and (at the edges) a closed door."""
    dice, hues, (left, right) = brush.dice, brush.hues, sides
    eaves, width = ground - dice.between(250, 290), right - left
    roof = hues.coal if paint is hues.brick else hues.brick
    ridge = eaves - dice.between(90, 130)
    wall = (left, eaves, width, ground - eaves)
    out = bricks(brush, wall, paint) if paint is hues.brick else [rect(wall, paint.lit)]
    out += [
        rect((left, ground - 34, width, 34), hues.stone.shade),
        rect((left, ridge, width, eaves - ridge + 12), roof.lit),
    ]
    tiles = "".join(
        f"M{number(x)} {number(ridge)}V{number(eaves + 12)}" for x in range(int(left) + 12, int(right), 26)
    )
    out += [stroke(tiles, roof.shade, 3), rect((left, eaves + 8, width, 10), roof.shade)]
    out += [
        rect((left + width * 0.2, ridge - 44, 44, 60), hues.brick.shade),
        rect((left + width * 0.2 - 5, ridge - 50, 54, 12), hues.coal.lit),
    ]
    for x in _window_places(left, width):
        out += sash(brush, (x, eaves + 62, 62, 96), hues.glass)
        out += [rect((x - 12, eaves + 164, 86, 9), hues.lime.shade)]
    return out


def _window_places(left: float, width: float) -> list[float]:
    if width < 330:
        return [left + width / 2 - 31]
    return [left + 44, left + width - 106]


def _pavement(brush: Brush, ground: float) -> Shapes:
    """Pavement, kerb and cobbles in rows that widen towards us."""
    dice, hues = brush.dice, brush.hues
    out = [rect((0, ground, WIDTH, 56), hues.stone.lit), rect((0, ground + 52, WIDTH, 12), hues.stone.shade)]
    out.append(rect((0, ground + 64, WIDTH, 140), hues.sand.shade))
    y, height = ground + 70.0, 14.0
    while y < HEIGHT:
        x = -dice.between(0, 60)
        while x < WIDTH:
            width = height * dice.between(1.9, 2.9)
            if dice.happens(0.62):
                out.append(
                    rect(
                        (x, y, width - 6, height),
                        dice.pick((hues.sand.lit, hues.stone.lit, hues.stone.shade)),
                        height / 2.4,
                    )
                )
            x += width * 1.6
        y, height = y + height + 7, height * 1.26
    return out


def _open_door(brush: Brush, at: Point, wall: Paint) -> Shapes:
    """A door that stands open: a warm room, the leaf turned aside, a step."""
    (x, y), hues, tone = at, brush.hues, brush.tone
    leaf = brush.dice.pick([paint for paint in (hues.green, hues.blue, hues.plum) if paint is not wall])
    return [
        rect((x - 16, y - 236, 156, 236), hues.lime.lit, 6),
        rect((x, y - 220, 124, 220), hues.coal.lit),
        polygon(hues.gold.lit, (x + 16, y), (x + 16, y - 168), (x + 108, y - 168), (x + 108, y)),
        rect((x + 34, y - 122, 56, 8), hues.wood.lit),
        rect((x + 40, y - 150, 10, 28), hues.brick.lit),
        rect((x + 52, y - 144, 12, 22), hues.blue.lit),
        rect((x + 70, y - 148, 9, 26), hues.green.lit),
        polygon(leaf.lit, (x, y - 220), (x - 70, y - 204), (x - 70, y + 20), (x, y)),
        polygon(leaf.shade, (x - 12, y - 196), (x - 58, y - 186), (x - 58, y - 110), (x - 12, y - 116)),
        polygon(leaf.shade, (x - 12, y - 92), (x - 58, y - 88), (x - 58, y - 10), (x - 12, y - 20)),
        rect((x - 26, y - 4, 176, 20), hues.stone.shade, 3),
        rect((x - 26, y - 8, 176, 10), tone.wall, 3),
    ]


def _book_table(brush: Brush) -> Shapes:
    """A small table of books, around the middle of its feet."""
    dice, hues = brush.dice, brush.hues
    out = [line(hues.wood.shade, 9, (-84, -92), (-96, 0)), line(hues.wood.shade, 9, (84, -92), (96, 0))]
    x = -96.0
    while x < 70:
        width, tall, paint = dice.between(13, 26), dice.between(38, 60), dice.pick(hues.coats)
        out += [
            rect((x, -106 - tall, width, tall), paint.lit, 2),
            rect((x, -106 - tall * 0.75, width, 5), paint.shade),
        ]
        x += width + 1
    out += [rect((50, -118, 58, 12), hues.green.lit, 2), rect((54, -130, 52, 12), hues.brick.lit, 2)]
    return [*out, rect((-116, -106, 232, 16), hues.plank.lit, 3), rect((-110, -92, 220, 8), hues.plank.shade)]


def doorway(brush: Brush) -> Shapes:
    """A closed door in a brick wall, a handwritten note behind its pane."""
    dice, tone, hues = brush.dice, brush.tone, brush.hues
    wall = dice.pick((hues.brick, hues.brick, hues.plum, hues.sand))
    c, ground = WIDTH / 2 + dice.around(0, 90), 690
    out = bricks(brush, (0, 0, WIDTH, ground), wall)
    out += [
        rect((0, ground - 90, WIDTH, 90), hues.stone.shade),
        rect((0, ground - 96, WIDTH, 12), hues.stone.lit),
    ]
    out += [rect((0, ground, WIDTH, 110), hues.stone.lit)]
    out += [
        line(hues.stone.shade, 3, (x, ground), (600 + (x - 600) * 1.3, HEIGHT))
        for x in range(-200, 1500, 130)
    ]
    out += _portal(brush, c, ground)
    out += _noted_door(brush, c, ground)
    side = dice.side()
    out += sash(brush, (c + side * 390 - 75, 230, 150, 230), hues.coal.lit)
    out += [rect((c + side * 390 - 100, 470, 200, 18), hues.lime.shade)]
    out += _lamp(brush, (c - side * 260, 240))
    if dice.happens(0.6):
        out.append(placed(_bicycle(brush), (c - side * 380, ground + 10), 1.15, side > 0))
    return out


def _portal(brush: Brush, c: float, ground: float) -> Shapes:
    lime = brush.hues.lime
    arch = f"M{number(c - 170)} {number(ground)}V250A170 150 0 0 1 {number(c + 170)} 250V{number(ground)}Z"
    stones = "".join(
        f"M{number(c - 170)} {y}h34M{number(c + 136)} {y}h34" for y in range(260, int(ground), 74)
    )
    return [shape(arch, lime.lit), stroke(stones, lime.shade, 4)]


def _noted_door(brush: Brush, c: float, ground: float) -> Shapes:
    dice, hues = brush.dice, brush.hues
    paint = dice.pick((hues.green, hues.blue, hues.coal, hues.wood))
    arch = f"M{number(c - 132)} {number(ground)}V262A132 116 0 0 1 {number(c + 132)} 262V{number(ground)}Z"
    fan = f"M{number(c - 112)} 262A112 96 0 0 1 {number(c + 112)} 262Z"
    rays = "".join(f"M{number(c)} 262L{number(c + k * 52)} {number(184 + abs(k) * 26)}" for k in (-1, 0, 1))
    out = [shape(arch, paint.lit), shape(fan, hues.coal.lit), stroke(rays, paint.lit, 7)]
    out += [rect((c - 110, 286, 102, 178), hues.coal.lit, 3), rect((c + 8, 286, 102, 178), hues.coal.lit, 3)]
    out += [polygon(hues.coal.shade, (c + 8, 400), (c + 110, 300), (c + 110, 360), (c + 8, 464))]
    out += [rect((c - 110, 490, 102, 170), paint.shade, 3), rect((c + 8, 490, 102, 170), paint.shade, 3)]
    out += [line(paint.shade, 4, (c, 270), (c, ground)), rect((c + 14, 470, 12, 34), hues.gold.lit, 5)]
    note = [rect((-36, -50, 72, 96), hues.lime.lit, 2), rect((-14, -56, 28, 12), hues.gold.lit)]
    note += [
        stroke(f"M-24 {y}q8 -9 14 0t14 0t{number(dice.between(6, 18))} 0", hues.coal.lit, 3)
        for y in (-24, -4, 16)
    ]
    out.append(
        f'<g transform="translate({number(c - 59)} 380) rotate({dice.around(0, 5):.1f})">{"".join(note)}</g>'
    )
    return [
        *out,
        rect((c - 176, ground - 8, 352, 24), hues.stone.shade, 3),
        rect((c - 176, ground - 12, 352, 12), hues.lime.shade, 3),
    ]


def _lamp(brush: Brush, at: Point) -> Shapes:
    tone, gold = brush.tone, brush.hues.gold.lit
    lamp = [
        line(tone.dark, 7, (0, -60), (0, -84), (-44, -84)),
        polygon(tone.dark, (-30, -30), (0, -64), (30, -30)),
        polygon(tone.sun if tone.lamps else gold, (-24, -30), (24, -30), (16, 34), (-16, 34)),
        rect((-19, 32, 38, 10), tone.dark, 3),
    ]
    return [placed(lamp, at)]


def _bicycle(brush: Brush) -> Shapes:
    tone, frame = brush.tone, brush.dice.pick(brush.hues.coats[1:4]).lit
    wheels = "".join(f"M{x - 66} -66a66 66 0 1 0 132 0a66 66 0 1 0 -132 0" for x in (-100, 100))
    return [
        stroke(wheels, tone.dark, 8),
        stroke("M-100 -66L-52 -160H70L0 -66H-100M0 -66L-60 -184M100 -66L62 -196", frame, 9),
        stroke("M-84 -186H-40M62 -196q4 -20 -30 -22", tone.dark, 11),
    ]


def fortress(brush: Brush) -> Shapes:
    """A cobbled street that leads to a low, broad fortress wall."""
    dice, tone, hues = brush.dice, brush.tone, brush.hues
    horizon, vanish = 470, WIDTH / 2 + dice.around(0, 60)
    x, disc_ = sun(brush, horizon * 0.5)
    out = [*sky(brush, horizon), disc_, *_bastion(brush, vanish, horizon + 10)]
    out.append(rect((0, horizon + 8, WIDTH, HEIGHT), hues.sand.shade))
    out += _cobbles(brush, vanish, horizon + 8)
    for side in (-1, 1):
        out += _facades(brush, (vanish, horizon), side)
    return [*out, birds(brush, vanish - 60, 150)]


def _bastion(brush: Brush, c: float, foot: float) -> Shapes:
    """The wall with its gate, a round tower behind it and a flag."""
    tone, hues, side = brush.tone, brush.hues, brush.dice.side()
    stone, out = hues.brick, []
    tower = c + side * 110
    out += [
        rect((tower - 74, foot - 200, 148, 150), hues.brick.shade),
        polygon(tone.dark, (tower - 88, foot - 196), (tower, foot - 262), (tower + 88, foot - 196)),
    ]
    out += [
        rect((tower - 2, foot - 316, 4, 60), tone.dark),
        polygon(hues.gold.lit, (tower + 2, foot - 316), (tower + 46, foot - 304), (tower + 2, foot - 290)),
    ]
    out += [rect((tower + k * 40 - 7, foot - 164, 14, 20), hues.glass, 7) for k in (-1, 0, 1)]
    out += [
        polygon(stone.lit, (c - 480, foot), (c - 440, foot - 104), (c + 440, foot - 104), (c + 480, foot))
    ]
    out += [
        rect((c - 452, foot - 116, 904, 16), hues.green.shade),
        rect((c - 446, foot - 100, 892, 9), hues.sand.lit),
    ]
    out += [rect((c + k * 84 - 12, foot - 74, 24, 13), tone.dark, 2) for k in (-4, -3, -2, -1, 1, 2, 3, 4)]
    return [
        *out,
        rect((c - 34, foot - 76, 68, 90), hues.sand.lit, 34),
        rect((c - 25, foot - 66, 50, 80), tone.dark, 25),
    ]


def _cobbles(brush: Brush, vanish: float, top: float) -> Shapes:
    """Stones in rows that widen towards us; only some are drawn, the eye adds the rest."""
    dice, hues, out = brush.dice, brush.hues, []
    for row in range(1, 13):
        near = (row / 12) ** 1.9
        y, size = top + 326 * near, 7 + 58 * near
        for k in range(-7, 8):
            if dice.happens(0.5):
                x = vanish + (k + dice.around(0, 0.2) + (0.5 if row % 2 else 0)) * size * 1.25
                out.append(
                    rect(
                        (x - size / 2, y - size * 0.22, size, size * 0.34),
                        dice.pick((hues.sand.lit, hues.stone.lit, hues.stone.shade)),
                        size * 0.15,
                    )
                )
    return out


def _facades(brush: Brush, vanish: Point, side: int) -> Shapes:
    """Three houses along one side of the street, seen along it."""
    dice, hues, tone, out = brush.dice, brush.hues, brush.tone, []
    paints = dice.several((hues.brick, hues.sand, hues.lime, hues.rose, hues.gold, hues.blue), 3)
    depths = (0.3, 0.5, 0.82, 1.5)

    def at(depth: float, height: float) -> Point:
        return vanish[0] + side * 560 * depth, vanish[1] + 20 + 200 * depth - height * depth

    for i, paint in enumerate(paints):
        near, far, eaves = depths[i + 1], depths[i], 520 + dice.around(0, 60)
        out.append(
            polygon(
                tone.dark if paint is hues.brick else hues.brick.shade,
                at(far, eaves),
                at(far, eaves + 150),
                at(near, eaves + 150),
                at(near, eaves),
            )
        )
        out.append(polygon(paint.lit, at(far, 0), at(far, eaves), at(near, eaves), at(near, 0)))
        out.append(polygon(hues.stone.shade, at(far, 0), at(far, 46), at(near, 46), at(near, 0)))
        for k in (0.14, 0.56):
            a, b = far + (near - far) * k, far + (near - far) * (k + 0.26)
            out.append(polygon(hues.lime.lit, at(a, 190), at(a, 410), at(b, 410), at(b, 190)))
            a, b = far + (near - far) * (k + 0.03), far + (near - far) * (k + 0.23)
            out.append(polygon(hues.glass, at(a, 206), at(a, 394), at(b, 394), at(b, 206)))
    return out


def moat(brush: Brush) -> Shapes:
    """A frozen moat before a low wall; a tower in the haze."""
    dice, tone, hues = brush.dice, brush.tone, brush.hues
    shore, c = dice.between(470, 500), WIDTH / 2 + dice.around(0, 120)
    out = [*sky(brush, shore), sun(brush, 160)[1], hill(brush, shore - 110, 14, tone.sky[1])]
    out += [placed(_keep(brush), (c, shore - 50), 1.1)]
    out += [veiled([rect((0, shore - 190, WIDTH, 60), tone.sky[3], 30)], 0.5)]
    out += _curtain_wall(brush, shore, c)
    out += [rect((0, shore, WIDTH, HEIGHT - shore), tone.sea[1]), *_ice_sheets(brush, shore)]
    out += [hill(brush, 740, 14, tone.wall), *_reeds(brush)]
    side = dice.side()
    return [
        *out,
        bare_tree(brush, (WIDTH / 2 + side * 470, 780), 560, tone.dark),
        birds(brush, c - side * 200, 150),
    ]


def _keep(brush: Brush) -> Shapes:
    tone, far = brush.tone, brush.tone.far
    return [
        rect((-80, -230, 160, 240), far),
        polygon(tone.mid, (-96, -226), (-40, -300), (40, -300), (96, -226)),
        rect((-20, -340, 40, 44), far),
        polygon(tone.mid, (-28, -336), (0, -384), (28, -336)),
        *(rect((x, y, 16, 26), tone.mid, 8) for x in (-44, -8, 28) for y in (-190, -130)),
    ]


def _curtain_wall(brush: Brush, shore: float, c: float) -> Shapes:
    dice, hues, tone = brush.dice, brush.hues, brush.tone
    out = [rect((0, shore - 84, WIDTH, 90), hues.stone.shade)]
    for row in range(3):
        for k in range(9):
            x = k * 140 + dice.around(0, 40)
            out.append(
                rect(
                    (x, shore - 70 + row * 25, dice.between(40, 90), 18),
                    dice.pick((hues.stone.lit, hues.brick.lit, hues.stone.lit)),
                    4,
                )
            )
    bastion = [
        polygon(hues.stone.lit, (-150, 6), (-110, -118), (110, -118), (150, 6)),
        polygon(hues.stone.shade, (20, 6), (20, -118), (110, -118), (150, 6)),
    ]
    snow = [
        rect((0, shore - 96, WIDTH, 16), tone.wall, 8),
        rect((c + 160, shore - 130, 236, 16), tone.wall, 8),
    ]
    return [*out, placed(bastion, (c + 278, shore)), *snow]


def _ice_sheets(brush: Brush, shore: float) -> Shapes:
    dice, tone, out = brush.dice, brush.tone, []
    out.append(rect((0, shore + 14, WIDTH, 26), tone.sea[2]))
    for i in range(14):
        y = shore + 30 + i * 17
        size = 60 + i * 12
        x = dice.between(-60, WIDTH)
        sheet = [
            (x, y),
            (x + size * 0.7, y - 12),
            (x + size * dice.between(1.6, 2.2), y - 4),
            (x + size * 1.5, y + 14),
            (x + size * 0.4, y + 12),
        ]
        out.append(polygon(dice.pick((tone.sky[3], tone.sky[2], tone.wall)), *sheet))
    cracks = [
        line(tone.sea[2], 2, (x, 580), (x + dice.around(0, 60), 620), (x + dice.around(0, 90), 700))
        for x in (260, 620, 930)
    ]
    return [*out, *cracks]


def _reeds(brush: Brush) -> Shapes:
    dice, gold = brush.dice, brush.hues.sand.shade
    stems = "".join(
        f"M{number(x)} 800q4 -60 {number(dice.around(6, 10))} -{number(dice.between(90, 160))}"
        for x in (dice.between(0, WIDTH) for _ in range(46))
    )
    return [stroke(stems, gold, 4), oval((-40, -40), 2, 2, gold), disc(-40, -40, 2, gold)][:1]
