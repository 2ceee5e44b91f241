"""Willows: a pollard row beside a white farm."""

from collab.landscapes.brush import Brush
from collab.landscapes.houses import longhouse
from collab.landscapes.outdoors import birds, hill, opposite, sky, sun
from collab.landscapes.plants import clump, pollard
from collab.landscapes.shapes import HEIGHT, WIDTH, Shapes, placed, polygon


def pollards(brush: Brush) -> Shapes:
    """A row of pollarded willows that runs towards a farm across ploughed land."""
    dice, tone = brush.dice, brush.tone
    horizon = dice.between(500, 535)
    x, disc = sun(brush, horizon * 0.7)
    side = opposite(x)
    out = [
        *sky(brush, horizon),
        disc,
        hill(brush, horizon - 30, 14, tone.far),
        hill(brush, horizon - 8, 9, tone.mid),
    ]
    left = WIDTH / 2 + side * dice.between(120, 170) - (0 if side > 0 else 380)
    out += [
        clump(brush, (left + 400, horizon - 8), 46, tone.near),
        clump(brush, (left - 24, horizon - 8), 40, tone.near),
    ]
    panes = [brush.hues.glass] * 4
    out += [placed(longhouse(brush, 360, panes), (left, horizon)), hill(brush, horizon + 4, 3, tone.near)]
    vanish = WIDTH / 2 - side * 240
    out += _ploughed(brush, vanish, horizon + 26)
    for i in range(5):
        t = i / 4
        foot = (vanish - side * (240 * t * t - 60 + 40 * t), horizon + 26 + 196 * t * t)
        out.append(pollard(brush, foot, 0.36 + 0.8 * t * t, tone.dark))
    return [*out, hill(brush, 768, 8, tone.dark), birds(brush, WIDTH / 2 + side * 60, horizon * 0.3)]


def _ploughed(brush: Brush, vanish: float, top: float) -> Shapes:
    hues = (brush.tone.near, brush.tone.mid)
    return [
        polygon(
            hues[i % 2],
            (vanish + i * 34, top),
            (vanish + i * 34 + 17, top),
            (vanish + i * 190 + 95, HEIGHT),
            (vanish + i * 190, HEIGHT),
        )
        for i in range(-15, 22)
    ]
