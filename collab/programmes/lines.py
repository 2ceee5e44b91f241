"""The line between municipalities, as the map draws it."""

from collections.abc import Sequence

Point = tuple[float, float]


def smooth_line(points: Sequence[Point]) -> str:
    """SVG path data of a smooth line through the points, in their order (Catmull-Rom as cubic Béziers).

    Empty for fewer than two points.
    """
    if len(points) < 2:
        return ""
    ends = [points[0], *points, points[-1]]
    path = f"M{_at(points[0])}"
    for before, start, end, after in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        second = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        path += f"C{_at(first)} {_at(second)} {_at(end)}"
    return path


def _at(point: Point) -> str:
    return f"{point[0]:.0f} {point[1]:.0f}"
