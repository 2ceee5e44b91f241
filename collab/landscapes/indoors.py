"""Rooms: a back wall, a window on the weather outside, lamps, shelves and tables."""

from collab.landscapes.brush import Brush
from collab.landscapes.palette import Paint
from collab.landscapes.shapes import (
    HEIGHT,
    WIDTH,
    Box,
    Point,
    Shapes,
    disc,
    line,
    number,
    polygon,
    rect,
    shape,
    stroke,
    veiled,
)


def wall(brush: Brush, floor: float) -> Shapes:
    """A plastered or panelled wall down to the floor line."""
    dice, tone, hues = brush.dice, brush.tone, brush.hues
    plaster = dice.pick(
        (tone.far, hues.sand.lit, hues.green.lit, hues.blue.lit, hues.rose.lit, tone.mid, hues.lime.shade)
    )
    out = [rect((0, 0, WIDTH, HEIGHT), plaster)]
    if dice.happens(0.55):
        panel = hues.lime if plaster != hues.lime.shade else hues.sand
        top = floor - dice.between(130, 190)
        out += [rect((0, top, WIDTH, HEIGHT - top), panel.shade), rect((0, top - 10, WIDTH, 14), panel.lit)]
        boards = "".join(f"M{x} {number(top + 8)}V{number(floor)}" for x in range(14, WIDTH, 46))
        out.append(stroke(boards, panel.lit, 3))
    return out


def window(brush: Brush, box: Box, high: bool = True) -> Shapes:
    """A window with sky, sun, hills or sea behind its bars; arched or square."""
    dice, tone, hues, (x, y, w, h) = brush.dice, brush.tone, brush.hues, box
    frame = hues.lime
    out = [rect((x - 16, y - 16, w + 32, h + 32), frame.lit, 4), rect(box, tone.sky[1])]
    out += [
        rect((x, y + h * 0.3, w, h * 0.7), tone.sky[2]),
        rect((x, y + h * 0.52, w, h * 0.48), tone.sky[3]),
    ]
    r = min(w, h) * 0.17
    out.append(disc(x + w * dice.between(0.25, 0.75), y + h * dice.between(0.3, 0.45), r, tone.sun))
    out += _outlook(brush, box)
    columns, rows = (dice.pick((2, 3, 4)), dice.pick((2, 3))) if high else (2, 2)
    bars = "".join(f"M{number(x + w * k / columns)} {number(y)}v{number(h)}" for k in range(1, columns))
    bars += "".join(f"M{number(x)} {number(y + h * k / rows)}h{number(w)}" for k in range(1, rows))
    sill = [
        rect((x - 30, y + h + 12, w + 60, 16), frame.lit, 3),
        rect((x - 24, y + h + 26, w + 48, 7), frame.shade),
    ]
    return [*out, stroke(bars, frame.lit, 9), *sill]


def _outlook(brush: Brush, box: Box) -> Shapes:
    dice, tone, (x, y, w, h) = brush.dice, brush.tone, box
    base = y + h
    if dice.happens(0.5):
        sail = x + w * dice.between(0.2, 0.7)
        return [
            rect((x, base - h * 0.26, w, h * 0.26), tone.sea[1]),
            rect((x, base - h * 0.13, w, h * 0.13), tone.sea[2]),
            polygon(
                tone.wall, (sail, base - h * 0.42), (sail, base - h * 0.2), (sail + h * 0.11, base - h * 0.2)
            ),
        ]
    rise = h * 0.36
    ridge = f"M{number(x)} {number(base)}v-{number(rise * 0.7)}q{number(w * 0.25)} -{number(rise * 0.5)} {number(w * 0.5)} 0"
    ridge += f"t{number(w * 0.5)} -{number(rise * 0.1)}V{number(base)}Z"
    near = f"M{number(x)} {number(base)}v-{number(rise * 0.3)}q{number(w * 0.3)} -{number(rise * 0.3)} {number(w)} -{number(rise * 0.1)}V{number(base)}Z"
    return [shape(ridge, tone.far), shape(near, tone.near)]


def sunbeam(brush: Brush, box: Box, slant: float) -> str:
    """Light that falls from a window into the room."""
    x, y, w, h = box
    ray = polygon(
        brush.tone.sun, (x, y + h), (x + w, y), (x + w + slant, HEIGHT), (x + slant - w * 0.9, HEIGHT)
    )
    return veiled([ray], 0.2)


