"""Rooms: a back wall, a window on the weather outside, lamps, clocks, shelves, chairs and tables."""

from collab.landscapes.brush import Brush
from collab.landscapes.palette import Paint
from collab.landscapes.shapes import (
    HEIGHT,
    MIDDLE,
    WIDTH,
    Box,
    Point,
    Shapes,
    disc,
    line,
    placed,
    polygon,
    rect,
    shape,
    stroke,
    trail,
    veiled,
)

_HANDS = ((0.5, -0.87), (0.87, -0.5), (1.0, 0.0), (0.5, 0.87), (-0.5, 0.87), (-1.0, 0.0), (-0.87, -0.5))


def wall(brush: Brush, floor: float) -> Shapes:
    """A plastered wall, often panelled up to the height of a chair."""
    dice, tone, hues = brush.dice, brush.tone, brush.hues
    plain = (tone.far, hues.sand.lit, hues.green.lit, hues.blue.lit, hues.rose.lit, tone.mid, hues.lime.shade)
    plaster = dice.pick(plain)
    out = [rect((0, 0, WIDTH, HEIGHT), plaster)]
    if not dice.happens(0.6):
        return out
    panel = hues.lime if plaster != hues.lime.shade else hues.sand
    top = floor - dice.between(130, 190)
    boards = "".join(trail("M", x, top + 8, "V", floor) for x in range(14, WIDTH, 46))
    out += [rect((0, top, WIDTH, HEIGHT - top), panel.shade), rect((0, top - 10, WIDTH, 14), panel.lit)]
    return [*out, stroke(boards, panel.lit, 3)]


def window(brush: Brush, box: Box, panes: tuple[int, int] = (2, 2)) -> Shapes:
    """A window with sky, sun, hills or sea behind its bars; panes across and down."""
    dice, tone, frame, (x, y, w, h) = brush.dice, brush.tone, brush.hues.lime, box
    orb = (x + w * dice.between(0.25, 0.75), y + h * dice.between(0.3, 0.45), min(w, h) * 0.17)
    bars = "".join(trail("M", x + w * k / panes[0], y, "v", h) for k in range(1, panes[0]))
    bars += "".join(trail("M", x, y + h * k / panes[1], "h", w) for k in range(1, panes[1]))
    return [
        rect((x - 16, y - 16, w + 32, h + 32), frame.lit, 4),
        rect(box, tone.sky[1]),
        rect((x, y + h * 0.3, w, h * 0.7), tone.sky[2]),
        rect((x, y + h * 0.52, w, h * 0.48), tone.sky[3]),
        disc(*orb, tone.sun),
        *(_sea_outside(brush, box) if dice.happens(0.5) else _land_outside(brush, box)),
        stroke(bars, frame.lit, 9),
        rect((x - 30, y + h + 12, w + 60, 16), frame.lit, 3),
        rect((x - 24, y + h + 26, w + 48, 7), frame.shade),
    ]


def _sea_outside(brush: Brush, box: Box) -> Shapes:
    tone, (x, y, w, h) = brush.tone, box
    foot, sail = y + h, x + w * brush.dice.between(0.2, 0.7)
    return [
        rect((x, foot - h * 0.26, w, h * 0.26), tone.sea[1]),
        rect((x, foot - h * 0.13, w, h * 0.13), tone.sea[2]),
        polygon(
            tone.wall, (sail, foot - h * 0.42), (sail, foot - h * 0.2), (sail + h * 0.11, foot - h * 0.2)
        ),
    ]


def _land_outside(brush: Brush, box: Box) -> Shapes:
    tone, (x, y, w, h) = brush.tone, box
    foot = y + h
    far = trail(
        "M", x, foot, "v", -h * 0.25, "q", w / 4, -h * 0.18, w / 2, 0, "t", w / 2, -h * 0.04, "V", foot, "Z"
    )
    near = trail("M", x, foot, "v", -h * 0.1, "q", w * 0.3, -h * 0.1, w, -h * 0.04, "V", foot, "Z")
    return [shape(far, tone.far), shape(near, tone.near)]


def sunbeam(brush: Brush, box: Box, slant: float) -> str:
    """Light that falls from a window into the room."""
    x, y, w, h = box
    ray = polygon(
        brush.tone.sun, (x, y + h), (x + w, y), (x + w + slant, HEIGHT), (x + slant - w * 0.9, HEIGHT)
    )
    return veiled([ray], 0.2)


