"""Towns: a street where a door stands open, and a door that is closed."""

from collab.landscapes.brush import Brush
from collab.landscapes.houses import bricks, sash
from collab.landscapes.outdoors import clouds, ground, sky, sun
from collab.landscapes.palette import Paint
from collab.landscapes.plants import hollyhock
from collab.landscapes.shapes import (
    HEIGHT,
    MIDDLE,
    WIDTH,
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

_STREET = 600


def street(brush: Brush) -> Shapes:
    """A row of low houses; one door stands open, books on a table before it."""
    dice, hues, side = brush.dice, brush.hues, brush.dice.side()
    paints = dice.several((hues.brick, hues.sand, hues.lime, hues.gold, hues.rose, hues.blue), 4)
    edges = (-60, dice.between(210, 260), dice.between(720, 800), dice.between(1020, 1060), 1270)
    fronts = list(zip(edges, edges[1:], paints, strict=False))
    door = (edges[1] + edges[2]) / 2
    stalks = [door - side * (180 + k * 26) for k in range(3)]
    return [
        *sky(brush, 320),
        sun(brush, 120)[1],
        *clouds(brush, 110, brush.tone.sky[3]),
        *(piece for left, right, paint in fronts for piece in _house(brush, left, right, paint)),
        *_pavement(brush),
        placed(_open_door(brush, paints[1]), (door - 62, _STREET)),
        *(hollyhock(brush, (x, _STREET + 6), dice.between(130, 200)) for x in stalks),
        placed(_book_table(brush), (door + side * dice.between(190, 210), _STREET + 74), 1.15),
    ]


def _house(brush: Brush, left: float, right: float, paint: Paint) -> Shapes:
    """One low street house: wall, plinth, windows, roof and chimney."""
    dice, hues, width = brush.dice, brush.hues, right - left
    eaves = _STREET - dice.between(250, 290)
    wall = (left, eaves, width, _STREET - eaves)
    places = [left + width / 2 - 31] if width < 330 else [left + 44, left + width - 106]
    return [
        *(bricks(brush, wall, paint) if paint is hues.brick else [rect(wall, paint.lit)]),
        rect((left, _STREET - 34, width, 34), hues.stone.shade),
        *_roof(brush, (left, right), eaves, hues.coal if paint is hues.brick else hues.brick),
        *(piece for x in places for piece in sash(brush, (x, eaves + 62, 62, 96), hues.glass)),
    ]


def _roof(brush: Brush, ends: tuple[float, float], eaves: float, paint: Paint) -> Shapes:
    (left, right), hues = ends, brush.hues
    width, ridge = right - left, eaves - brush.dice.between(90, 130)
    stack = left + width * 0.2
    tiles = "".join(trail("M", x, ridge, "V", eaves + 12) for x in range(int(left) + 12, int(right), 26))
    return [
        rect((stack, ridge - 44, 44, 60), hues.brick.shade),
        rect((stack - 5, ridge - 50, 54, 12), hues.coal.lit),
        rect((left, ridge, width, eaves - ridge + 12), paint.lit),
        stroke(tiles, paint.shade, 3),
        rect((left, eaves + 8, width, 10), paint.shade),
    ]


def _pavement(brush: Brush) -> Shapes:
    """Pavement, kerb and cobbles in rows that widen towards us."""
    hues = brush.hues
    out = [
        rect((0, _STREET, WIDTH, 56), hues.stone.lit),
        rect((0, _STREET + 52, WIDTH, 12), hues.stone.shade),
    ]
    out.append(ground(_STREET + 64, hues.sand.shade))
    y, height = _STREET + 72.0, 15.0
    while y < HEIGHT:
        out += _cobbles(brush, y, height)
        y, height = y + height + 8, height * 1.3
    return out


def _cobbles(brush: Brush, y: float, height: float) -> Shapes:
    dice, hues = brush.dice, brush.hues
    x, out = -dice.between(0, 60), []
    while x < WIDTH:
        width = height * dice.between(1.9, 2.9)
        out.append(
            rect(
                (x, y, width - 6, height),
                dice.pick((hues.sand.lit, hues.stone.lit, hues.stone.shade)),
                height / 2.4,
            )
        )
        x += width * dice.between(1.2, 4.6)
    return out


def _open_door(brush: Brush, wall: Paint) -> Shapes:
    """A door that stands open: a warm room, the leaf turned aside, a step."""
    hues, glow = brush.hues, brush.tone.glow
    leaf = brush.dice.pick([paint for paint in (hues.green, hues.plum, hues.blue) if paint is not wall])
    books = [(40, -150, hues.brick.lit), (52, -144, hues.blue.lit), (66, -148, hues.green.lit)]
    return [
        rect((-16, -236, 156, 236), hues.lime.shade if wall is hues.lime else hues.lime.lit, 6),
        rect((0, -220, 124, 220), hues.coal.lit),
        rect((16, -168, 92, 168), glow),
        rect((34, -122, 56, 8), hues.wood.lit),
        *(rect((x, y, 10, -122 - y), fill) for x, y, fill in books),
        polygon(leaf.lit, (0, -220), (-70, -204), (-70, 20), (0, 0)),
        polygon(leaf.shade, (-12, -196), (-58, -186), (-58, -110), (-12, -116)),
        polygon(leaf.shade, (-12, -92), (-58, -88), (-58, -10), (-12, -20)),
        rect((-26, -4, 176, 20), hues.stone.shade, 3),
        rect((-26, -8, 176, 10), hues.lime.shade, 3),
    ]


def _book_table(brush: Brush) -> Shapes:
    """A small table of books, around the middle of its feet."""
    dice, hues = brush.dice, brush.hues
    books, x = [], -96.0
    while x < 40:
        width, tall, paint = dice.between(13, 26), dice.between(38, 60), dice.pick(hues.coats)
        books += [
            rect((x, -106 - tall, width, tall), paint.lit, 2),
            rect((x, -106 - tall * 0.75, width, 5), paint.shade),
        ]
        x += width + 1
    return [
        line(hues.wood.shade, 9, (-84, -92), (-96, 0)),
        line(hues.wood.shade, 9, (84, -92), (96, 0)),
        *books,
        rect((50, -118, 58, 12), hues.green.lit, 2),
        rect((54, -130, 52, 12), hues.brick.lit, 2),
        rect((-116, -106, 232, 16), hues.plank.lit, 3),
        rect((-110, -92, 220, 8), hues.plank.shade),
    ]


def doorway(brush: Brush) -> Shapes:
    """A closed door in a brick wall, a handwritten note behind its pane."""
    dice, hues = brush.dice, brush.hues
    wall = dice.pick((hues.brick, hues.brick, hues.plum, hues.sand))
    level, side, x = 690, dice.side(), MIDDLE + dice.around(0, 50)
    flags = [
        line(hues.stone.shade, 3, (k, level), (600 + (k - 600) * 1.3, HEIGHT)) for k in range(-200, 1500, 130)
    ]
    out = [
        *bricks(brush, (0, 0, WIDTH, level), wall),
        rect((0, level - 90, WIDTH, 90), hues.stone.shade),
        rect((0, level - 96, WIDTH, 12), hues.stone.lit),
        ground(level, hues.stone.lit),
        *flags,
        placed(_portal(brush), (x, level)),
        *sash(brush, (x + side * 390 - 75, 230, 150, 230), hues.coal.lit),
        placed(_lamp(brush), (x - side * 260, 240)),
    ]
    if dice.happens(0.6):
        out.append(placed(_bicycle(brush), (MIDDLE - side * 400, level + 10), 1.1, side > 0))
    return out


def _portal(brush: Brush) -> Shapes:
    """Stone frame, arched door of two leaves and the note, around the middle of the threshold."""
    dice, hues = brush.dice, brush.hues
    paint = dice.pick((hues.green, hues.blue, hues.coal, hues.wood))
    joints = "".join(f"M-170 {y}h34M136 {y}h34" for y in range(-430, 0, 74))
    script = "".join(trail("M", -24, y, "q8 -9 14 0t14 0t", dice.between(6, 18), 0) for y in (-24, -4, 16))
    note = [
        rect((-36, -50, 72, 96), hues.lime.lit, 2),
        rect((-14, -56, 28, 12), hues.gold.lit),
        stroke(script, hues.coal.lit, 3),
    ]
    return [
        shape("M-170 0V-440A170 150 0 0 1 170 -440V0Z", hues.lime.lit),
        stroke(joints, hues.lime.shade, 4),
        shape("M-132 0V-428A132 116 0 0 1 132 -428V0Z", paint.lit),
        shape("M-112 -428A112 96 0 0 1 112 -428Z", hues.coal.shade),
        stroke("M0 -428L-52 -480M0 -428V-506M0 -428L52 -480", paint.lit, 7),
        *(rect((left, -404, 102, 178), hues.coal.shade, 3) for left in (-110, 8)),
        polygon(hues.coal.lit, (8, -290), (110, -390), (110, -330), (8, -226)),
        *(rect((left, -200, 102, 170), paint.shade, 3) for left in (-110, 8)),
        line(paint.shade, 4, (0, -420), (0, 0)),
        rect((14, -220, 12, 34), hues.gold.lit, 5),
        turned(note, (-59, -310), dice.around(0, 5)),
        rect((-176, -8, 352, 24), hues.stone.shade, 3),
        rect((-176, -12, 352, 12), hues.lime.shade, 3),
    ]


def _lamp(brush: Brush) -> Shapes:
    dark = brush.tone.dark
    return [
        line(dark, 7, (0, -60), (0, -84), (-44, -84)),
        polygon(dark, (-30, -30), (0, -64), (30, -30)),
        polygon(brush.tone.glow, (-24, -30), (24, -30), (16, 34), (-16, 34)),
        rect((-19, 32, 38, 10), dark, 3),
    ]


def _bicycle(brush: Brush) -> Shapes:
    dark, frame = brush.tone.dark, brush.dice.pick((brush.hues.gold, brush.hues.blue, brush.hues.green)).lit
    wheels = "".join(f"M{x - 66} -66a66 66 0 1 0 132 0a66 66 0 1 0 -132 0" for x in (-100, 100))
    return [
        stroke(wheels, dark, 8),
        stroke("M-100 -66L-52 -160H70L0 -66H-100M0 -66L-60 -184M100 -66L62 -196", frame, 9),
        stroke("M-84 -186H-40M62 -196q4 -20 -30 -22", dark, 11),
    ]
