"""Willows: a row of pollards beside a white farm."""

from collab.landscapes.brush import Brush
from collab.landscapes.houses import longhouse
from collab.landscapes.outdoors import birds, hill, opposite, sky, sun
from collab.landscapes.plants import clump, pollard
from collab.landscapes.shapes import HEIGHT, MIDDLE, Shapes, placed, polygon


def pollards(brush: Brush) -> Shapes:
    """A row of pollarded willows that runs towards a farm across ploughed land."""
    dice, tone = brush.dice, brush.tone
    horizon = dice.between(500, 535)
    x, disc = sun(brush, horizon * 0.7)
    side = opposite(x)
    left = MIDDLE + side * dice.between(120, 170) - (0 if side > 0 else 380)
    vanish = MIDDLE - side * 240
    return [
        *sky(brush, horizon),
        disc,
        hill(brush, horizon - 30, 14, tone.far),
        hill(brush, horizon - 8, 9, tone.mid),
        clump(brush, (left + 400, horizon - 8), 46, tone.near),
        clump(brush, (left - 24, horizon - 8), 40, tone.near),
        placed(longhouse(brush, 360, [brush.hues.glass] * 4), (left, horizon)),
        hill(brush, horizon + 4, 3, tone.near),
        *_ploughed(brush, vanish, horizon + 26),
        *_row(brush, (vanish, horizon + 26), side),
        hill(brush, 768, 8, tone.dark),
        birds(brush, MIDDLE + side * 60, horizon * 0.3),
    ]


def _ploughed(brush: Brush, vanish: float, top: float) -> Shapes:
    hues = (brush.tone.near, brush.tone.mid)
    out = []
    for i in range(-15, 22):
        far, near = vanish + i * 34, vanish + i * 190
        out.append(polygon(hues[i % 2], (far, top), (far + 17, top), (near + 95, HEIGHT), (near, HEIGHT)))
    return out


def _row(brush: Brush, start: tuple[float, float], side: int) -> Shapes:
    """Five willows, each nearer and larger than the one before."""
    out = []
    for near in ((i / 4) ** 2 for i in range(5)):
        x = start[0] - side * (240 * near - 60 + 40 * near**0.5)
        out.append(pollard(brush, (x, start[1] + 196 * near), 0.36 + 0.8 * near, brush.tone.dark))
    return out
