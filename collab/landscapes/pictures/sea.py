"""The sea: a lighthouse, a house in winter with one window lit, a gale."""

from collab.landscapes.brush import Brush
from collab.landscapes.houses import cottage, lighthouse, longhouse
from collab.landscapes.outdoors import birds, clouds, glitter, hill, opposite, overcast, sky, sun, water
from collab.landscapes.plants import bare_tree, grass
from collab.landscapes.shapes import (
    HEIGHT,
    WIDTH,
    Point,
    Shapes,
    disc,
    land,
    line,
    number,
    oval,
    placed,
    polygon,
    rect,
    shape,
    stroke,
    veiled,
)
from collab.landscapes.vessels import distant_sail


def light_tower(brush: Brush) -> Shapes:
    """A lighthouse on its rock, opposite the sun; a sail far out."""
    dice, tone = brush.dice, brush.tone
    horizon = dice.between(400, 450)
    x, disc_ = sun(brush, horizon * dice.between(0.7, 0.88))
    side = opposite(x)
    bx = WIDTH / 2 + side * dice.between(280, 330)
    out = [*sky(brush, horizon), disc_, *water(brush, horizon), *glitter(brush, x, horizon)]
    out += [
        land([(bx + dx, y) for dx, y in _ROCK], tone.near),
        land([(bx + dx, y) for dx, y in _STONE], tone.dark),
    ]
    if tone.lamps:
        out.append(polygon(tone.sun, (bx, 300), (bx - side * 1300, 150), (bx - side * 1300, 262)))
    out += [lighthouse(brush, (bx, 612)), cottage(brush, (bx + side * 98, 626), 1, tone.wall)]
    out.append(distant_sail(brush, (WIDTH / 2 - side * dice.between(40, 180), horizon + 22), side < 0))
    return [*out, birds(brush, WIDTH / 2 - side * 60, horizon * 0.42)]


_ROCK = [(-330, 820), (-210, 690), (-90, 640), (20, 596), (120, 604), (260, 660), (420, 800)]
_STONE = [(-200, 820), (-60, 720), (90, 676), (300, 730), (420, 800)]


def winter_house(brush: Brush) -> Shapes:
    """A low, white house by the sea, where one window is lit."""
    dice, tone = brush.dice, brush.tone
    horizon, side = dice.between(360, 410), dice.side()
    out = [*sky(brush, horizon), *clouds(brush, horizon * 0.45, tone.sky[1]), *water(brush, horizon)]
    out += _whitecaps(brush, horizon + 20, 120, 9)
    out.append(_headland(brush, horizon, -side))
    left = WIDTH / 2 + side * dice.between(20, 110) - 210
    ground = dice.between(610, 640)
    lit = dice.pick((0, 1, 3, 4))
    unlit = brush.hues.coal.lit
    panes = [brush.tone.sun if k == lit else unlit for k in range(5)]
    out += [
        land(
            [
                (-40, ground + 30),
                (260, ground - 20),
                (620, ground - 8),
                (980, ground - 26),
                (1240, ground + 16),
            ],
            tone.mid,
        ),
        bare_tree(brush, (left + (470 if side > 0 else -70), ground + 6), dice.between(230, 280), tone.dark),
        placed(longhouse(brush, 420, panes), (left, ground), 1.15),
        *_fence(brush, ground + 40),
        land([(-40, ground + 96), (300, ground + 70), (700, ground + 84), (1240, ground + 58)], tone.near),
    ]
    out += [
        grass(brush, (dice.between(0, WIDTH), dice.between(ground + 110, HEIGHT)), tone.mid)
        for _ in range(12)
    ]
    return [*out, birds(brush, WIDTH / 2 - side * 220, horizon * 0.5)]


def _headland(brush: Brush, horizon: float, side: int) -> str:
    far = [(0, 0), (90, -26), (200, -34), (330, -14), (450, 6)]
    points = [(0, horizon + 6), *((x, horizon + y) for x, y in far)]
    path = "L".join(f"{number(x if side < 0 else WIDTH - x)} {number(y)}" for x, y in points)
    return shape(f"M{path}Z", brush.tone.far)


