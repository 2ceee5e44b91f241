"""Forests: beeches in leaf, a flooded quarry, a path along a wall of black rock."""

from collab.landscapes.brush import Brush
from collab.landscapes.outdoors import birds, footpath, ground, hill, ripples, sky, sun
from collab.landscapes.plants import clump, spruce, trunk
from collab.landscapes.shapes import (
    HEIGHT,
    MIDDLE,
    WIDTH,
    Shapes,
    disc,
    placed,
    polygon,
    rect,
    shape,
    stroke,
    trail,
    veiled,
)


def beeches(brush: Brush) -> Shapes:
    """Tall trunks against the light, anemones, a path."""
    dice, tone = brush.dice, brush.tone
    x = dice.between(430, 770)
    path = x + dice.around(0, 60)
    near = ((30, 150), (250, 320), (880, 960), (1060, 1170))
    return [
        ground(0, tone.sky[3]),
        disc(x, 420, 330, tone.sky[2]),
        disc(x, 420, 215, tone.sky[1] if tone.mark == tone.wall else tone.sun),
        hill(brush, 560, 14, tone.far),
        *_rank(brush, (14, 13, 585), tone.far, tone.mid),
        *_rank(brush, (10, 25, 640), tone.mid, tone.near),
        footpath(brush, path, 622, tone.sky[3]),
        *_anemones(brush, path),
        *(trunk(brush, (dice.between(*span), 792), dice.between(52, 74), tone.dark) for span in near),
        hill(brush, 776, 7, tone.dark),
        *(clump(brush, (k * 190 - 30, 26), 110, tone.near) for k in range(7)),
    ]


def _rank(brush: Brush, rank: tuple[int, float, float], colour: str, floor: str) -> Shapes:
    """Trunks at one distance (how many, how wide, where their feet are) with crowns and forest floor."""
    dice, (count, width, foot) = brush.dice, rank
    trunks = [
        trunk(
            brush,
            (WIDTH * (i + dice.between(0.15, 0.85)) / count, foot),
            width * dice.between(0.7, 1.35),
            colour,
        )
        for i in range(count)
    ]
    crowns = [clump(brush, (k * 180 - 40, 62), 122, colour) for k in range(8)]
    return [*trunks, hill(brush, foot - 22, 16, floor), *crowns]


def _anemones(brush: Brush, path: float) -> Shapes:
    dice, spots = brush.dice, []
    for _ in range(64):
        y = 648 + 150 * dice.throw() ** 0.8
        spots.append((dice.between(0, WIDTH), y))
    off_path = [(x, y) for x, y in spots if abs(x - path) > 150 + (y - 640) * 0.7]
    return [disc(x, y, 2.2 + (y - 640) * 0.026, brush.tone.wall) for x, y in off_path]


def quarry(brush: Brush) -> Shapes:
    """An abandoned quarry filled with dark water, spruces around it."""
    dice, tone = brush.dice, brush.tone
    shore = dice.between(520, 550)
    return [
        *sky(brush, 380),
        sun(brush, dice.between(120, 170))[1],
        hill(brush, 300, 18, tone.far),
        *_spruces(brush, 360, (110, 170), tone.far, 15),
        *_spruces(brush, 384, (140, 220), tone.mid, 12),
        ground(372, tone.mid),
        *_cliff(brush, 392, shore, 40),
        *_cliff(brush, 452, shore, 30),
        ground(shore, tone.sea[3]),
        veiled(_reflections(brush, shore), 0.5),
        *ripples(brush, shore + 24, 6, (tone.sea[2], tone.sea[3], tone.sea[1])),
        *_rim(brush, -1),
        *_rim(brush, 1),
        birds(brush, dice.between(480, 640), 120),
    ]


def _spruces(brush: Brush, foot: float, heights: tuple[float, float], fill: str, count: int) -> Shapes:
    dice, step = brush.dice, WIDTH / count
    return [
        spruce(brush, (step * (i + dice.between(0.1, 0.9)), foot), dice.between(*heights), fill)
        for i in range(count)
    ]


