"""Fields: rapeseed along the railway, and striped hills."""

from collections.abc import Sequence

from collab.landscapes.brush import Brush
from collab.landscapes.houses import church, cottage
from collab.landscapes.outdoors import birds, clouds, furrows, ground, hill, opposite, sky, sun
from collab.landscapes.plants import clump
from collab.landscapes.railway import embankment, railcars
from collab.landscapes.shapes import (
    MIDDLE,
    WIDTH,
    Point,
    Shapes,
    curve,
    land,
    line,
    placed,
    polygon,
    rect,
    shape,
    stroke,
    turned,
)


def rapeseed(brush: Brush) -> Shapes:
    """A yellow field under a wide sky; a train on its bank, a landmark behind it."""
    dice, tone = brush.dice, brush.tone
    horizon = dice.between(395, 440)
    x, disc = sun(brush, horizon * 0.5)
    side = opposite(x)
    base, shade, glow = tone.crop
    landmark = dice.pick((_church, _mill, _farm))
    train = MIDDLE - side * dice.between(120, 240) - 160
    return [
        *sky(brush, horizon),
        disc,
        *(clouds(brush, horizon * 0.4, tone.sky[3]) if dice.happens(0.4) else ()),
        hill(brush, horizon - 34, 20, tone.far),
        hill(brush, horizon - 8, 12, tone.mid),
        *landmark(brush, (MIDDLE + side * dice.between(170, 300), horizon)),
        ground(horizon + 4, base),
        *furrows(MIDDLE - side * dice.between(40, 240), horizon + 4, (glow, shade)),
        *embankment(brush, horizon + 26),
        *railcars(brush, (train, horizon + 26), dice.pick((2, 3, 4))),
    ]


def hills(brush: Brush) -> Shapes:
    """Rolling hills in stripes of crop and grass, a farm on the far slope."""
    dice, tone = brush.dice, brush.tone
    horizon = dice.between(330, 380)
    x, disc = sun(brush, horizon * 0.55)
    side = opposite(x)
    crops = (tone.mid, tone.crop[0], tone.near, tone.crop[2], brush.hues.green.lit, tone.crop[1])
    fills = dice.several(crops, 5)
    out = [
        *sky(brush, horizon),
        disc,
        birds(brush, MIDDLE - side * 160, 150),
        hill(brush, horizon, 22, tone.far),
    ]
    out += _farm(brush, (MIDDLE + side * 180, horizon + 66))
    for i, fill in enumerate(fills):
        slope = (70 + 14 * i) * side * (1 if i % 2 else -1)
        out += _slope(brush, (horizon + 62 + i * (62 + i * 7), slope), (fill, fills[(i + 2) % 5]), i)
    return out


def _slope(brush: Brush, lie: tuple[float, float], hues: tuple[str, str], nearness: int) -> Shapes:
    """One field: its middle height and its fall across the picture, ground and rows, bushes on its edge."""
    dice, tone, (y, fall) = brush.dice, brush.tone, lie
    ridge = [(WIDTH * k / 4, y + fall * (k - 2) / 4 + dice.around(0, 14)) for k in range(-1, 6)]
    out = [land(ridge, hues[0]), *_rows(ridge, hues[1], 9 + 5 * nearness)]
    if nearness == 0:
        return out
    green = tone.dark if hues[0] == tone.near else tone.near
    part, size = dice.between(0.1, 0.9), 16 + nearness * 9
    edge = y + fall * (part - 0.5) + 8
    return out + [clump(brush, (part * WIDTH + k * size * 1.5, edge), size, green) for k in range(2)]


def _rows(ridge: Sequence[Point], hue: str, gap: float) -> Shapes:
    shifts = [i * gap * (1 + 0.25 * i) for i in range(1, 4)]
    return [stroke(curve([(x, y + shift) for x, y in ridge]), hue, gap * 0.3) for shift in shifts]


def _church(brush: Brush, at: Point) -> Shapes:
    (x, y), green = at, brush.tone.near
    return [
        clump(brush, (x - 80, y - 4), 34, green),
        church(brush, (x - 60, y + 6), 0.86),
        clump(brush, (x + 140, y), 32, green),
    ]


def _farm(brush: Brush, at: Point) -> Shapes:
    (x, y), hues = at, brush.hues
    return [
        clump(brush, (x - 120, y - 4), 38, brush.tone.near),
        cottage(brush, (x - 44, y + 6), 1.0, hues.lime.lit),
        cottage(brush, (x + 58, y + 6), 0.9, hues.brick.lit),
        clump(brush, (x + 140, y), 34, brush.tone.near),
    ]


def _mill(brush: Brush, at: Point) -> Shapes:
    (x, y), tone, hues = at, brush.tone, brush.hues
    sail = [
        line(tone.dark, 4, (0, 0), (0, -84)),
        polygon(tone.wall, (3, -24), (22, -24), (22, -82), (3, -82)),
    ]
    start = brush.dice.between(10, 40)
    body = [
        rect((-40, -26, 80, 34), hues.brick.lit),
        polygon(tone.dark, (-34, -26), (-20, -112), (20, -112), (34, -26)),
        shape("M-24 -110Q-20 -142 0 -144Q20 -142 24 -110Z", hues.brick.shade),
        rect((-7, -70, 14, 20), tone.wall, 2),
        *(turned(sail, (0, -112), start + k * 90) for k in range(4)),
    ]
    return [
        clump(brush, (x - 90, y), 30, tone.near),
        placed(body, at),
        clump(brush, (x + 90, y), 34, tone.near),
    ]
