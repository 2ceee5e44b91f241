"""Roads of rail: a straight line to a small platform, two tracks between autumn fields."""

from collab.landscapes.brush import Brush
from collab.landscapes.outdoors import birds, clouds, furrows, ground, hill, opposite, sky, sun
from collab.landscapes.plants import clump
from collab.landscapes.railway import masts, track
from collab.landscapes.shapes import MIDDLE, WIDTH, Shapes, line, placed, polygon, rect


def platform(brush: Brush) -> Shapes:
    """A straight railway through green fields towards a small platform."""
    dice, tone = brush.dice, brush.tone
    horizon = dice.between(400, 440)
    x, disc = sun(brush, horizon * 0.5)
    side = opposite(x)
    vanish = (MIDDLE + dice.around(0, 40), horizon)
    foot = vanish[0] - side * dice.between(40, 130)
    return [
        *sky(brush, horizon),
        disc,
        *clouds(brush, horizon * 0.45, tone.sky[3]),
        hill(brush, horizon - 30, 18, tone.far),
        hill(brush, horizon - 6, 8, tone.mid),
        *(clump(brush, (dice.between(0, WIDTH), horizon), dice.between(18, 34), tone.near) for _ in range(7)),
        ground(horizon, tone.mid),
        *furrows(vanish[0], horizon, (tone.near, tone.mid, tone.near, tone.mid, tone.crop[0])),
        *track(brush, vanish, foot),
        placed(_halt(brush), vanish, 1.2, side < 0),
        *masts(brush, vanish, foot - side * 340),
        birds(brush, MIDDLE + side * 60, 130),
    ]


def _halt(brush: Brush) -> Shapes:
    """A platform to the right of the track's vanishing point, with shelter, lamp and sign."""
    tone, hues = brush.tone, brush.hues
    return [
        polygon(hues.stone.lit, (6, 6), (16, 4), (250, 40), (120, 62)),
        polygon(hues.stone.shade, (6, 6), (120, 62), (120, 76), (6, 10)),
        rect((112, -44, 110, 76), hues.brick.lit),
        polygon(hues.coal.lit, (98, -42), (120, -78), (214, -78), (236, -42)),
        rect((126, -26, 24, 30), hues.glass, 2),
        rect((164, -26, 26, 58), hues.green.shade, 2),
        rect((74, -66, 5, 100), tone.dark),
        rect((62, -70, 28, 8), tone.glow, 3),
        rect((240, -34, 5, 74), tone.dark),
        rect((222, -52, 42, 22), hues.blue.lit, 3),
        line(hues.lime.lit, 4, (230, -41), (256, -41)),
    ]


def tracks(brush: Brush) -> Shapes:
    """Two tracks that run away between yellow stubble fields."""
    dice, tone = brush.dice, brush.tone
    horizon = dice.between(370, 410)
    x, disc = sun(brush, horizon * dice.between(0.6, 0.8))
    side = opposite(x)
    vanish = (MIDDLE - side * dice.between(20, 110), horizon)
    return [
        *sky(brush, horizon),
        disc,
        hill(brush, horizon - 26, 16, tone.far),
        *_autumn_trees(brush, horizon),
        ground(horizon, tone.crop[0]),
        *furrows(vanish[0], horizon, (tone.crop[1], tone.crop[2], tone.crop[0])),
        *track(brush, vanish, vanish[0] - 290),
        *track(brush, vanish, vanish[0] + 290),
        *masts(brush, vanish, vanish[0] + side * 660),
        birds(brush, MIDDLE + side * 120, 130),
    ]


def _autumn_trees(brush: Brush, horizon: float) -> Shapes:
    dice, tone, hues = brush.dice, brush.tone, brush.hues
    fills = (hues.wood.lit, tone.mid, hues.gold.shade, tone.near, hues.brick.lit) * 2
    return [clump(brush, (dice.between(0, WIDTH), horizon + 2), dice.between(20, 46), fill) for fill in fills]
