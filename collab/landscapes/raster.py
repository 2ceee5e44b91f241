"""Drawings as PNG, for where a picture has to be stored like an upload."""

from collections.abc import Sequence
from pathlib import Path

import resvg_py


def to_png(svg: str, *, width: int = 1600, fonts: Sequence[Path] = ()) -> bytes:
    """The SVG document rendered at that many pixels across, as PNG; `fonts` are those that its texts name."""
    files = [str(font) for font in fonts]
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True, font_files=files))
