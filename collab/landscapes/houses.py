"""Houses of the country: church, longhouse, lighthouse, gabled houses, doors and windows."""

from collections.abc import Iterable

from collab.landscapes.brush import Brush
from collab.landscapes.palette import Paint
from collab.landscapes.shapes import Box, Point, Shapes, line, number, placed, polygon, rect, shape


def church(brush: Brush, at: Point, size: float) -> str:
    """A whitewashed church with a stepped gable, standing on its left corner."""
    (x, y), s, tone, roof = at, size, brush.tone, brush.hues.brick.shade
    up = "".join(f"h{number(s * 0.09)}v-{number(s * 0.11)}" for _ in range(3))
    down = "".join(f"v{number(s * 0.11)}h{number(s * 0.09)}" for _ in range(3))
    tower = f"M{number(x)} {number(y)}v-{number(s)}{up}h{number(s * 0.16)}{down}v{number(s)}Z"
    nave = (x + s * 0.6, y - s * 0.5, s * 1.1, s * 0.5)
    ridge = [(x + s * dx, y - s * dy) for dx, dy in ((0.6, 0.5), (0.72, 0.86), (1.62, 0.86), (1.74, 0.5))]
    windows = [
        rect((x + s * (0.84 + 0.28 * i), y - s * 0.36, s * 0.1, s * 0.2), brush.hues.glass, 3)
        for i in range(3)
    ]
    louvre = rect((x + s * 0.28, y - s * 0.8, s * 0.14, s * 0.2), tone.dark, 3)
    return "".join([rect(nave, tone.wall), polygon(roof, *ridge), shape(tower, tone.wall), louvre, *windows])


def longhouse(brush: Brush, width: float, windows: Iterable[str]) -> Shapes:
    """A low, white house under one long roof, around its left lower corner; one colour for each window."""
    tone, hues = brush.tone, brush.hues
    panes = list(windows)
    step, door = width / (len(panes) + 1), len(panes) // 2
    out = [
        rect((0, -62, width, 66), hues.lime.lit),
        rect((0, -62, width, 10), hues.lime.shade),
        polygon(tone.dark, (-16, -58), (22, -136), (width - 22, -136), (width + 16, -58)),
        rect((width * 0.2, -154, 22, 26), hues.brick.lit),
        rect((width * 0.74, -154, 22, 26), hues.brick.lit),
        rect((step * (door + 0.5) - 14, -46, 28, 50), hues.brick.lit, 2),
    ]
    for i, pane in enumerate(panes):
        middle = step * (i + (0.5 if i < door else 1.5))
        out += [
            rect((middle - 13, -44, 26, 26), pane, 2),
            line(hues.lime.lit, 2, (middle, -44), (middle, -18)),
        ]
    return out


def lighthouse(brush: Brush, at: Point) -> str:
    """A banded tower with its lantern, standing on its foot."""
    tone, hues = brush.tone, brush.hues
    bands = []
    for low in (60, 164):
        a, b = 44 - low * 0.062, 44 - (low + 52) * 0.062
        bands.append(polygon(hues.brick.lit, (-a, -low), (-b, -low - 52), (b, -low - 52), (a, -low)))
    tower = [
        polygon(tone.wall, (-44, 0), (-27, -274), (27, -274), (44, 0)),
        *bands,
        rect((-38, -282, 76, 10), tone.dark),
        rect((-19, -322, 38, 40), tone.sun),
        rect((-3, -322, 6, 40), tone.dark),
        polygon(hues.brick.shade, (-30, -320), (0, -356), (30, -320)),
        rect((-8, -34, 16, 34), tone.dark, 6),
    ]
    return placed(tower, at)


def cottage(brush: Brush, at: Point, size: float, walls: str) -> str:
    """A small house with two windows, standing on the middle of its foot."""
    hues = brush.hues
    parts = [
        rect((-50, -52, 100, 52), walls),
        polygon(hues.brick.shade, (-60, -48), (-40, -92), (40, -92), (60, -48)),
        rect((16, -106, 14, 24), brush.tone.dark),
        rect((-34, -36, 18, 20), hues.glass, 2),
        rect((18, -36, 18, 20), hues.glass, 2),
        rect((-9, -38, 18, 38), brush.tone.dark, 2),
    ]
    return placed(parts, at, size)


def gable(brush: Brush, box: Box, paint: Paint) -> Shapes:
    """A tall house with its gable to the quay: the box is its wall, the roof stands on it."""
    x, top, w, h = box
    hues, peak = brush.hues, top - w * 0.42
    roof = hues.coal.lit if paint is hues.brick else hues.brick.shade
    out = [
        polygon(paint.lit, (x, top + h), (x, top), (x + w / 2, peak), (x + w, top), (x + w, top + h)),
        line(roof, 13, (x - 5, top + 5), (x + w / 2, peak), (x + w + 5, top + 5)),
        rect((x + w / 2 - 9, top - w * 0.13, 18, 24), hues.glass, 9),
    ]
    columns = 3 if w > 140 else 2
    for row in range(int(h // 58)):
        for column in range(columns):
            window = (x + w * (column + 0.5) / columns - 9, top + 22 + row * 52, 18, 28)
            out.append(rect(window, hues.glass, 2))
    return out


def panelled_door(box: Box, paint: Paint, handle: str) -> Shapes:
    """A closed door of four panels."""
    x, y, w, h = box
    upper, lower = h * 0.34, h * 0.42
    panels = [
        rect((x + w * column, y + h * row, w * 0.3, tall), paint.shade, 2)
        for row, tall in ((0.08, upper), (0.5, lower))
        for column in (0.14, 0.56)
    ]
    knob = rect((x + w * 0.86, y + h * 0.46, max(4, w * 0.07), max(4, w * 0.07)), handle, 3)
    return [rect(box, paint.lit, 2), *panels, knob]


def sash(brush: Brush, box: Box, pane: str) -> Shapes:
    """A window with a white frame and a cross."""
    x, y, w, h = box
    frame = brush.hues.lime.lit
    return [
        rect((x - 7, y - 7, w + 14, h + 14), frame, 2),
        rect(box, pane),
        line(frame, 5, (x + w / 2, y), (x + w / 2, y + h)),
        line(frame, 5, (x, y + h * 0.4), (x + w, y + h * 0.4)),
    ]


def bricks(brush: Brush, box: Box, colours: Paint) -> Shapes:
    """A brick wall: the wall, and some of its stones in shadow colour."""
    x, y, w, h = box
    stones = []
    for row in range(int(h // 26)):
        for _ in range(round(w / 210)):
            column = brush.dice.between(0, w - 60) // 58 * 58 + (29 if row % 2 else 0)
            stones.append(rect((x + column, y + 4 + row * 26, 52, 18), colours.shade, 2))
    return [rect(box, colours.lit), *stones]
