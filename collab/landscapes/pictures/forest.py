"""Forests: beeches in leaf, a flooded quarry, a path along a wall of black rock."""

from collab.landscapes.brush import Brush
from collab.landscapes.outdoors import birds, hill, path_through, ripples, sky, sun
from collab.landscapes.plants import clump, spruce, trunk
from collab.landscapes.shapes import (
    HEIGHT,
    WIDTH,
    Point,
    Shapes,
    disc,
    line,
    polygon,
    rect,
    stroke,
    number,
    veiled,
)


def beeches(brush: Brush) -> Shapes:
    """Tall trunks against the light, anemones, a path."""
    dice, tone = brush.dice, brush.tone
    gx = dice.between(430, 770)
    heart = tone.sun if tone.sky[0] != tone.sea[0] else tone.sky[1]
    out = [
        rect((0, 0, WIDTH, HEIGHT), tone.sky[3]),
        disc(gx, 420, 330, tone.sky[2]),
        disc(gx, 420, 215, heart),
        hill(brush, 560, 14, tone.far),
    ]
    out += _ranks(brush)
    fx = gx + dice.around(0, 60)
    out.append(path_through(brush, fx, 622, tone.sky[3]))
    out += _anemones(brush, fx)
    for low, high in ((30, 150), (250, 320), (880, 960), (1060, 1170)):
        out.append(trunk(brush, (dice.between(low, high), 792), dice.between(52, 74), tone.dark))
    out.append(hill(brush, 776, 7, tone.dark))
    return out + [clump(brush, (x, 26), 104, tone.near) for x in range(-30, 1300, 170)]


def _ranks(brush: Brush) -> Shapes:
    dice, tone, out = brush.dice, brush.tone, []
    ranks = ((17, 13, 585, tone.far, tone.mid), (11, 25, 640, tone.mid, tone.near))
    for depth, (count, width, foot, colour, ground) in enumerate(ranks):
        for i in range(count):
            x = WIDTH * (i + dice.between(0.15, 0.85)) / count
            out.append(trunk(brush, (x, foot), width * dice.between(0.7, 1.35), colour))
        out.append(hill(brush, foot - 22, 16, ground))
        out += [
            clump(brush, (x, 60 + depth * 4), 118 - depth * 8, colour)
            for x in range(-40, 1300, 150 + 20 * depth)
        ]
    return out


def _anemones(brush: Brush, path: float) -> Shapes:
    dice, flowers = brush.dice, []
    for _ in range(84):
        y = 648 + 150 * dice.throw() ** 0.8
        x = dice.between(0, WIDTH)
        if abs(x - path) > 130 + (y - 640) * 0.5:
            flowers.append(disc(x, y, 2.2 + (y - 640) * 0.026, brush.tone.wall))
    return flowers


def quarry(brush: Brush) -> Shapes:
    """An abandoned quarry filled with dark water, spruces around it."""
    dice, tone, hues = brush.dice, brush.tone, brush.hues
    shore = dice.between(500, 540)
    out = [*sky(brush, 380), sun(brush, dice.between(130, 190))[1], hill(brush, 330, 18, tone.far)]
    out += _spruces(brush, 380, (110, 170), tone.far, 17)
    out += _spruces(brush, 410, (150, 230), tone.mid, 13)
    out.append(rect((0, 396, WIDTH, 20), tone.mid))
    out += _terraces(brush, shore)
    out.append(rect((0, shore, WIDTH, HEIGHT - shore), tone.sea[3]))
    out.append(veiled(_reflections(brush, shore), 0.55))
    out += ripples(brush, shore + 24, 7, (tone.sea[2], tone.sea[3], tone.sea[1]))
    for side in (-1, 1):
        out += _rim(brush, side)
    return [*out, birds(brush, dice.between(480, 640), 120)]


def _spruces(brush: Brush, foot: float, heights: tuple[float, float], fill: str, count: int) -> Shapes:
    step = WIDTH / count
    return [
        spruce(brush, (step * (i + brush.dice.between(0.1, 0.9)), foot), brush.dice.between(*heights), fill)
        for i in range(count)
    ]


