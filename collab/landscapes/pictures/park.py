"""Parks: a castle, a bench under a tree, a folding wall of doors on a lawn."""

from collab.landscapes.brush import Brush
from collab.landscapes.houses import panelled_door
from collab.landscapes.outdoors import birds, clouds, hill, sky, sun
from collab.landscapes.plants import bare_tree, clump, cypress, hollyhock, leafy_tree
from collab.landscapes.shapes import (
    HEIGHT,
    WIDTH,
    Point,
    Shapes,
    disc,
    line,
    oval,
    placed,
    polygon,
    rect,
    shape,
    stroke,
)


def castle(brush: Brush) -> Shapes:
    """A brick castle with two towers, its avenue and fountain."""
    dice, tone = brush.dice, brush.tone
    horizon, c = 470, WIDTH / 2 + dice.around(0, 70)
    out = [*sky(brush, horizon), sun(brush, horizon * 0.44)[1], hill(brush, horizon - 66, 18, tone.far)]
    out += [clump(brush, (x, horizon - 4), 92, tone.mid) for x in range(-20, 1260, 118) if abs(x - c) > 210]
    out.append(placed(_main_building(brush), (c, horizon)))
    out += [placed(_tower(brush), (c + side * 214, horizon)) for side in (-1, 1)]
    out += _lawn(brush, horizon)
    out.append(
        polygon(
            brush.hues.sand.lit, (c - 22, horizon), (c + 22, horizon), (c + 250, HEIGHT), (c - 250, HEIGHT)
        )
    )
    out += placed_fountain(brush, c)
    for i in range(5):
        t = (i / 4) ** 1.35
        y, size, gap = horizon + 16 + t * 270, 20 + t * 62, 84 + t * 330
        out += [cypress((c + side * gap, y), size, tone.dark) for side in (-1, 1)]
    return out


def _main_building(brush: Brush) -> Shapes:
    tone, hues = brush.tone, brush.hues
    gable = "".join("h15v-26" for _ in range(4)) + "h34" + "".join("v26h15" for _ in range(4))
    windows = [
        rect((x, y, 22, 34), hues.glass, 3)
        for x in (-160, -102, -36, 14, 80, 138)
        for y in (-132, -68)
        if y < -100 or abs(x) > 40
    ]
    return [
        rect((-200, -158, 400, 164), hues.brick.lit),
        polygon(tone.dark, (-200, -158), (-172, -224), (172, -224), (200, -158)),
        shape(f"M-77 -152{gable}Z", hues.brick.lit),
        rect((-15, -224, 30, 40), hues.glass, 15),
        *windows,
        rect((-24, -62, 48, 68), tone.wall, 24),
        rect((-16, -54, 32, 60), tone.dark, 16),
    ]


def _tower(brush: Brush) -> Shapes:
    tone, hues = brush.tone, brush.hues
    return [
        rect((-43, -216, 86, 224), hues.brick.shade),
        polygon(tone.near, (-54, -214), (0, -344), (54, -214)),
        rect((-2, -374, 4, 34), tone.dark),
        polygon(hues.gold.lit, (2, -374), (34, -365), (2, -355)),
        rect((-9, -180, 18, 30), hues.glass, 9),
        rect((-9, -104, 18, 30), hues.glass, 9),
    ]


def _lawn(brush: Brush, horizon: float) -> Shapes:
    """Grass mown in strips, wider towards us."""
    depth, out = HEIGHT - horizon, [rect((0, horizon, WIDTH, HEIGHT - horizon), brush.tone.mid)]
    for i in (1, 3, 5):
        top, foot = (horizon + depth * ((i + k) / 7) ** 1.5 for k in (0, 1))
        out.append(rect((0, top, WIDTH, foot - top), brush.tone.near))
    return out


def placed_fountain(brush: Brush, c: float) -> Shapes:
    """A round basin with one jet."""
    tone, x = brush.tone, round(c)
    jet = f"M{x} 632v-84M{x - 3} 556q-34 -26 -52 60M{x + 3} 556q34 -26 52 60"
    return [
        oval((c, 640), 186, 40, tone.wall),
        oval((c, 638), 168, 32, tone.sea[1]),
        stroke(jet, tone.wall, 6),
    ]


