"""Parks: a castle, a bench under a tree, a folding wall of doors on a lawn."""

from collab.landscapes.brush import Brush
from collab.landscapes.houses import panelled_door
from collab.landscapes.outdoors import birds, clouds, ground, hill, sky, sun
from collab.landscapes.plants import bare_tree, clump, cypress, hollyhock, leafy_tree
from collab.landscapes.shapes import (
    HEIGHT,
    MIDDLE,
    WIDTH,
    Point,
    Shapes,
    line,
    oval,
    placed,
    polygon,
    rect,
    shape,
    sheared,
    stroke,
)
from collab.landscapes.words import Light


def castle(brush: Brush) -> Shapes:
    """A brick castle with two towers, its avenue and fountain."""
    dice, tone = brush.dice, brush.tone
    horizon, x = 470, MIDDLE + dice.around(0, 70)
    gravel = [(x - 22, horizon), (x + 22, horizon), (x + 250, HEIGHT), (x - 250, HEIGHT)]
    trees = [k * 118 - 20 for k in range(11) if abs(k * 118 - 20 - x) > 210]
    return [
        *sky(brush, horizon),
        sun(brush, horizon * 0.44)[1],
        hill(brush, horizon - 66, 18, tone.far),
        *(clump(brush, (tree, horizon - 4), 96, tone.mid) for tree in trees),
        placed(_main_building(brush), (x, horizon)),
        *(placed(_tower(brush), (x + side * 214, horizon)) for side in (-1, 1)),
        *_lawn(brush, horizon),
        polygon(brush.hues.sand.lit, *gravel),
        placed(_fountain(brush), (x, 640)),
        *_avenue(brush, (x, horizon)),
    ]


