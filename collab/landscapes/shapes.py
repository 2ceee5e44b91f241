"""The few flat shapes that every picture is made of, as SVG elements."""

from collections.abc import Iterable, Sequence

WIDTH, HEIGHT = 1200, 800
MIDDLE = WIDTH / 2

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Shapes = list[str]


def number(value: float) -> str:
    """A coordinate in whole units."""
    return str(round(value))


def trail(*steps: str | float) -> str:
    """Path data from commands and coordinates: trail("M", 1, 2, "h", 3) is "M1 2h3"."""
    path = ""
    for step in steps:
        if isinstance(step, str):
            path += step
        else:
            path += number(step) if path[-1].isalpha() else f" {number(step)}"
    return path


def rect(box: Box, fill: str, corner: float = 0) -> str:
    """A rectangle (x, y, width, height), its corners rounded by that radius."""
    x, y, width, height = map(number, box)
    rounded = f' rx="{number(corner)}"' if corner else ""
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}"{rounded}/>'


def disc(x: float, y: float, radius: float, fill: str) -> str:
    """A filled circle."""
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{fill}"/>'


def oval(centre: Point, rx: float, ry: float, fill: str) -> str:
    """A filled ellipse."""
    x, y = map(number, centre)
    return f'<ellipse cx="{x}" cy="{y}" rx="{number(rx)}" ry="{number(ry)}" fill="{fill}"/>'


def polygon(fill: str, *points: Point) -> str:
    """A shape with straight sides."""
    return shape(f"M{_through(points)}Z", fill)


def shape(path: str, fill: str) -> str:
    """A filled path."""
    return f'<path fill="{fill}" d="{path}"/>'


def stroke(path: str, colour: str, width: float) -> str:
    """A path drawn as a line with round ends."""
    return (
        f'<path fill="none" stroke="{colour}" stroke-width="{number(max(width, 1))}"'
        f' stroke-linecap="round" stroke-linejoin="round" d="{path}"/>'
    )


def line(colour: str, width: float, *points: Point) -> str:
    """Straight lines from point to point."""
    return stroke(f"M{_through(points)}", colour, width)


def curve(points: Sequence[Point]) -> str:
    """The path of a smooth line (Catmull-Rom) through the points."""
    padded = [points[0], *points, points[-1]]
    bends = (_bend(*four) for four in zip(padded, padded[1:], padded[2:], padded[3:], strict=False))
    return f"M{_through(points[:1])}" + "".join(bends)


def land(points: Sequence[Point], fill: str) -> str:
    """Everything below a smooth line, down to the lower edge of the picture."""
    return shape(f"{curve(points)}V{HEIGHT}H{number(points[0][0])}Z", fill)


def placed(shapes: Iterable[str], at: Point, scale: float = 1, mirror: bool = False) -> str:
    """Shapes drawn around their own origin, moved to a point, enlarged and perhaps turned about."""
    x, y = map(number, at)
    across = f"{-scale if mirror else scale:.2f}"
    sized = f" scale({across} {scale:.2f})" if mirror or scale != 1 else ""
    return f'<g transform="translate({x} {y}){sized}">' + "".join(shapes) + "</g>"


def turned(shapes: Iterable[str], at: Point, degrees: float) -> str:
    """Shapes drawn around their own origin, moved to a point and turned clockwise."""
    x, y = map(number, at)
    return f'<g transform="translate({x} {y}) rotate({degrees:.1f})">' + "".join(shapes) + "</g>"


def sheared(shapes: Iterable[str], at: Point, slope: float) -> str:
    """Shapes drawn around their own origin, moved to a point, sinking by the slope towards the right."""
    x, y = map(number, at)
    return f'<g transform="matrix(1 {slope:.2f} 0 1 {x} {y})">' + "".join(shapes) + "</g>"


def veiled(shapes: Iterable[str], opacity: float) -> str:
    """Shapes that let what lies behind them through: a reflection, a ray of light, haze."""
    return f'<g opacity="{opacity:.2f}">' + "".join(shapes) + "</g>"


def _through(points: Sequence[Point]) -> str:
    return "L".join(f"{number(x)} {number(y)}" for x, y in points)


def _bend(before: Point, start: Point, end: Point, after: Point) -> str:
    numbers = (
        start[0] + (end[0] - before[0]) / 6,
        start[1] + (end[1] - before[1]) / 6,
        end[0] - (after[0] - start[0]) / 6,
        end[1] - (after[1] - start[1]) / 6,
        *end,
    )
    return "C" + " ".join(map(number, numbers))
