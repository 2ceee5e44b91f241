"""Trees and bushes of the country: beech, spruce, willow, lime, hedges."""

from collab.landscapes.brush import Brush
from collab.landscapes.shapes import Point, disc, number, placed, polygon, rect, shape, stroke


def clump(brush: Brush, at: Point, size: float, fill: str) -> str:
    """A rounded bush or tree crown standing on a point."""
    dice = brush.dice
    return "".join(
        disc(
            at[0] + dice.around(0, size),
            at[1] - dice.between(0, size * 0.55),
            size * dice.between(0.45, 0.8),
            fill,
        )
        for _ in range(5)
    )


def trunk(brush: Brush, at: Point, width: float, fill: str) -> str:
    """A tall beech trunk from its foot up through the upper edge, with one arm."""
    dice, (x, foot) = brush.dice, at
    lean, fork, arm = dice.around(0, 26), dice.between(150, 270), dice.side()
    path = [
        f"M{number(x - width * 0.85)} {number(foot)}",
        f"Q{number(x - width * 0.45)} {number(foot - 40)} {number(x - width * 0.42)} {number(foot - 110)}",
        f"L{number(x + lean - width * 0.34)} 0h{number(width * 0.68)}",
        f"L{number(x + width * 0.42)} {number(foot - 110)}",
        f"Q{number(x + width * 0.45)} {number(foot - 40)} {number(x + width * 0.85)} {number(foot)}Z",
    ]
    branch = f"M{number(x + lean / 2)} {number(fork + 40)}q{arm * 22} -50 {number(arm * width * 1.2)} -{number(fork + 20)}"
    return shape("".join(path), fill) + stroke(branch, fill, width * 0.3)


def spruce(brush: Brush, at: Point, height: float, fill: str) -> str:
    """A spruce of four or five skirts on a short trunk."""
    dice, (x, foot) = brush.dice, at
    skirts, width = dice.pick((4, 5)), height * dice.between(0.2, 0.26)
    left, right = "", ""
    for i in range(skirts):
        y = foot - height * (0.92 - 0.8 * (i + 1) / skirts)
        reach = width * (i + 1) / skirts
        inner = reach * 0.52
        left += f"L{number(x - reach)} {number(y)}L{number(x - inner)} {number(y - height * 0.02)}"
        right = f"L{number(x + inner)} {number(y - height * 0.02)}L{number(x + reach)} {number(y)}" + right
    stem = rect((x - height * 0.02, foot - height * 0.14, height * 0.04, height * 0.16), fill)
    return shape(f"M{number(x)} {number(foot - height)}{left}{right}Z", fill) + stem


def pollard(brush: Brush, at: Point, scale: float, fill: str) -> str:
    """A pollarded willow: a thick trunk with a broom of twigs."""
    dice, (x, y), s = brush.dice, at, scale
    twigs = ""
    for k in range(-5, 6):
        tip = (x + (k * 27 + dice.around(0, 7)) * s, y - (330 - abs(k) * 17 + dice.around(0, 18)) * s)
        twigs += f"M{number(x)} {number(y - 168 * s)}Q{number(x + k * 14 * s)} {number(y - 250 * s)} "
        twigs += f"{number(tip[0])} {number(tip[1])}"
    body = "M-34 0Q-20 -60 -26 -130Q-62 -196 0 -200Q62 -196 26 -130Q20 -60 34 0Z"
    return stroke(twigs, fill, max(2, 7 * s)) + placed([shape(body, fill)], at, s)


def bare_tree(brush: Brush, at: Point, height: float, fill: str) -> str:
    """A leafless tree: a trunk that forks and forks again."""
    dice, (x, foot) = brush.dice, at
    width, fork = height * 0.05, foot - height * 0.42
    stem = polygon(
        fill, (x - width, foot), (x - width * 0.5, fork), (x + width * 0.5, fork), (x + width, foot)
    )
    limbs, twigs = "", ""
    for k in (-2, -1, 0, 1, 2):
        end = (x + k * height * dice.between(0.13, 0.18), foot - height * (0.94 - abs(k) * 0.09))
        bend = (x + k * height * 0.04, foot - height * 0.62)
        limbs += f"M{number(x)} {number(fork + 8)}Q{number(bend[0])} {number(bend[1])} {number(end[0])} {number(end[1])}"
        for reach in (0.55, 0.78):
            base = (x + (end[0] - x) * reach * 0.85, fork + (end[1] - fork) * reach)
            for way in (-1, 1):
                dx, dy = way * height * dice.between(0.05, 0.1), -height * dice.between(0.06, 0.13)
                twigs += f"M{number(base[0])} {number(base[1])}q{number(dx * 0.3)} {number(dy * 0.7)} {number(dx)} {number(dy)}"
    return stem + stroke(limbs, fill, height * 0.028) + stroke(twigs, fill, height * 0.012)


def leafy_tree(brush: Brush, at: Point, height: float, fills: tuple[str, str]) -> str:
    """A tree in leaf: crown and trunk in the two colours."""
    dice, (x, foot), (crown, stem) = brush.dice, at, fills
    r = height * 0.2
    spots = [(-0.75, -0.58), (0.75, -0.6), (-0.35, -0.78), (0.4, -0.8), (0, -0.62)]
    leaves = [
        disc(x + a * r + dice.around(0, r * 0.15), foot + b * height, r * dice.between(0.8, 1.05), crown)
        for a, b in spots
    ]
    w = height * 0.03
    bole = polygon(
        stem,
        (x - w * 1.4, foot),
        (x - w * 0.7, foot - height * 0.5),
        (x + w * 0.7, foot - height * 0.5),
        (x + w * 1.4, foot),
    )
    return "".join(leaves) + bole


def cypress(at: Point, size: float, fill: str) -> str:
    """A clipped tree on a short stem."""
    x, y = at
    cone = (
        f"M{number(x - size * 0.62)} {number(y - size * 0.3)}"
        f"Q{number(x)} {number(y - size * 4.2)} {number(x + size * 0.62)} {number(y - size * 0.3)}Z"
    )
    return rect((x - size * 0.09, y - size * 0.4, size * 0.18, size * 0.55), fill) + shape(cone, fill)


def hollyhock(brush: Brush, at: Point, height: float) -> str:
    """A hollyhock against a house wall: a stalk with flowers that shrink towards the top."""
    dice, (x, foot) = brush.dice, at
    petals = dice.pick((brush.hues.rose.lit, brush.hues.lime.lit, brush.hues.gold.lit, brush.hues.plum.lit))
    green = brush.hues.green
    flowers = [
        disc(x + dice.around(0, 5), foot - height * (0.35 + 0.6 * i / 6), 9 - i, petals) for i in range(6)
    ]
    leaves = [
        disc(x + side * 11, foot - height * lift, 11, green.shade) for side, lift in ((-1, 0.1), (1, 0.2))
    ]
    return stroke(f"M{number(x)} {number(foot)}v-{number(height)}", green.lit, 4) + "".join(leaves + flowers)


def grass(brush: Brush, at: Point, fill: str) -> str:
    """A tuft of long straws."""
    dice, (x, y) = brush.dice, at
    straws = "".join(
        f"M{number(x + k * 5)} {number(y)}q{number(k * 3)} -24 {number(k * 9 + dice.around(0, 6))} -{number(dice.between(38, 64))}"
        for k in (-2, -1, 0, 1, 2)
    )
    return stroke(straws, fill, 3)