def _main_building(brush: Brush) -> Shapes:
    tone, hues = brush.tone, brush.hues
    gable = "h15v-26" * 4 + "h34" + "v26h15" * 4
    upper = [rect((x, -132, 22, 34), hues.glass, 3) for x in (-160, -102, -36, 14, 80, 138)]
    lower = [rect((x, -68, 22, 34), hues.glass, 3) for x in (-160, -102, 80, 138)]
    return [
        rect((-200, -158, 400, 164), hues.brick.lit),
        polygon(tone.dark, (-200, -158), (-172, -224), (172, -224), (200, -158)),
        shape(f"M-77 -152{gable}Z", hues.brick.lit),
        rect((-15, -224, 30, 40), hues.glass, 15),
        *upper,
        *lower,
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
    depth, out = HEIGHT - horizon, [ground(horizon, brush.tone.mid)]
    for i in (1, 3, 5):
        top, foot = (horizon + depth * ((i + k) / 7) ** 1.5 for k in (0, 1))
        out.append(rect((0, top, WIDTH, foot - top), brush.tone.near))
    return out


def _fountain(brush: Brush) -> Shapes:
    tone = brush.tone
    jet = "M0 -8v-84M-3 -84q-34 -26 -52 60M3 -84q34 -26 52 60"
    return [oval((0, 0), 186, 40, tone.wall), oval((0, -2), 168, 32, tone.sea[1]), stroke(jet, tone.wall, 6)]


def _avenue(brush: Brush, start: Point) -> Shapes:
    """Clipped trees in pairs along the gravel, from the castle towards us."""
    trees = []
    for i in range(5):
        near = (i / 4) ** 1.35
        for side in (-1, 1):
            at = (start[0] + side * (84 + near * 330), start[1] + 16 + near * 270)
            trees.append(cypress(at, 20 + near * 62, brush.tone.dark))
    return trees


def bench(brush: Brush) -> Shapes:
    """A plain bench under a tree, before a whitewashed wall."""
    dice, tone, hues = brush.dice, brush.tone, brush.hues
    side, level = dice.side(), 610
    seat = MIDDLE + side * dice.between(50, 120)
    tree = (MIDDLE - side * dice.between(150, 210), level + 20)
    return [
        *sky(brush, 380),
        sun(brush, 140)[1],
        *clouds(brush, 190, tone.sky[3]),
        *(clump(brush, (k * 160, 330), dice.between(50, 90), tone.mid) for k in range(9)),
        *_white_wall(brush, 300, level),
        hill(brush, level, 3, hues.sand.lit),
        hill(brush, 690, 8, tone.mid),
        hill(brush, 748, 8, tone.near),
        *_tree_and_flowers(brush, tree, MIDDLE + side * 320),
        oval((seat, level + 66), 190, 14, hues.sand.shade),
        placed(_bench(brush), (seat, level + 62)),
    ]


def _tree_and_flowers(brush: Brush, tree: Point, flowers: float) -> Shapes:
    """A bare tree in winter; a tree in leaf and hollyhocks for the rest of the year."""
    dice, tone = brush.dice, brush.tone
    height = dice.between(520, 570)
    if brush.light is Light.WINTER:
        return [bare_tree(brush, tree, height, tone.dark)]
    stalks = [(flowers + 36 * k + dice.around(-70, 8), tree[1] - 16) for k in range(5)]
    return [
        leafy_tree(brush, tree, height, (tone.near, tone.dark)),
        *(hollyhock(brush, at, dice.between(120, 230)) for at in stalks),
    ]


def _white_wall(brush: Brush, top: float, level: float) -> Shapes:
    """A whitewashed wall with tiles on its top and patches in its lime."""
    dice, hues = brush.dice, brush.hues
    patches = []
    for _ in range(9):
        x, y = dice.between(-40, WIDTH), dice.between(top + 40, level - 60)
        patches.append(rect((x, y, dice.between(70, 190), dice.between(14, 34)), hues.lime.shade, 14))
    tiles = "".join(f"M{x} {round(top - 14)}v28" for x in range(0, WIDTH, 34))
    return [
        rect((0, top, WIDTH, level - top + 20), hues.lime.lit),
        *patches,
        rect((0, top + 12, WIDTH, 12), hues.lime.shade),
        rect((0, top - 14, WIDTH, 28), hues.brick.lit),
        stroke(tiles, hues.brick.shade, 4),
    ]


def _bench(brush: Brush) -> Shapes:
    wood, plank = brush.hues.wood, brush.hues.plank
    legs = [rect((x, -74, 18, 76), wood.shade) for x in (-150, 132)]
    posts = [rect((x, -150, 12, 80), wood.shade) for x in (-148, 134)]
    back = [rect((-176, y, 352, 18), wood.lit, 4) for y in (-152, -124)]
    seat = [rect((-184, -84, 368, 18), plank.lit, 4), rect((-184, -68, 368, 8), plank.shade, 3)]
    return [*legs, *posts, *back, *seat]


def screen(brush: Brush) -> Shapes:
    """A low stage floor with a folding wall of doors, on a lawn among trees."""
    dice, tone = brush.dice, brush.tone
    horizon, x = 470, MIDDLE + dice.around(0, 60)
    flanks = [(x + side * dice.between(430, 540), horizon + 40) for side in (-1, 1)]
    return [
        *sky(brush, horizon),
        sun(brush, 170)[1],
        hill(brush, horizon - 40, 18, tone.far),
        *(clump(brush, (k * 140 - 20, horizon), dice.between(70, 110), tone.mid) for k in range(10)),
        *_lawn(brush, horizon + 8),
        *(leafy_tree(brush, at, dice.between(330, 400), (tone.near, tone.dark)) for at in flanks),
        *_folded_doors(brush, (x, 560)),
        placed(_low_floor(brush), (x, 560)),
        birds(brush, x - 160, 130),
    ]


def _folded_doors(brush: Brush, foot: Point) -> Shapes:
    """Eight doors hinged like an accordion: every other one leans away."""
    dice, hues, doors = brush.dice, brush.hues, []
    for i in range(8):
        door = panelled_door((0, -262, 86, 262), dice.pick(hues.coats), hues.sand.lit)
        away = -1 if i % 2 else 1
        doors.append(sheared(door, (foot[0] - 344 + i * 86, foot[1] + 11 * away), -0.256 * away))
    return doors


def _low_floor(brush: Brush) -> Shapes:
    wood, plank = brush.hues.wood, brush.hues.plank
    return [
        polygon(plank.lit, (-400, -16), (400, -16), (470, 66), (-470, 66)),
        rect((-470, 66, 940, 34), wood.lit),
        *(line(plank.shade, 3, (k * 80, -16), (k * 94, 66)) for k in range(-4, 5)),
        *(rect((-440 + k * 215, 66, 20, 46), wood.shade) for k in range(5)),
    ]
