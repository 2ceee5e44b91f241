"""Trees and bushes of the country: beech, spruce, willow, lime, hollyhock."""

from collab.landscapes.brush import Brush
from collab.landscapes.shapes import Point, disc, placed, polygon, rect, shape, stroke, trail


def clump(brush: Brush, at: Point, size: float, fill: str) -> str:
    """A rounded bush or tree crown standing on a point."""
    dice, (x, y) = brush.dice, at
    spots = [(dice.around(0, size), dice.between(0, size * 0.55), dice.between(0.45, 0.8)) for _ in range(4)]
    return "".join(disc(x + dx, y - dy, size * part, fill) for dx, dy, part in spots)


def trunk(brush: Brush, at: Point, width: float, fill: str) -> str:
    """A tall beech trunk from its foot up through the upper edge, with one arm."""
    dice, (x, foot), w = brush.dice, at, width
    lean, fork, arm = dice.around(0, 26), dice.between(150, 270), dice.side()
    left = trail("M", x - w * 0.85, foot, "Q", x - w * 0.45, foot - 40, x - w * 0.42, foot - 110)
    over = trail("L", x + lean - w * 0.34, 0, "h", w * 0.68, "L", x + w * 0.42, foot - 110)
    right = trail("Q", x + w * 0.45, foot - 40, x + w * 0.85, foot, "Z")
    branch = trail("M", x + lean / 2, fork + 40, "q", arm * 22, -50, arm * w * 1.2, -fork - 20)
    return shape(left + over + right, fill) + stroke(branch, fill, w * 0.3)


def spruce(brush: Brush, at: Point, height: float, fill: str) -> str:
    """A spruce of four or five skirts on a short trunk."""
    dice, (x, foot) = brush.dice, at
    skirts, width = dice.pick((4, 5)), height * dice.between(0.2, 0.26)
    left, right = "", ""
    for i in range(1, skirts + 1):
        y, reach = foot - height * (0.92 - 0.8 * i / skirts), width * i / skirts
        notch = y - height * 0.02
        left += trail("L", x - reach, y, "L", x - reach * 0.52, notch)
        right = trail("L", x + reach * 0.52, notch, "L", x + reach, y) + right
    stem = rect((x - height * 0.02, foot - height * 0.14, height * 0.04, height * 0.16), fill)
    return shape(f"{trail('M', x, foot - height)}{left}{right}Z", fill) + stem


def pollard(brush: Brush, at: Point, scale: float, fill: str) -> str:
    """A pollarded willow: a thick trunk with a broom of twigs."""
    dice = brush.dice
    twigs = ""
    for k in range(-5, 6):
        tip = (k * 27 + dice.around(0, 7), -330 + abs(k) * 17 + dice.around(0, 18))
        twigs += trail("M", 0, -168, "Q", k * 14, -250, *tip)
    body = "M-34 0Q-20 -60 -26 -130Q-62 -196 0 -200Q62 -196 26 -130Q20 -60 34 0Z"
    return placed([stroke(twigs, fill, max(7, 3 / scale)), shape(body, fill)], at, scale)


def bare_tree(brush: Brush, at: Point, height: float, fill: str) -> str:
    """A leafless tree: trunk, limbs and twigs, each forking from the one before."""
    width, crotch = height * 0.045, height * 0.36
    stem = polygon(fill, (-width, 0), (-width * 0.55, -crotch), (width * 0.55, -crotch), (width, 0))
    shoots = [(0.0, -crotch + 4, lean) for lean in (-0.75, -0.1, 0.6)]
    wood = [stem]
    for length, thick in ((0.27, 0.036), (0.2, 0.02), (0.15, 0.01)):
        path = ""
        grown = []
        for x, y, lean in shoots:
            end, piece = _shoot(brush, (x, y), lean, height * length)
            path += piece
            grown += [(*end, lean + turn + brush.dice.around(0, 0.15)) for turn in (-0.5, 0.38)]
        wood.append(stroke(path, fill, height * thick))
        shoots = grown
    return placed(wood, at)


def _shoot(brush: Brush, start: Point, lean: float, length: float) -> tuple[Point, str]:
    """A bent branch from a point; lean is 0 upwards and 1 to the right. Its end and its path."""
    reach = length * brush.dice.between(0.8, 1.1)
    dx, dy = reach * lean, -reach * (1 - 0.4 * abs(lean))
    end = (start[0] + dx, start[1] + dy)
    return end, trail("M", *start, "q", dx * 0.35, dy * 0.7, dx, dy)


def leafy_tree(brush: Brush, at: Point, height: float, fills: tuple[str, str]) -> str:
    """A tree in leaf: crown and trunk in the two colours."""
    dice, (crown, stem), r, w = brush.dice, fills, height * 0.2, height * 0.03
    spots = ((-0.75, -0.58), (0.75, -0.6), (-0.35, -0.78), (0.4, -0.8), (0, -0.62))
    leaves = [
        disc(a * r + dice.around(0, r * 0.15), b * height, r * dice.between(0.8, 1.05), crown)
        for a, b in spots
    ]
    fork = -height * 0.5
    bole = polygon(stem, (-w * 1.4, 0), (-w * 0.7, fork), (w * 0.7, fork), (w * 1.4, 0))
    arms = trail(
        "M", 0, fork + 20, "L", -r * 0.5, fork - r * 0.7, "M", 0, fork + 8, "L", r * 0.5, fork - r * 0.6
    )
    return placed([*leaves, bole, stroke(arms, stem, w)], at)


def cypress(at: Point, size: float, fill: str) -> str:
    """A clipped tree on a short stem."""
    x, y = at
    cone = trail(
        "M", x - size * 0.62, y - size * 0.3, "Q", x, y - size * 4.2, x + size * 0.62, y - size * 0.3, "Z"
    )
    return rect((x - size * 0.09, y - size * 0.4, size * 0.18, size * 0.55), fill) + shape(cone, fill)


def hollyhock(brush: Brush, at: Point, height: float) -> str:
    """A hollyhock against a house wall: a stalk with flowers that shrink towards the top."""
    dice, hues = brush.dice, brush.hues
    petals = dice.pick((hues.rose.lit, hues.lime.lit, hues.gold.lit, hues.plum.lit))
    flowers = [disc(dice.around(0, 5), -height * (0.35 + 0.6 * i / 6), 10 - i, petals) for i in range(6)]
    leaves = [disc(side * 11, -height * lift, 11, hues.green.shade) for side, lift in ((-1, 0.1), (1, 0.2))]
    return placed([stroke(trail("M", 0, 0, "v", -height), hues.green.lit, 4), *leaves, *flowers], at)


def grass(brush: Brush, at: Point, fill: str) -> str:
    """A tuft of long straws."""
    dice, straws = brush.dice, ""
    for k in range(-2, 3):
        straws += trail("M", k * 5, 0, "q", k * 3, -24, k * 9 + dice.around(0, 6), -dice.between(38, 64))
    return placed([stroke(straws, fill, 3)], at)
