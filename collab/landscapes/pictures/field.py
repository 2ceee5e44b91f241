"""Fields: rapeseed along the railway, and striped hills."""

from collab.landscapes.brush import Brush
from collab.landscapes.houses import church, cottage
from collab.landscapes.outdoors import birds, clouds, furrows, hill, opposite, sky, sun
from collab.landscapes.plants import clump
from collab.landscapes.railway import embankment, railcar
from collab.landscapes.shapes import (
    HEIGHT,
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
)


def rapeseed(brush: Brush) -> Shapes:
    """A yellow field under a wide sky; a railcar on its bank, a landmark behind it."""
    dice, tone = brush.dice, brush.tone
    horizon = dice.between(395, 440)
    x, disc = sun(brush, horizon * 0.5)
    side = opposite(x)
    base, shade, glow = tone.crop
    landmark = dice.pick((_church, _mill, _farm))
    out = [
        *sky(brush, horizon),
        disc,
        *(clouds(brush, horizon * 0.4, tone.sky[3]) if dice.happens(0.4) else ()),
        hill(brush, horizon - 34, 20, tone.far),
        hill(brush, horizon - 8, 12, tone.mid),
        *landmark(brush, (WIDTH / 2 + side * dice.between(170, 300), horizon)),
        rect((0, horizon + 4, WIDTH, HEIGHT - horizon), base),
        *furrows(WIDTH / 2 - side * dice.between(40, 240), horizon + 4, (glow, shade)),
        *embankment(brush, horizon + 26),
    ]
    left = WIDTH / 2 - side * dice.between(120, 240) - 160
    return [*out, *railcar(brush, left, horizon + 26, dice.pick((2, 3, 4)))]


def hills(brush: Brush) -> Shapes:
    """Rolling hills in stripes of crop and grass, a road and a farm between them."""
    dice, tone, hues = brush.dice, brush.tone, brush.hues
    horizon = dice.between(330, 380)
    x, disc = sun(brush, horizon * 0.55)
    side = opposite(x)
    fills = dice.several((tone.mid, tone.crop[0], tone.near, tone.crop[2], hues.green.lit, tone.crop[1]), 5)
    out = [
        *sky(brush, horizon),
        disc,
        birds(brush, WIDTH / 2 - side * 160, 150),
        hill(brush, horizon, 22, tone.far),
    ]
    out += [*_farm(brush, (WIDTH / 2 + side * 180, horizon + 74))]
    for i, fill in enumerate(fills):
        tilt = (70 + 14 * i) * (1 if i % 2 else -1) * side
        y = horizon + 62 + i * (62 + i * 7)
        ridge = [(WIDTH * k / 4, y + tilt * (k - 2) / 4 + dice.around(0, 14)) for k in range(-1, 6)]
        out += [land(ridge, fill), *_rows(ridge, fills[(i + 2) % 5], 9 + 5 * i)]
        tree = dice.between(0.1, 0.9) * WIDTH
        size = 16 + i * 9
        out += [
            clump(
                brush,
                (tree + k * size * 1.5, y + tilt * (tree / WIDTH - 0.5) + 8),
                size,
                tone.near if fill != tone.near else tone.dark,
            )
            for k in range(dice.pick((2, 3)))
        ]
    return out


def _rows(ridge: list[Point], hue: str, gap: float) -> Shapes:
    lines = []
    for i in range(1, 4):
        shifted = [(x, y + i * gap * (1 + 0.25 * i)) for x, y in ridge]
        lines.append(curve(shifted))
    return [_thin(path, hue, gap * 0.3) for path in lines]


def _thin(path: str, hue: str, width: float) -> str:
    return f'<path fill="none" stroke="{hue}" stroke-width="{width:.0f}" d="{path}"/>'


def _church(brush: Brush, at: Point) -> Shapes:
    x, y = at
    return [
        clump(brush, (x - 80, y - 4), 34, brush.tone.near),
        church(brush, (x - 60, y + 6), 86),
        clump(brush, (x + 150, y), 32, brush.tone.near),
    ]


def _farm(brush: Brush, at: Point) -> Shapes:
    x, y = at
    return [
        clump(brush, (x - 120, y - 4), 38, brush.tone.near),
        cottage(brush, (x - 44, y + 6), 1.0, brush.hues.lime.lit),
        cottage(brush, (x + 58, y + 6), 0.9, brush.hues.brick.lit),
        clump(brush, (x + 140, y), 34, brush.tone.near),
    ]


def _mill(brush: Brush, at: Point) -> Shapes:
    tone, hues = brush.tone, brush.hues
    turn = brush.dice.between(10, 40)
    sail = [
        line(tone.dark, 4, (0, 0), (0, -84)),
        polygon(tone.wall, (3, -24), (22, -24), (22, -82), (3, -82)),
    ]
    sails = "".join(f'<g transform="rotate({turn + k * 90:.0f})">{"".join(sail)}</g>' for k in range(4))
    body = [
        rect((-40, -26, 80, 34), hues.brick.lit),
        polygon(tone.dark, (-34, -26), (-20, -112), (20, -112), (34, -26)),
        shape("M-24 -110Q-20 -142 0 -144Q20 -142 24 -110Z", hues.brick.shade),
        rect((-7, -70, 14, 20), tone.wall, 2),
        placed([sails], (0, -112)),
    ]
    x, y = at
    return [
        clump(brush, (x - 90, y), 30, tone.near),
        placed(body, at),
        clump(brush, (x + 90, y), 34, tone.near),
    ]
