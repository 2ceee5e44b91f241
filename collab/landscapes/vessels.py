"""Boats: sailing boats, fishing boats with their lamps, rowing boats."""

from collab.landscapes.brush import Brush
from collab.landscapes.shapes import Point, Shapes, disc, line, placed, polygon, rect, shape


def sailing_boat(brush: Brush, hull: str) -> Shapes:
    """A sailing boat around the middle of its waterline."""
    tone = brush.tone
    return [
        rect((-3, -226, 6, 226), tone.dark),
        polygon(tone.wall, (7, -210), (7, -30), (96, -30)),
        polygon(brush.hues.gold.lit, (-7, -180), (-7, -30), (-58, -30)),
        shape("M-92 -20H104Q84 26 56 26H-60Q-84 20 -92 -20Z", hull),
        rect((-80, 22, 160, 6), tone.sun, 3),
    ]


def distant_sail(brush: Brush, at: Point, mirror: bool) -> str:
    """A small boat under sail, far out."""
    tone = brush.tone
    parts = [
        polygon(tone.wall, (0, -96), (0, -8), (52, -8)),
        polygon(brush.hues.brick.lit, (-7, -78), (-7, -8), (-38, -8)),
        polygon(tone.dark, (-46, -2), (58, -2), (38, 14), (-32, 14)),
    ]
    return placed(parts, at, 1, mirror)


def fishing_boat(brush: Brush, hull: str) -> Shapes:
    """A small fishing boat with wheelhouse, mast and lamps, around the middle of its waterline."""
    tone, hues = brush.tone, brush.hues
    return [
        line(tone.dark, 5, (-34, -60), (-34, -206)),
        line(tone.dark, 3, (-34, -200), (-134, -64)),
        line(tone.dark, 3, (-34, -200), (112, -64)),
        line(tone.dark, 4, (-34, -90), (-96, -140)),
        rect((-14, -128, 76, 78), hues.lime.lit, 4),
        rect((-22, -136, 94, 12), hull, 4),
        rect((-4, -114, 22, 28), hues.glass, 3),
        rect((30, -114, 22, 28), hues.glass, 3),
        shape("M-140 -62Q-60 -44 40 -50Q100 -54 142 -84Q132 -16 104 22H-112Q-134 -14 -140 -62Z", hull),
        shape(
            "M-140 -62Q-60 -44 40 -50Q100 -54 142 -84L140 -68Q100 -38 40 -36Q-60 -30 -137 -46Z", hues.lime.lit
        ),
        shape("M-124 6H112L104 22H-112Z", tone.dark),
        disc(-34, -208, 8, tone.glow),
        disc(66, -142, 7, tone.glow),
        rect((-112, -78, 40, 22), hues.gold.lit, 3),
        rect((-106, -94, 34, 18), hues.blue.lit, 3),
    ]


def rowing_boat(brush: Brush, hull: str) -> Shapes:
    """An open boat around the middle of its waterline."""
    return [
        shape("M-96 -34Q0 -16 100 -38Q92 4 70 14H-70Q-90 4 -96 -34Z", hull),
        shape("M-96 -34Q0 -16 100 -38L98 -26Q0 -4 -94 -22Z", brush.hues.lime.lit),
        line(brush.hues.plank.lit, 5, (-20, -20), (52, -58)),
    ]
