"""Landscapes as PNG, for where a picture has to be stored like an upload."""

import resvg_py


def to_png(svg: str, *, width: int = 1600) -> bytes:
    """The SVG document rendered at that many pixels across, as PNG."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True))
