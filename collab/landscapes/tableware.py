"""What stands on tables: bowls, cups, plates, thermoses, candles, bread, fish and potatoes."""

from collab.landscapes.brush import Brush
from collab.landscapes.palette import Paint
from collab.landscapes.shapes import Shapes, disc, line, oval, polygon, rect, shape, stroke, trail, turned


def bowl(paint: Paint, content: str) -> Shapes:
    """A bowl seen a little from above, around the middle of its foot."""
    return [
        shape("M-78 -62Q-70 -2 -30 0H30Q70 -2 78 -62Z", paint.lit),
        shape("M20 0H30Q70 -2 78 -62H50Q46 -10 20 0Z", paint.shade),
        oval((0, -62), 78, 19, paint.shade),
        oval((0, -60), 68, 14, content),
    ]


def soup_pot(paint: Paint, content: str) -> Shapes:
    """A large pot with two ears and a ladle in it."""
    return [
        stroke("M-96 -92h-30v26h30M96 -92h30v26h-30", paint.shade, 10),
        shape("M-100 -118V-18Q-100 0 -80 0H80Q100 0 100 -18V-118Z", paint.lit),
        shape("M56 0H80Q100 0 100 -18V-118H56Z", paint.shade),
        oval((0, -118), 100, 22, paint.shade),
        oval((0, -116), 88, 17, content),
        line(paint.lit, 9, (20, -116), (76, -206), (90, -208)),
    ]


def cup(paint: Paint, coffee: str) -> Shapes:
    """A cup on its saucer, around the middle of the saucer."""
    return [
        oval((0, 0), 62, 15, paint.shade),
        oval((0, -4), 62, 14, paint.lit),
        stroke("M36 -56q34 -6 28 20q-6 18 -34 16", paint.lit, 8),
        shape("M-40 -68Q-38 -8 -16 -6H16Q38 -8 40 -68Z", paint.lit),
        shape("M10 -6H16Q38 -8 40 -68H22Q24 -14 10 -6Z", paint.shade),
        oval((0, -68), 40, 10, paint.shade),
        oval((0, -67), 33, 7, coffee),
    ]


def mug(paint: Paint, coffee: str) -> Shapes:
    """A straight mug, around the middle of its foot."""
    return [
        stroke("M34 -62q36 -2 32 22q-4 22 -34 18", paint.shade, 10),
        rect((-36, -84, 72, 84), paint.lit, 8),
        rect((16, -84, 20, 84), paint.shade, 8),
        oval((0, -84), 36, 9, paint.shade),
        oval((0, -83), 29, 6, coffee),
    ]


def thermos(paint: Paint, cap: Paint) -> Shapes:
    """A tall thermos with handle and screwed cup."""
    return [
        stroke("M44 -176q42 6 38 60q-4 40 -38 44", cap.lit, 11),
        rect((-46, -206, 92, 206), paint.lit, 14),
        rect((18, -206, 28, 206), paint.shade, 14),
        rect((-46, -150, 92, 14), cap.lit),
        shape("M-38 -206L-28 -262H28L38 -206Z", cap.lit),
        rect((-50, -214, 100, 14), cap.shade, 5),
    ]


def candle(brush: Brush) -> Shapes:
    """A lit candle in a low stick."""
    hues = brush.hues
    return [
        oval((0, -4), 44, 11, hues.gold.shade),
        rect((-13, -24, 26, 22), hues.gold.lit, 4),
        rect((-10, -112, 20, 92), hues.lime.lit, 3),
        disc(0, -134, 34, hues.sand.lit),
        shape("M0 -164Q20 -132 0 -118Q-20 -132 0 -164Z", brush.tone.glow),
    ]


def plate(brush: Brush, rim: str, food: Shapes) -> Shapes:
    """A plate seen from above at a slant, with what lies on it."""
    lime = brush.hues.lime
    return [
        oval((0, 2), 104, 36, rim),
        oval((0, 0), 97, 30, lime.lit),
        oval((0, 1), 68, 20, lime.shade),
        *food,
    ]


def fish(paint: Paint) -> Shapes:
    """A whole fish, lying."""
    return [
        shape("M-64 -4Q-30 -30 26 -14L58 -26Q50 -4 58 14L26 2Q-30 16 -64 -4Z", paint.lit),
        shape("M-64 -4Q-30 12 26 -4L58 14L26 2Q-30 16 -64 -4Z", paint.shade),
        disc(-46, -9, 4, paint.shade),
    ]


def herring(brush: Brush) -> Shapes:
    """Pieces of pickled herring with rings of onion."""
    dice, hues = brush.dice, brush.hues
    silver = (hues.stone.lit, hues.stone.shade, hues.blue.lit)
    spots = ((-40, -4), (-8, -10), (28, -6), (-20, 8), (14, 8), (46, 4))
    pieces = [turned([rect((-16, -8, 32, 15), dice.pick(silver), 6)], at, dice.around(0, 30)) for at in spots]
    rings = stroke("M-30 0a9 6 0 1 0 1 0M24 2a9 6 0 1 0 1 0", hues.rose.lit, 3)
    return [*pieces, rings, disc(4, -2, 4, hues.green.lit), disc(-46, 6, 4, hues.green.lit)]


