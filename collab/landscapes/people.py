"""People as flat shapes: standing, from the front or from behind, no faces."""

from collab.landscapes.brush import Brush
from collab.landscapes.shapes import Point, Shapes, disc, line, placed, rect, shape


def person(brush: Brush, at: Point, size: float) -> str:
    """Somebody standing, around the middle of the feet."""
    return placed(_figure(brush), at, size, brush.dice.happens(0.5))


def _figure(brush: Brush) -> Shapes:
    dice, hues, tone = brush.dice, brush.hues, brush.tone
    coat, skin, hair = (
        dice.pick(hues.coats),
        dice.pick((hues.rose.lit, hues.plank.lit, hues.wood.lit, hues.sand.lit)),
        dice.pick((tone.dark, hues.wood.shade, hues.sand.shade, hues.stone.lit)),
    )
    skirt = dice.happens(0.4)
    legs = (
        shape("M-22 -74L-30 -26H30L22 -74Z", coat.shade)
        if skirt
        else rect((-20, -74, 17, 70), tone.dark, 4) + rect((3, -74, 17, 70), tone.dark, 4)
    )
    arm = dice.pick(
        ("M-24 -128Q-38 -104 -34 -76", "M-24 -128Q-44 -120 -42 -160", "M-24 -128Q-40 -100 -14 -96")
    )
    parts = [rect((-14, -30, 11, 28), tone.dark, 3), rect((4, -30, 11, 28), tone.dark, 3)] if skirt else []
    parts += [legs, shape("M-26 -70Q-30 -142 0 -144Q30 -142 26 -70Z", coat.lit)]
    parts += [
        line(coat.shade, 11, (24, -128), (30, -80)),
        f'<path fill="none" stroke="{coat.shade}" stroke-width="11" stroke-linecap="round" d="{arm}"/>',
    ]
    parts += [
        disc(0, -164, 18, skin),
        shape("M-19 -164Q-20 -186 0 -186Q20 -186 19 -164Q8 -176 -19 -164Z", hair),
    ]
    if dice.happens(0.2):
        parts.append(rect((-26, -182, 52, 8), hues.sand.lit, 4))
    return parts
