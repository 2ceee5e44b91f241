"""The picture by which a showcase is shared: title, promise, its line on the map, as an SVG document."""

from collections.abc import Callable, Sequence
from html import escape

from msgspec import Struct

from collab.programmes.lines import smooth_line
from collab.showcases.content import Place
from collab.text import legible

WIDTH, HEIGHT = 1200, 630
"""Pixels: what those who show shared pages ask for."""

SEA, SHALLOW, LAND, COAST = "#123959", "#1b4f70", "#efe7d5", "#123959"
RAPS, RAPS_DEEP, INK, ROUTE, PAPER, SOFT = "#f9d123", "#eab600", "#0f2840", "#cc361e", "#fbf7ef", "#c1d8e4"
DISPLAY = 'font-family="Bricolage Grotesque" font-weight="800" letter-spacing="-0.026em"'
TEXT = 'font-family="\'Source Sans 3\'" font-weight="400"'
STRONG = 'font-family="\'Source Sans 3\'" font-weight="600"'

MAP_SCALE, MAP_AT = 0.9, (20, 10)
COLUMN, LEFT, BOTTOM, BAND = 568, 578, 516, 76
"""The words' column on the sea in the south-east: its width, left edge and foot; the height of the band."""
TALLEST = 160
"""Of the title, so that it stays south of Blekinge."""

Measure = Callable[[str, str, float], float]
"""How wide words are in a face ("display", "text" or "strong") at a size, in pixels."""


class Subject(Struct, frozen=True):
    """What the picture shows, in one language; `boundaries` are SVG paths by municipality code.

    `note`: what whoever sees the picture alone has to know of its content, or nothing.
    """

    title: str
    promise: str
    places: Sequence[Place]
    boundaries: Sequence[tuple[str, str]]
    note: str = ""


class Block(Struct, frozen=True):
    """Words broken into lines at the size that fits."""

    lines: list[str]
    size: float

    def height(self, leading: float) -> float:
        """From the top of the first line to the foot of the last, with lines `leading` sizes apart."""
        return self.size * leading * len(self.lines)