def bench(brush: Brush) -> Shapes:
    """A plain bench under a tree, before a whitewashed wall."""
    dice, tone, hues = brush.dice, brush.tone, brush.hues
    side, ground = dice.side(), 610
    out = [*sky(brush, 380), sun(brush, 150)[1], *clouds(brush, 200, tone.sky[3])]
    out += [clump(brush, (x, 330), dice.between(50, 90), tone.mid) for x in range(0, 1300, 160)]
    out += _white_wall(brush, 300, ground)
    bx = WIDTH / 2 + side * dice.between(40, 120)
    tree = (WIDTH / 2 - side * dice.between(130, 200), ground + 20)
    out += [
        hill(brush, ground, 3, hues.sand.lit),
        hill(brush, 690, 8, tone.mid),
        hill(brush, 748, 8, tone.near),
    ]
    if brush.light in ("winter", "dusk") or dice.happens(0.3):
        out.append(bare_tree(brush, tree, dice.between(520, 570), tone.dark))
    else:
        out.append(leafy_tree(brush, tree, dice.between(520, 570), (tone.near, tone.dark)))
    out += [
        hollyhock(
            brush, (WIDTH / 2 + side * (300 + 34 * k + dice.around(0, 8)), ground + 4), dice.between(120, 230)
        )
        for k in range(5)
    ]
    out += [oval((bx, ground + 66), 190, 14, hues.sand.shade), placed(_bench(brush), (bx, ground + 62))]
    return out


def _white_wall(brush: Brush, top: float, ground: float) -> Shapes:
    """A whitewashed wall with tiles on its top, patches of lime and a shadow at its foot."""
    dice, hues = brush.dice, brush.hues
    out = [rect((0, top, WIDTH, ground - top + 20), hues.lime.lit)]
    for _ in range(9):
        patch = (
            dice.between(-40, WIDTH),
            dice.between(top + 40, ground - 60),
            dice.between(70, 190),
            dice.between(14, 34),
        )
        out.append(rect(patch, hues.lime.shade, 14))
    out += [rect((0, top + 12, WIDTH, 12), hues.lime.shade), rect((0, top - 14, WIDTH, 28), hues.brick.lit)]
    tiles = "".join(f"M{x} {top - 14}v28" for x in range(0, WIDTH, 34))
    return [*out, stroke(tiles, hues.brick.shade, 4)]


def _bench(brush: Brush) -> Shapes:
    hues = brush.hues
    out = []
    for x in (-150, 132):
        out += [rect((x, -74, 18, 76), hues.wood.shade), rect((x + 2, -150, 12, 80), hues.wood.shade)]
    out += [rect((-176, y, 352, 18), hues.wood.lit, 4) for y in (-152, -124)]
    return [
        *out,
        rect((-184, -84, 368, 18), hues.plank.lit, 4),
        rect((-184, -68, 368, 8), hues.plank.shade, 3),
    ]


def screen(brush: Brush) -> Shapes:
    """A low stage floor with a folding wall of doors, on a lawn among trees."""
    dice, tone, hues = brush.dice, brush.tone, brush.hues
    horizon, c = 470, WIDTH / 2 + dice.around(0, 60)
    out = [*sky(brush, horizon), sun(brush, 170)[1], hill(brush, horizon - 40, 18, tone.far)]
    out += [clump(brush, (x, horizon), dice.between(70, 110), tone.mid) for x in range(-20, 1300, 140)]
    out += [
        leafy_tree(
            brush,
            (c + side * dice.between(430, 540), horizon + 40),
            dice.between(330, 400),
            (tone.near, tone.dark),
        )
        for side in (-1, 1)
    ]
    out += _lawn(brush, horizon + 8)
    out += _folded_doors(brush, c, 560)
    out += _floor(brush, c, 560)
    return [*out, birds(brush, c - 160, 130)]


def _folded_doors(brush: Brush, c: float, foot: float) -> Shapes:
    """Eight doors hinged like an accordion: every other one leans away."""
    dice, hues, out = brush.dice, brush.hues, []
    paints = [dice.pick(hues.coats) for _ in range(8)]
    for i, paint in enumerate(paints):
        x, tilt = c - 344 + i * 86, 22 if i % 2 else -22
        door = panelled_door((0, -262, 86, 262), paint, hues.sand.lit)
        skew = f'<g transform="matrix(1 {tilt / 86:.3f} 0 1 {round(x)} {round(foot + (11 if i % 2 == 0 else -11))})">'
        out.append(skew + "".join(door) + "</g>")
    return out


def _floor(brush: Brush, c: float, y: float) -> Shapes:
    hues = brush.hues
    out = [
        polygon(hues.plank.lit, (c - 400, y - 16), (c + 400, y - 16), (c + 470, y + 66), (c - 470, y + 66)),
        rect((c - 470, y + 66, 940, 34), hues.wood.lit),
    ]
    out += [line(hues.plank.shade, 3, (c + k * 80, y - 16), (c + k * 94, y + 66)) for k in range(-4, 5)]
    out += [rect((c - 440 + k * 215, y + 66, 20, 46), hues.wood.shade) for k in range(5)]
    return out
