"""People as flat shapes: standing, from the front or from behind, no faces."""

from collab.landscapes.brush import Brush
from collab.landscapes.palette import Paint
from collab.landscapes.shapes import Point, Shapes, disc, line, placed, rect, shape, stroke

_ARMS = ("M-24 -128Q-38 -104 -34 -76", "M-24 -128Q-44 -120 -42 -160", "M-24 -128Q-40 -100 -14 -96")


def person(brush: Brush, at: Point, size: float) -> str:
    """Somebody standing, around the middle of the feet."""
    dice = brush.dice
    coat = dice.pick(brush.hues.coats)
    figure = [*_legs(brush, coat), *_body(brush, coat), *_head(brush)]
    return placed(figure, at, size, dice.happens(0.5))


def _legs(brush: Brush, coat: Paint) -> Shapes:
    dark = brush.tone.dark
    if brush.dice.happens(0.4):
        shoes = [rect((x, -30, 11, 28), dark, 3) for x in (-14, 4)]
        return [*shoes, shape("M-22 -74L-30 -26H30L22 -74Z", coat.shade)]
    return [rect((x, -74, 17, 72), dark, 4) for x in (-20, 3)]


def _body(brush: Brush, coat: Paint) -> Shapes:
    return [
        shape("M-26 -70Q-30 -142 0 -144Q30 -142 26 -70Z", coat.lit),
        line(coat.shade, 11, (24, -128), (30, -80)),
        stroke(brush.dice.pick(_ARMS), coat.shade, 11),
    ]


def _head(brush: Brush) -> Shapes:
    dice, hues = brush.dice, brush.hues
    skin = dice.pick((hues.rose.lit, hues.plank.lit, hues.wood.lit, hues.sand.lit))
    hair = dice.pick((brush.tone.dark, hues.wood.shade, hues.sand.shade, hues.stone.lit))
    head = [
        disc(0, -164, 18, skin),
        shape("M-19 -164Q-20 -186 0 -186Q20 -186 19 -164Q8 -176 -19 -164Z", hair),
    ]
    return [*head, rect((-26, -182, 52, 8), hues.sand.lit, 4)] if dice.happens(0.2) else head