def pendant(brush: Brush, at: Point, size: float = 1) -> Shapes:
    """A lamp on its cord, around the middle of its lower edge."""
    dice, hues, tone, (x, y) = brush.dice, brush.hues, brush.tone, at
    paint = dice.pick((hues.green, hues.brick, hues.coal, hues.gold, hues.blue))
    w = 74 * size
    shade = f"M{number(x - w)} {number(y)}Q{number(x - w * 0.9)} {number(y - w)} {number(x)} {number(y - w * 1.05)}Q{number(x + w * 0.9)} {number(y - w)} {number(x + w)} {number(y)}Z"
    return [
        line(tone.dark, 4, (x, -10), (x, y - w)),
        disc(x, y + 2, w * 0.24, hues.sand.lit if not tone.lamps else tone.sun),
        shape(shade, paint.lit),
        rect((x - w - 4, y - 6, 2 * w + 8, 12), paint.shade, 6),
    ]


def table(brush: Brush, top: float, paint: Paint) -> Shapes:
    """A table that runs towards us and fills the lower part of the picture."""
    dice = brush.dice
    inset = dice.between(50, 130)
    out = [polygon(paint.lit, (inset, top), (WIDTH - inset, top), (WIDTH + 90, HEIGHT), (-90, HEIGHT))]
    for k in range(-3, 4):
        x = WIDTH / 2 + k * (WIDTH / 2 - inset) / 3.5
        out.append(line(paint.shade, 3, (x, top + 4), (WIDTH / 2 + k * (WIDTH / 2 + 90) / 3.5, HEIGHT)))
    return [*out, line(paint.shade, 6, (inset, top), (WIDTH - inset, top))]


def cloth(brush: Brush, top: float, paint: Paint) -> Shapes:
    """A table under a checked cloth."""
    hues = brush.hues
    out = [polygon(hues.lime.lit, (70, top), (WIDTH - 70, top), (WIDTH + 90, HEIGHT), (-90, HEIGHT))]
    columns = [
        polygon(
            paint.lit,
            *(
                ((600 + (a - 600) * 0.78, top)),
                (600 + (a + 50 - 600) * 0.78, top),
                (600 + (a + 50 - 600) * 1.02, HEIGHT),
                (600 + (a - 600) * 1.02, HEIGHT),
            ),
        )
        for a in range(-60, 1260, 110)
    ]
    y, height, rows = top + 18.0, 20.0, []
    while y < HEIGHT:
        rows.append(rect((-90, y, WIDTH + 180, height), paint.lit))
        y, height = y + height * 2.1, height * 1.3
    return [*out, veiled(columns, 0.45), veiled(rows, 0.45)]


def clock(brush: Brush, at: Point, radius: float) -> Shapes:
    """A station clock at some time of day."""
    dice, tone, hues, (x, y) = brush.dice, brush.tone, brush.hues, at
    hour, minute = dice.pick(_HANDS), dice.pick(_HANDS)
    return [
        disc(x, y, radius, tone.dark),
        disc(x, y, radius * 0.86, hues.lime.lit),
        line(tone.dark, radius * 0.12, (x, y), (x + hour[0] * radius * 0.45, y + hour[1] * radius * 0.45)),
        line(
            tone.dark, radius * 0.08, (x, y), (x + minute[0] * radius * 0.68, y + minute[1] * radius * 0.68)
        ),
        disc(x, y, radius * 0.09, hues.brick.lit),
    ]


_HANDS = ((0.5, -0.87), (0.87, -0.5), (1.0, 0.0), (0.5, 0.87), (-0.5, 0.87), (-1.0, 0.0), (-0.87, -0.5))


def shelf(brush: Brush, box: Box) -> Shapes:
    """A wall shelf with jars and books; the box's lower edge is the board."""
    dice, hues, (x, y, w, h) = brush.dice, brush.hues, box
    out = [
        rect((x - 10, y + h, w + 20, 14), hues.wood.lit, 2),
        rect((x + 8, y + h + 14, 10, 26), hues.wood.shade),
        rect((x + w - 18, y + h + 14, 10, 26), hues.wood.shade),
    ]
    at = x + 4
    while at < x + w - 30:
        paint, width, tall = dice.pick(hues.coats), dice.between(18, 44), h * dice.between(0.5, 1)
        out.append(rect((at, y + h - tall, width, tall), paint.lit, 4 if width > 30 else 1))
        if width > 30:
            out.append(rect((at + 5, y + h - tall - 8, width - 10, 10), paint.shade, 2))
        at += width + dice.pick((2, 4, 14))
    return out