def _fence(brush: Brush, y: float) -> Shapes:
    posts = [rect((x, y - 34 + x % 7, 7, 46), brush.tone.dark) for x in range(20, WIDTH, 96)]
    return [
        *posts,
        line(brush.tone.dark, 3, (0, y - 22), (WIDTH, y - 18)),
        line(brush.tone.dark, 3, (0, y - 6), (WIDTH, y - 4)),
    ]


def _whitecaps(brush: Brush, top: float, depth: float, count: int) -> Shapes:
    dice, caps = brush.dice, []
    for _ in range(count):
        y = dice.between(top, top + depth)
        size = 14 + 30 * (y - top) / depth
        caps.append(
            f"M{number(dice.between(20, WIDTH - 60))} {number(y)}q{number(size)} -{number(size * 0.5)} {number(size * 2)} 0"
        )
    return [stroke("".join(caps), brush.tone.wall, 4)]


def gale(brush: Brush) -> Shapes:
    """Rough seas with white crests under low clouds, seen from a stony beach."""
    dice, tone = brush.dice, brush.tone
    horizon = dice.between(320, 360)
    out = [*sky(brush, horizon), overcast(brush, 120, tone.sky[0]), overcast(brush, 30, tone.far)]
    out.append(rect((0, horizon, WIDTH, HEIGHT - horizon), tone.sea[1]))
    out += _whitecaps(brush, horizon + 12, 40, 8)
    for i in range(4):
        fill = (tone.sea[1], tone.sea[2], tone.sea[3], tone.sea[2])[i]
        out += _breaker(brush, horizon + 62 + i * (54 + i * 9), 34 + i * 16, fill)
    out += _shore(brush)
    return [*out, birds(brush, dice.between(380, 700), dice.between(190, 250))]


def _breaker(brush: Brush, y: float, height: float, fill: str) -> Shapes:
    """A row of waves that lean over, with foam on their crests."""
    dice, tone = brush.dice, brush.tone
    lean, x, path, foam = 0.34, -dice.between(60, 300), "", ""
    path = f"M-320 {number(y)}L{number(x)} {number(y)}"
    while x < WIDTH + 60:
        width = height * dice.between(3.4, 5.2)
        peak = height * dice.between(0.8, 1.15)
        w, p = width, peak
        path += f"c{number(w * 0.36)} 0 {number(w * (0.4 + lean * 0.4))} -{number(p * 0.7)} {number(w * 0.62)} -{number(p)}"
        path += f"c-{number(w * 0.05)} {number(p * 0.6)} {number(w * 0.14)} {number(p)} {number(w * 0.38)} {number(p)}"
        top = (x + w * 0.62, y - p)
        foam += f"M{number(top[0])} {number(top[1])}"
        foam += f"c-{number(w * 0.12)} {number(p * 0.12)} -{number(w * 0.2)} {number(p * 0.42)} -{number(w * 0.34)} {number(p * 0.56)}"
        foam += f"c{number(w * 0.1)} {number(p * 0.1)} {number(w * 0.24)} -{number(p * 0.06)} {number(w * 0.33)} -{number(p * 0.18)}Z"
        x += width
    spray = [
        disc(dice.between(0, WIDTH), y - height * dice.between(0.5, 1.4), dice.between(2, 5), tone.wall)
        for _ in range(9)
    ]
    return [shape(f"{path}V{HEIGHT}H-320Z", fill), shape(foam, tone.wall), *spray]


def _shore(brush: Brush) -> Shapes:
    dice, tone, hues = brush.dice, brush.tone, brush.hues
    foam = hill(brush, 694, 9, tone.wall)
    beach = hill(brush, 712, 9, hues.sand.shade)
    stones = []
    for _ in range(46):
        y = 716 + 92 * dice.throw()
        size = 9 + (y - 700) * 0.28
        fill = dice.pick((hues.stone.lit, hues.stone.shade, hues.coal.lit, hues.sand.lit))
        stones.append((y, oval((dice.between(0, WIDTH), y), size, size * 0.6, fill)))
    return [foam, beach, *(stone for _, stone in sorted(stones))]