def pendant(brush: Brush, at: Point, size: float = 1) -> str:
    """A lamp on its cord, around the middle of its lower edge."""
    dice, hues = brush.dice, brush.hues
    paint = dice.pick((hues.brick, hues.coal, hues.gold))
    lamp = [
        line(brush.tone.dark, 4, (0, -at[1] / size), (0, -74)),
        disc(0, 2, 18, brush.tone.glow),
        shape("M-74 0Q-66 -74 0 -78Q66 -74 74 0Z", paint.lit),
        rect((-78, -6, 156, 12), paint.shade, 6),
    ]
    return placed(lamp, at, size)


def table(brush: Brush, top: float, paint: Paint) -> Shapes:
    """A table that runs towards us and fills the lower part of the picture."""
    inset = brush.dice.between(50, 130)
    corners = [(inset, top), (WIDTH - inset, top), (WIDTH + 90, HEIGHT), (-90, HEIGHT)]
    far, near = (MIDDLE - inset) / 3.5, (MIDDLE + 90) / 3.5
    joints = [
        line(paint.shade, 3, (MIDDLE + k * far, top + 4), (MIDDLE + k * near, HEIGHT)) for k in range(-3, 4)
    ]
    return [polygon(paint.lit, *corners), *joints, line(paint.shade, 6, *corners[:2])]


def cloth(brush: Brush, top: float, paint: Paint) -> Shapes:
    """A table under a checked cloth."""
    columns, rows, y, height = [], [], top + 18.0, 20.0
    for x in range(-660, 660, 110):
        left, right = (
            (MIDDLE + x * 0.78, MIDDLE + x * 1.02),
            (MIDDLE + (x + 50) * 0.78, MIDDLE + (x + 50) * 1.02),
        )
        columns.append(
            polygon(paint.lit, (left[0], top), (right[0], top), (right[1], HEIGHT), (left[1], HEIGHT))
        )
    while y < HEIGHT:
        rows.append(rect((-90, y, WIDTH + 180, height), paint.lit))
        y, height = y + height * 2.1, height * 1.3
    corners = [(70, top), (WIDTH - 70, top), (WIDTH + 90, HEIGHT), (-90, HEIGHT)]
    return [polygon(brush.hues.lime.lit, *corners), veiled(columns, 0.45), veiled(rows, 0.45)]


def counter(top: float, paint: Paint, front: str) -> Shapes:
    """A table along the picture, seen from its long side."""
    return [
        rect((-20, top, WIDTH + 40, 116), paint.lit),
        rect((-20, top + 50, WIDTH + 40, 4), paint.shade),
        rect((-20, top + 116, WIDTH + 40, 36), paint.shade),
        rect((-20, top + 152, WIDTH + 40, HEIGHT - top), front),
    ]


def chair(brush: Brush, at: Point) -> str:
    """The back of a chair that stands behind a table."""
    hues = brush.hues
    paint = brush.dice.pick((hues.wood, hues.green, hues.blue, hues.coal))
    slats = stroke("M-43 -108V4M-11 -108V4M21 -108V4M53 -108V4", paint.shade, 10)
    posts = [rect((x, -130, 14, 150), paint.lit, 5) for x in (-76, 62)]
    return placed([slats, *posts, rect((-84, -138, 168, 30), paint.lit, 12)], at)


def clock(brush: Brush, at: Point, radius: float) -> Shapes:
    """A station clock at some time of day."""
    dice, dark, (x, y), r = brush.dice, brush.tone.dark, at, radius
    hour, minute = dice.several(_HANDS, 2)
    return [
        disc(x, y, r, dark),
        disc(x, y, r * 0.86, brush.hues.lime.lit),
        line(dark, r * 0.12, (x, y), (x + hour[0] * r * 0.45, y + hour[1] * r * 0.45)),
        line(dark, r * 0.08, (x, y), (x + minute[0] * r * 0.68, y + minute[1] * r * 0.68)),
        disc(x, y, r * 0.09, brush.hues.brick.lit),
    ]


def shelf(brush: Brush, box: Box) -> Shapes:
    """A wall shelf with jars and books; the box's lower edge is the board."""
    dice, wood, (x, y, w, h) = brush.dice, brush.hues.wood, box
    out = [rect((k, y + h + 14, 10, 26), wood.shade) for k in (x + 8, x + w - 18)]
    out.append(rect((x - 10, y + h, w + 20, 14), wood.lit, 2))
    at = x + 4
    while at < x + w - 30:
        paint, width, tall = dice.pick(brush.hues.coats), dice.between(18, 44), h * dice.between(0.5, 1)
        out.append(rect((at, y + h - tall, width, tall), paint.lit, 4 if width > 30 else 1))
        if width > 30:
            out.append(rect((at + 5, y + h - tall - 8, width - 10, 10), paint.shade, 2))
        at += width + dice.pick((2, 4, 14))
    return out
