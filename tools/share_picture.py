"""Draws static/img/share.png, for shared pages without a picture of their own."""

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image

from collab.landscapes import Light, Motif, Scene, draw
from collab.landscapes.raster import to_png
from collab.showcases import lettering
from collab.showcases.poster import DISPLAY, HEIGHT, INK, PAPER, WIDTH

STATIC = Path(__file__).resolve().parent.parent / "static"
TARGET = STATIC / "img" / "share.png"
ABOVE = 96
"""Pixels of sky that a landscape of 3:2 has too many."""


def drawing() -> str:
    """A field of rapeseed in daylight, and the name on paper as titles stand on covers."""
    landscape = draw(Scene.FIELD, seed="collab", light=Light.DAY, motif=Motif.RAPESEED)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        f'<g transform="translate(0 {-ABOVE})">{landscape}</g>'
        f'<rect y="462" width="560" height="168" fill="{PAPER}"/>'
        f'<g transform="translate(56 500) scale(3.1)" fill="{INK}">'
        f'<path d="M8 17C11 4 25 4 28 17" fill="none" stroke="{INK}" stroke-width="3.4"/>'
        '<circle cx="7" cy="17.5" r="4.5"/><circle cx="29" cy="17.5" r="4.5"/></g>'
        f'<text x="190" y="588" {DISPLAY} font-size="104" fill="{INK}">Collab</text></svg>'
    )


def picture() -> bytes:
    """The drawing as PNG."""
    fonts = list(lettering.fonts(STATIC / "build").values())
    target = BytesIO()
    with Image.open(BytesIO(to_png(drawing(), width=WIDTH, fonts=fonts))) as image:
        image.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(target, "PNG", optimize=True)
    return target.getvalue()


def main() -> int:
    """Write the picture: python -m tools.share_picture."""
    TARGET.write_bytes(picture())
    print(f"{TARGET.relative_to(STATIC.parent)}, {TARGET.stat().st_size // 1024} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
