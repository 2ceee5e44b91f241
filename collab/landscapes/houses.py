"""Houses of the country: church, longhouse, lighthouse, gabled houses, doors, windows, brick."""

from collections.abc import Sequence

from collab.landscapes.brush import Brush
from collab.landscapes.palette import Paint
from collab.landscapes.shapes import Box, Point, Shapes, line, placed, polygon, rect, shape


def church(brush: Brush, at: Point, scale: float) -> str:
    """A whitewashed church with a stepped gable, standing on its left corner."""
    tone, roof = brush.tone, brush.hues.brick.shade
    tower = "M0 0v-100" + "h9v-11" * 3 + "h16" + "v11h9" * 3 + "v100Z"
    windows = [rect((84 + 28 * i, -36, 10, 20), brush.hues.glass, 3) for i in range(3)]
    parts = [
        rect((60, -50, 110, 50), tone.wall),
        polygon(roof, (60, -50), (72, -86), (162, -86), (174, -50)),
        shape(tower, tone.wall),
        rect((28, -80, 14, 20), tone.dark, 3),
    ]
    return placed([*parts, *windows], at, scale)


def longhouse(brush: Brush, width: float, panes: Sequence[str]) -> Shapes:
    """A low, white house under one long roof, around its left lower corner; a colour for each window."""
    hues = brush.hues
    step, door = width / (len(panes) + 1), len(panes) // 2
    windows = [
        piece
        for i, pane in enumerate(panes)
        for piece in _small_window(brush, step * (i + (0.5 if i < door else 1.5)), pane)
    ]
    return [
        rect((0, -62, width, 66), hues.lime.lit),
        rect((0, -62, width, 10), hues.lime.shade),
        polygon(brush.tone.dark, (-16, -58), (22, -136), (width - 22, -136), (width + 16, -58)),
        rect((width * 0.2, -154, 22, 26), hues.brick.lit),
        rect((width * 0.74, -154, 22, 26), hues.brick.lit),
        rect((step * (door + 0.5) - 14, -46, 28, 50), hues.brick.lit, 2),
        *windows,
    ]


def _small_window(brush: Brush, x: float, pane: str) -> Shapes:
    return [rect((x - 13, -44, 26, 26), pane, 2), line(brush.hues.lime.lit, 2, (x, -44), (x, -18))]


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
        rect((-19, -322, 38, 40), tone.glow),
        rect((-3, -322, 6, 40), tone.dark),
        polygon(hues.brick.shade, (-30, -320), (0, -356), (30, -320)),
        rect((-8, -34, 16, 34), tone.dark, 6),
    ]
    return placed(tower, at)


def cottage(brush: Brush, at: Point, size: float, walls: str) -> str:
    """A small house with two windows, standing on the middle of its foot."""
    hues = brush.hues
    parts = [
        rect((16, -106, 14, 24), brush.tone.dark),
        rect((-50, -52, 100, 52), walls),
        polygon(hues.brick.shade, (-60, -48), (-40, -92), (40, -92), (60, -48)),
        rect((-34, -36, 18, 20), hues.glass, 2),
        rect((18, -36, 18, 20), hues.glass, 2),
        rect((-9, -38, 18, 38), brush.tone.dark, 2),
    ]
    return placed(parts, at, size)


def gable(brush: Brush, box: Box, paint: Paint) -> Shapes:
    """A tall house with its gable to the quay: the box is its wall, the roof stands on it."""
    x, top, w, h = box
    hues, peak, columns = brush.hues, top - w * 0.42, 3 if w > 140 else 2
    roof = hues.coal.lit if paint is hues.brick else hues.brick.shade
    windows = [
        rect((x + w * (column + 0.5) / columns - 9, top + 22 + row * 52, 18, 28), hues.glass, 2)
        for row in range(int(h // 58))
        for column in range(columns)
    ]
    return [
        polygon(paint.lit, (x, top + h), (x, top), (x + w / 2, peak), (x + w, top), (x + w, top + h)),
        line(roof, 13, (x - 5, top + 5), (x + w / 2, peak), (x + w + 5, top + 5)),
        rect((x + w / 2 - 9, top - w * 0.13, 18, 24), hues.glass, 9),
        *windows,
    ]


def panelled_door(box: Box, paint: Paint, handle: str) -> Shapes:
    """A closed door of four panels."""
    x, y, w, h = box
    panels = [
        rect((x + w * column, y + h * row, w * 0.3, h * tall), paint.shade, 2)
        for row, tall in ((0.08, 0.34), (0.5, 0.42))
        for column in (0.14, 0.56)
    ]
    size = max(4, w * 0.07)
    return [rect(box, paint.lit, 2), *panels, rect((x + w * 0.87, y + h * 0.46, size, size), handle, 3)]


def glazed_door(box: Box, paint: Paint, pane: str) -> Shapes:
    """A closed door whose upper half is glass."""
    x, y, w, h = box
    panes = [
        rect((x + w * column, y + h * row, w * 0.32, h * 0.17), pane)
        for column in (0.14, 0.54)
        for row in (0.07, 0.27)
    ]
    return [
        rect(box, paint.lit, 2),
        *panes,
        rect((x + w * 0.14, y + h * 0.52, w * 0.72, h * 0.4), paint.shade, 2),
    ]


def sash(brush: Brush, box: Box, pane: str) -> Shapes:
    """A window with a white frame, a cross and a sill."""
    x, y, w, h = box
    frame = brush.hues.lime
    return [
        rect((x - 7, y - 7, w + 14, h + 14), frame.lit, 2),
        rect(box, pane),
        line(frame.lit, 5, (x + w / 2, y), (x + w / 2, y + h)),
        line(frame.lit, 5, (x, y + h * 0.4), (x + w, y + h * 0.4)),
        rect((x - 14, y + h + 7, w + 28, 9), frame.shade),
    ]


def bricks(brush: Brush, box: Box, paint: Paint) -> Shapes:
    """A brick wall: the wall, and some of its stones in the colour of its shadow."""
    x, y, w, h = box
    stones = []
    for row in range(int(h // 26)):
        for _ in range(round(w / 300)):
            column = brush.dice.between(0, w - 60) // 58 * 58 + (29 if row % 2 else 0)
            stones.append(rect((x + column, y + 4 + row * 26, 52, 18), paint.shade, 2))
    return [rect(box, paint.lit), *stones]
