"""The sea: a lighthouse, a house in winter with one window lit, a gale."""

from collab.landscapes.brush import Brush
from collab.landscapes.houses import cottage, lighthouse, longhouse
from collab.landscapes.outdoors import (
    birds,
    clouds,
    glitter,
    ground,
    hill,
    opposite,
    overcast,
    sky,
    sun,
    water,
)
from collab.landscapes.plants import bare_tree, grass
from collab.landscapes.shapes import (
    HEIGHT,
    MIDDLE,
    WIDTH,
    Point,
    Shapes,
    disc,
    land,
    line,
    oval,
    placed,
    polygon,
    rect,
    shape,
    stroke,
    trail,
)
from collab.landscapes.vessels import distant_sail

_ROCK = ((-330, 820), (-210, 690), (-90, 640), (20, 596), (120, 604), (260, 660), (420, 800))
_STONE = ((-200, 820), (-60, 720), (90, 676), (300, 730), (420, 800))


def light_tower(brush: Brush) -> Shapes:
    """A lighthouse on its rock, opposite the sun; a sail far out."""
    dice, tone = brush.dice, brush.tone
    horizon = dice.between(400, 450)
    x, sun_disc = sun(brush, horizon * dice.between(0.7, 0.88))
    side = opposite(x)
    tower = MIDDLE + side * dice.between(250, 320)
    out = [*sky(brush, horizon), sun_disc, *water(brush, horizon), *glitter(brush, x, horizon)]
    out += [
        land([(tower + dx, y) for dx, y in _ROCK], tone.near),
        land([(tower + dx, y) for dx, y in _STONE], tone.dark),
    ]
    if tone.lamps:
        out.append(polygon(tone.sun, (tower, 300), (tower - side * 1300, 150), (tower - side * 1300, 262)))
    out += [lighthouse(brush, (tower, 612)), cottage(brush, (tower + side * 98, 626), 1, tone.wall)]
    out.append(distant_sail(brush, (MIDDLE - side * dice.between(40, 180), horizon + 22), side < 0))
    return [*out, birds(brush, MIDDLE - side * 60, horizon * 0.42)]


def winter_house(brush: Brush) -> Shapes:
    """A low, white house by the sea, where one window is lit."""
    dice, tone = brush.dice, brush.tone
    horizon, side, level = dice.between(350, 400), dice.side(), dice.between(600, 630)
    left = MIDDLE + side * dice.between(20, 90) - 250
    lit = dice.pick((0, 1, 3, 4))
    panes = [tone.glow if k == lit else brush.hues.coal.lit for k in range(5)]
    meadow = [(-40, level + 30), (260, level - 20), (620, level - 8), (980, level - 26), (1240, level + 16)]
    shore = [(-40, level + 96), (300, level + 70), (700, level + 84), (1240, level + 58)]
    tree = (left + (560 if side > 0 else -70), level + 6)
    return [
        *sky(brush, horizon),
        *clouds(brush, horizon * 0.45, tone.sky[1]),
        *water(brush, horizon),
        _whitecaps(brush, horizon + 20, 60),
        _headland(brush, horizon, side),
        land(meadow, tone.mid),
        bare_tree(brush, tree, dice.between(250, 300), tone.dark),
        placed(longhouse(brush, 420, panes), (left, level), 1.2),
        *_fence(brush, level + 40),
        land(shore, tone.near),
        *(
            grass(brush, (dice.between(0, WIDTH), dice.between(level + 110, HEIGHT)), tone.mid)
            for _ in range(12)
        ),
        birds(brush, MIDDLE - side * 220, horizon * 0.5),
    ]


def _headland(brush: Brush, horizon: float, side: int) -> str:
    points = [(0, 6), (0, -8), (90, -26), (200, -34), (330, -14), (450, 6)]
    edge = 0 if side > 0 else WIDTH
    return polygon(brush.tone.far, *((edge + side * x, horizon + y) for x, y in points))


def _fence(brush: Brush, y: float) -> Shapes:
    dark = brush.tone.dark
    posts = [rect((x, y - 34 + x % 7, 7, 46), dark) for x in range(20, WIDTH, 96)]
    return [*posts, *(line(dark, 3, (0, y - drop), (WIDTH, y - drop + 3)) for drop in (22, 6))]


def _whitecaps(brush: Brush, top: float, depth: float) -> str:
    dice, caps = brush.dice, ""
    for i in range(9):
        near = dice.throw()
        size = 12 + 16 * near
        x = WIDTH * (i + dice.between(0.1, 0.6)) / 9
        caps += trail("M", x, top + near * depth, "q", size, -size * 0.5, size * 2, 0)
    return stroke(caps, brush.tone.wall, 4)


def gale(brush: Brush) -> Shapes:
    """Rough seas with white crests under low clouds, seen from a stony beach."""
    dice, tone, hues = brush.dice, brush.tone, brush.hues
    horizon = dice.between(310, 350)
    low, high = (tone.far, tone.mid) if tone.lamps else (hues.stone.lit, hues.stone.shade)
    out = [
        *sky(brush, horizon),
        overcast(brush, 110, low),
        overcast(brush, 24, high),
        ground(horizon, tone.sea[1]),
    ]
    out.append(_whitecaps(brush, horizon + 10, 26))
    for i, fill in enumerate((tone.sea[1], tone.sea[2], tone.sea[3], tone.sea[2])):
        out += _breaker(brush, horizon + 66 + i * (52 + i * 10), 150 + i * 62, fill)
    return [*out, *_beach(brush), birds(brush, dice.between(380, 700), dice.between(200, 250))]


def _breaker(brush: Brush, y: float, width: float, fill: str) -> Shapes:
    """A row of waves: a line of hanging arcs whose peaks carry foam."""
    dice = brush.dice
    x, path, foam = -dice.between(60, width), "", []
    path = trail("M", x, y)
    while x < WIDTH:
        span, sag = width * dice.between(0.75, 1.2), width * dice.between(0.26, 0.36)
        path += trail("q", span * 0.55, sag, span, 0)
        foam.append(placed([shape(_FOAM, brush.tone.wall)], (x + span, y), width / 300, dice.happens(0.3)))
        x += span
    spray = [
        disc(dice.between(0, WIDTH), y - dice.between(10, 40), dice.between(2, 5), brush.tone.wall)
        for _ in range(5)
    ]
    return [shape(f"{path}V{HEIGHT}H-320Z", fill), *foam, *spray]


_FOAM = "M8 -10Q34 -4 62 24Q44 20 36 30Q22 20 12 34Q0 22 -14 42Q-26 32 -40 50Q-54 44 -78 58Q-30 34 8 -10Z"


def _beach(brush: Brush) -> Shapes:
    dice, hues = brush.dice, brush.hues
    greys = (hues.stone.lit, hues.stone.shade, hues.coal.lit, hues.sand.lit)
    spots: list[Point] = sorted((716 + 92 * dice.throw(), dice.between(0, WIDTH)) for _ in range(46))
    stones = [oval((x, y), 9 + (y - 700) * 0.28, 5 + (y - 700) * 0.17, dice.pick(greys)) for y, x in spots]
    return [hill(brush, 694, 9, brush.tone.wall), hill(brush, 712, 9, hues.sand.shade), *stones]
