"""The fonts that pictures are lettered with, and how wide words are in them."""

from collections.abc import Mapping
from pathlib import Path

from PIL import ImageFont

from collab.showcases.poster import Measure

FACES = {
    "display": "bricolage-grotesque-800.ttf",
    "text": "source-sans-3-400.ttf",
    "strong": "source-sans-3-600.ttf",
}
UNIT = 100
"""Pixels: the size at which words are measured."""


def fonts(built: Path) -> dict[str, Path]:
    """The file of each face below the folder that `tools/frontend.py` builds; browsers do not get them."""
    return {face: built / "lettering" / name for face, name in FACES.items()}


def measure_with(files: Mapping[str, Path]) -> Measure:
    """Measures words by the fonts' own widths. Raises OSError for a font that is not there."""
    loaded = {face: ImageFont.truetype(str(file), UNIT) for face, file in files.items()}

    def measure(words: str, face: str, size: float) -> float:
        return float(loaded[face].getlength(words)) * size / UNIT

    return measure