def draw(subject: Subject, measure: Measure) -> str:
    """The SVG document of 1200 × 630; the same subject gives the same picture for ever."""
    whole = [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{SEA}"/>', _map(subject)]
    whole += [*_words(subject, measure), *_band(subject, measure)]
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>' + "\n".join(whole) + "</svg>\n"


def fitted(words: str, face: str, sizes: Sequence[float], most: int, measure: Measure) -> Block:
    """The words in at most `most` lines at the largest of the sizes that fits the column, else cut short."""
    blocks = [Block(_balanced(words, face, size, measure), size) for size in sizes]
    for block in blocks:
        if len(block.lines) <= most and _is_within(block, face, measure):
            return block
    return Block(_shortened(blocks[-1].lines, most), blocks[-1].size)


def _is_within(block: Block, face: str, measure: Measure) -> bool:
    widest = max((measure(line, face, block.size) for line in block.lines), default=0)
    return widest <= COLUMN and block.height(1.0) <= TALLEST


def _balanced(words: str, face: str, size: float, measure: Measure) -> list[str]:
    """As few lines as the column allows, none of them much shorter than the others."""
    best = _broken(words, COLUMN, lambda line: measure(line, face, size))
    for width in range(COLUMN - 20, COLUMN // 2, -20):
        narrower = _broken(words, width, lambda line: measure(line, face, size))
        if len(narrower) > len(best):
            break
        best = narrower
    return best


def _broken(words: str, width: float, wide: Callable[[str], float]) -> list[str]:
    lines: list[str] = []
    for word in legible(words).split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and wide(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _shortened(lines: list[str], most: int) -> list[str]:
    return [*lines[: most - 1], f"{lines[most - 1].rstrip('.,;:–-')} …"] if len(lines) > most else lines


def _map(subject: Subject) -> str:
    """The area on the sea, its shallows, the municipalities that are in it, and the line through them."""
    land = "".join(boundary for _, boundary in subject.boundaries)
    inside = {place.code for place in subject.places}
    shapes = [
        f'<path d="{land}" fill="none" stroke="{SHALLOW}" stroke-width="{width}" stroke-linejoin="round"'
        f' opacity="{opacity}"/>'
        for width, opacity in ((62, 0.5), (28, 1))
    ]
    shapes += [
        f'<path d="{boundary}" fill="{RAPS if code in inside else LAND}" stroke="{COAST}" stroke-width="1"'
        ' stroke-linejoin="round"/>'
        for code, boundary in subject.boundaries
    ]
    return (
        f'<g transform="translate({MAP_AT[0]} {MAP_AT[1]}) scale({MAP_SCALE})">'
        + "".join([*shapes, *_line(subject.places)])
        + "</g>"
    )


def _line(places: Sequence[Place]) -> list[str]:
    path = smooth_line([(place.x, place.y) for place in places])
    pen = f'stroke="{ROUTE}" stroke-width="5"'
    stops = [
        f'<circle cx="{place.x:.1f}" cy="{place.y:.1f}" r="9" fill="{PAPER}" {pen}/>' for place in places
    ]
    way = f'<path d="{path}" fill="none" stroke="{ROUTE}" stroke-width="7" stroke-linecap="round"/>'
    return [way, *stops] if len(places) > 1 else stops


def _words(subject: Subject, measure: Measure) -> list[str]:
    title = fitted(subject.title, "display", (84, 76, 68, 60, 52, 44, 36, 28, 22), 3, measure)
    room = 2 if len(title.lines) > 2 else 3
    promise = fitted(subject.promise, "text", (30, 27, 24), room, measure)
    foot = BOTTOM - promise.height(1.25)
    return [
        *_set(title, DISPLAY, PAPER, foot - 18, 1.0),
        *_set(promise, TEXT, SOFT, BOTTOM, 1.25),
    ]


def _set(block: Block, font: str, colour: str, foot: float, leading: float) -> list[str]:
    """The lines of a block, the last one standing on `foot`."""
    last = len(block.lines) - 1
    return [
        f'<text x="{LEFT}" y="{foot - (last - n) * block.size * leading:.1f}" {font}'
        f' font-size="{block.size}" fill="{colour}">{escape(line)}</text>'
        for n, line in enumerate(block.lines)
    ]


def _band(subject: Subject, measure: Measure) -> list[str]:
    """The foot in rapeseed: the municipalities on the line, the note beneath them, then the mark."""
    top, middle = HEIGHT - BAND, HEIGHT - BAND / 2
    names = " – ".join(place.name for place in subject.places)
    size = next((s for s in (27, 24, 21, 18) if measure(names, "strong", s) <= WIDTH - 320), 16)
    foot = middle - 8 if subject.note else middle + size * 0.34
    words = [_in_band(names, STRONG, size, foot)]
    if subject.note:
        words.append(_in_band(subject.note, TEXT, 25, middle + 23))
    return [
        f'<rect y="{top}" width="{WIDTH}" height="{BAND}" fill="{RAPS}"/>',
        *words,
        *_brand(WIDTH - 48, middle),
    ]


def _in_band(words: str, font: str, size: float, foot: float) -> str:
    return (
        f'<text x="48" y="{foot:.1f}" {font} font-size="{size}" fill="{INK}">{escape(legible(words))}</text>'
    )


def _brand(right: float, middle: float) -> list[str]:
    """The mark and the name, as in the masthead."""
    return [
        f'<g transform="translate({right - 150} {middle - 17}) scale(1.35)" fill="{INK}">'
        f'<path d="M8 17C11 4 25 4 28 17" fill="none" stroke="{INK}" stroke-width="3.4"/>'
        '<circle cx="7" cy="17.5" r="4.5"/><circle cx="29" cy="17.5" r="4.5"/></g>',
        f'<text x="{right}" y="{middle + 11:.1f}" text-anchor="end" {DISPLAY} font-size="31" fill="{INK}">'
        "Collab</text>",
    ]