def _cliff(brush: Brush, top: float, foot: float, rough: float) -> Shapes:
    """A terrace of cut rock: faces of uneven height, grass on their edges, drill marks."""
    dice, hues = brush.dice, brush.hues
    out, x, marks = [rect((0, top + rough, WIDTH, foot - top), hues.coal.shade)], -20.0, ""
    while x < WIDTH:
        width, y = dice.between(110, 230), top + dice.between(0, rough)
        face = dice.pick((hues.stone.lit, hues.stone.shade, hues.coal.lit))
        out += [rect((x, y, width, foot - y - 10), face), rect((x, y, width, 8), brush.tone.near)]
        for k in range(30, int(width) - 14, 34):
            marks += trail("M", x + k, y + 24, "v", dice.between(18, 54))
        x += width
    return [*out, stroke(marks, hues.coal.shade, 2)]


def _reflections(brush: Brush, shore: float) -> Shapes:
    dice, hues = brush.dice, brush.hues
    fills = (hues.stone.shade, hues.coal.lit, brush.tone.near)
    return [
        rect(
            (i * 110 + dice.around(0, 30), shore, dice.between(70, 130), dice.between(40, 110)),
            dice.pick(fills),
        )
        for i in range(11)
    ]


def _rim(brush: Brush, side: int) -> Shapes:
    """The near edge, with two dark spruces that frame the water."""
    dice, tone = brush.dice, brush.tone
    edge = MIDDLE + side * 600
    ledge = [(edge, 690), (edge - side * 150, 716), (edge - side * 240, HEIGHT), (edge, HEIGHT)]
    return [
        spruce(brush, (edge - side * dice.between(120, 160), 722), dice.between(380, 460), tone.near),
        polygon(tone.dark, *ledge),
        spruce(brush, (edge - side * dice.between(10, 50), 770), dice.between(560, 660), tone.dark),
    ]


def rock_path(brush: Brush) -> Shapes:
    """A black wall of rock with moss, a narrow path between spruces."""
    dice, tone = brush.dice, brush.tone
    side = dice.side()
    edge = MIDDLE - side * 540
    return [
        *sky(brush, 420),
        disc(MIDDLE - side * dice.between(60, 260), dice.between(170, 230), 90, tone.sun),
        *_spruces(brush, 540, (220, 330), tone.far, 12),
        *_spruces(brush, 590, (300, 420), tone.mid, 7),
        hill(brush, 570, 12, tone.mid),
        *_spruces(brush, 640, (160, 260), tone.near, 6),
        hill(brush, 630, 10, tone.near),
        footpath(brush, MIDDLE - side * dice.between(60, 110), 628, brush.hues.sand.lit),
        placed(_rock(brush), (MIDDLE + side * 640, HEIGHT), 1, side > 0),
        spruce(brush, (edge + side * 150, 770), 540, tone.near),
        spruce(brush, (edge, HEIGHT), 740, tone.dark),
        hill(brush, 788, 7, tone.dark),
    ]


def _rock(brush: Brush) -> Shapes:
    """Standing blocks of black rock from the left edge inwards, each lower, with moss on its head."""
    dice, hues = brush.dice, brush.hues
    out, x, height = [], 0.0, dice.between(560, 620)
    for k in range(6):
        width = dice.between(76, 124)
        slant = dice.between(8, 34)
        lit, body = x + width * dice.between(0.55, 0.75), (hues.coal.shade, brush.tone.dark)[k % 2]
        out += [
            polygon(body, (x, 0), (x, -height), (x + width, -height + slant), (x + width + 10, 0)),
            polygon(
                hues.coal.lit,
                (lit, 0),
                (lit + 6, -height + slant * 0.7),
                (x + width, -height + slant),
                (x + width + 10, 0),
            ),
            *_joints(brush, (x, height), width),
            placed([shape(_MOSS, dice.pick((hues.green.lit, hues.green.shade)))], (x, -height), width / 100),
        ]
        x, height = x + width, height * dice.between(0.72, 0.93)
    return out


_MOSS = (
    "M-4 0Q20 -16 50 -4Q80 -2 106 26Q100 44 92 30Q84 60 74 28Q64 22 56 50Q46 20 36 24Q24 64 16 22Q4 30 -4 0Z"
)


def _joints(brush: Brush, at: tuple[float, float], width: float) -> Shapes:
    """Cracks across one block."""
    dice, (x, height) = brush.dice, at
    cracks = "".join(
        trail("M", x + 4, -height * part, "l", width * dice.between(0.4, 0.9), dice.around(0, 14))
        for part in (0.2, 0.47, 0.72)
    )
    return [stroke(cracks, brush.hues.stone.shade, 2)]