def _terraces(brush: Brush, shore: float) -> Shapes:
    """Cut rock in steps, lit above and dark below, with drill marks."""
    dice, hues, out = brush.dice, brush.hues, []
    top, x = 412.0, -20.0
    out.append(rect((0, top, WIDTH, shore - top), hues.stone.shade))
    while x < WIDTH:
        width, step = dice.between(90, 190), dice.between(0, 46)
        face = dice.pick((hues.stone.lit, hues.stone.shade, hues.coal.lit))
        out.append(rect((x, top - 14 + step, width, shore - top + 14 - step), face))
        out.append(rect((x, top - 14 + step, width, 9), brush.tone.near))
        cuts = "".join(
            f"M{number(x + k)} {number(top + step + 22)}v{number(dice.between(24, 70))}"
            for k in range(24, int(width) - 10, 26)
        )
        out.append(stroke(cuts, hues.coal.shade, 2))
        x += width
    return [*out, rect((0, shore - 30, WIDTH, 34), hues.coal.shade)]


def _reflections(brush: Brush, shore: float) -> Shapes:
    dice, hues = brush.dice, brush.hues
    bars = []
    for i in range(13):
        x = i * 95 + dice.around(0, 30)
        bars.append(
            rect(
                (x, shore, dice.between(60, 120), dice.between(50, 130)),
                dice.pick((hues.stone.shade, hues.coal.lit, brush.tone.near)),
            )
        )
    return bars


def _rim(brush: Brush, side: int) -> Shapes:
    """The near edge, with two dark spruces that frame the water."""
    dice, tone = brush.dice, brush.tone
    edge = WIDTH / 2 + side * 600
    ledge = polygon(
        tone.dark, (edge, 640), (edge - side * 190, 690), (edge - side * 300, HEIGHT), (edge, HEIGHT)
    )
    trees = [
        spruce(brush, (edge - side * dice.between(110, 150), 712), dice.between(420, 520), tone.near),
        spruce(brush, (edge - side * dice.between(10, 50), 760), dice.between(600, 680), tone.dark),
    ]
    return [trees[0], ledge, trees[1]]


def rock_path(brush: Brush) -> Shapes:
    """A black wall of rock with moss, a narrow path between spruces."""
    dice, tone, hues = brush.dice, brush.tone, brush.hues
    side = dice.side()
    out = [*sky(brush, 420), sun(brush, 210)[1]]
    out += _spruces(brush, 540, (220, 330), tone.far, 13)
    out += _spruces(brush, 590, (300, 420), tone.mid, 8)
    out.append(hill(brush, 570, 12, tone.mid))
    out += _spruces(brush, 640, (160, 260), tone.near, 6)
    out.append(hill(brush, 630, 10, tone.near))
    out.append(path_through(brush, WIDTH / 2 - side * 60, 628, hues.sand.lit))
    out += _rock(brush, side)
    edge = WIDTH / 2 - side * 520
    out += [
        spruce(brush, (edge + side * 150, 770), 560, tone.near),
        spruce(brush, (edge - side * 10, 800), 760, tone.dark),
    ]
    return [*out, hill(brush, 788, 7, tone.dark)]


def _rock(brush: Brush, side: int) -> Shapes:
    """Blocks in courses that step back towards the path."""
    dice, hues, tone, out = brush.dice, brush.hues, brush.tone, []
    edge = WIDTH / 2 + side * 620
    for course in range(6):
        y, reach = 190 + course * 104, 330 + course * 44 + dice.around(0, 26)
        x = 0.0
        while x < reach:
            width = min(dice.between(90, 170), reach - x + 8)
            corner = edge - side * x
            fill = dice.pick((hues.coal.lit, hues.coal.shade, tone.dark))
            out.append(
                polygon(
                    fill,
                    (corner, y),
                    (corner - side * width, y + dice.around(0, 9)),
                    (corner - side * (width - dice.between(2, 12)), y + 106),
                    (corner, y + 106),
                )
            )
            x += width
        moss = edge - side * reach
        out += [
            rect((min(moss, moss + side * 130), y - 7, 130, 15), hues.green.lit, 7),
            rect((min(moss + side * 170, moss + side * 240), y - 5, 70, 12), hues.green.shade, 6),
        ]
    cracks = [
        line(
            hues.stone.shade,
            2,
            (edge - side * dice.between(60, 420), 230 + k * 100),
            (edge - side * dice.between(60, 420), 262 + k * 100),
        )
        for k in range(5)
    ]
    return [*out, *cracks]