def buns(brush: Brush) -> Shapes:
    """Five saffron buns, each with its raisin."""
    hues = brush.hues
    spots = ((-44, -6), (0, -10), (44, -6), (-22, -34), (24, -34))
    return [
        piece
        for x, y in spots
        for piece in (
            oval((x, y), 27, 19, hues.plank.shade),
            oval((x - 2, y - 5), 20, 11, hues.plank.lit),
            disc(x, y - 6, 4, hues.wood.shade),
        )
    ]


def glass(brush: Brush, drink: str) -> Shapes:
    """A drinking glass, half full."""
    pale = brush.tone.sky[3]
    return [
        polygon(pale, (-26, -92), (26, -92), (20, 0), (-20, 0)),
        polygon(drink, (-24, -56), (24, -56), (20, 0), (-20, 0)),
    ]


def bottle(paint: Paint, label: Paint) -> Shapes:
    """A bottle with a label."""
    return [
        shape("M-30 0V-120Q-30 -146 -12 -156V-206H12V-156Q30 -146 30 -120V0Z", paint.lit),
        rect((14, -124, 16, 124), paint.shade),
        rect((-30, -96, 60, 50), label.lit),
        rect((-30, -78, 60, 6), label.shade),
        rect((-14, -214, 28, 14), paint.shade, 3),
    ]


def loaf(brush: Brush) -> Shapes:
    """A loaf on its board."""
    hues = brush.hues
    return [
        rect((-120, -12, 240, 16), hues.wood.lit, 6),
        shape("M-96 -12Q-108 -74 -40 -78H44Q104 -74 96 -12Z", hues.plank.shade),
        shape("M-96 -12Q-108 -74 -40 -78H44Q60 -76 70 -70Q0 -64 -60 -34Q-80 -24 -96 -12Z", hues.plank.lit),
        stroke("M-44 -72l22 26M-4 -76l22 28M38 -76l20 28", hues.wood.lit, 6),
    ]


def flowers(brush: Brush) -> Shapes:
    """A jug of field flowers."""
    dice, hues = brush.dice, brush.hues
    petals = (hues.gold.lit, hues.lime.lit, hues.rose.lit, hues.brick.lit)
    stems, heads = "", []
    for k in range(-4, 5):
        x, y = k * 20 + dice.around(0, 6), -170 - dice.between(0, 70) + abs(k) * 12
        stems += trail("M", k * 4, -96, "L", x, y)
        heads.append(disc(x, y, dice.between(10, 17), dice.pick(petals)))
    return [
        stroke(stems, hues.green.lit, 5),
        *heads,
        shape("M-40 0Q-56 -60 -26 -100H26Q56 -60 40 0Z", hues.blue.lit),
        shape("M14 0H40Q56 -60 26 -100H14Q34 -50 14 0Z", hues.blue.shade),
    ]


def potatoes(brush: Brush) -> Shapes:
    """A heap of boiled potatoes with dill in a large bowl."""
    hues = brush.hues
    paint = brush.dice.pick((hues.blue, hues.lime, hues.brick, hues.green))
    dill = "M-20 -190q20 -30 10 -50M-14 -204l-18 -12M-8 -216l18 -14M30 -176q30 -14 34 -40M44 -190l22 0"
    return [
        oval((0, -112), 190, 40, paint.shade),
        *_heap(brush),
        shape("M-190 -112Q-176 -4 -70 0H70Q176 -4 190 -112Q100 -78 0 -76Q-100 -78 -190 -112Z", paint.lit),
        shape("M40 0H70Q176 -4 190 -112Q160 -94 130 -88Q120 -20 40 0Z", paint.shade),
        stroke(dill, hues.green.lit, 5),
        line(paint.shade, 4, (-150, -70), (-100, -56)),
    ]


def _heap(brush: Brush) -> Shapes:
    dice, hues, heap = brush.dice, brush.hues, []
    skins = (hues.sand.lit, hues.plank.lit, hues.sand.shade)
    for count, y in ((6, -126), (5, -152), (3, -174)):
        for i in range(count):
            at = ((i - (count - 1) / 2) * 52 + dice.around(0, 6), y + dice.around(0, 4))
            heap.append(turned([oval((0, 0), 36, 25, dice.pick(skins))], at, dice.around(0, 24)))
    return heap


def butter(brush: Brush) -> Shapes:
    """Butter on a small plate, a knife in it."""
    hues = brush.hues
    return [
        oval((0, 2), 74, 17, hues.lime.shade),
        oval((0, 0), 74, 16, hues.lime.lit),
        rect((-40, -36, 76, 34), hues.gold.lit, 5),
        rect((-40, -12, 76, 10), hues.gold.shade, 4),
        line(hues.stone.lit, 8, (10, -40), (84, -66)),
        line(hues.wood.lit, 12, (84, -66), (124, -80)),
    ]
