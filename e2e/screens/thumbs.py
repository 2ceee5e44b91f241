"""Thumbnails of the pictures, and the large picture that shows all of a feature's at once."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 180, 320
"""Pixels of a thumbnail; of a longer page it shows the beginning."""
GAP = 12
HEADING = 28
"""Pixels above each row, for what it shows."""
PAPER, INK = (233, 234, 236), (20, 24, 32)


def thumb_of(file: Path) -> Path:
    """Where the thumbnail of a picture is."""
    return file.parent / "thumbs" / f"{file.stem}.webp"


def make_thumb(file: Path) -> None:
    """Write the thumbnail of a picture beside it."""
    small = thumb_of(file)
    small.parent.mkdir(exist_ok=True)
    with Image.open(file) as picture:
        seen = picture.convert("RGB").crop(
            (0, 0, picture.width, min(picture.height, _height_at(picture.width)))
        )
    seen.thumbnail((WIDTH, HEIGHT), Image.Resampling.BILINEAR, reducing_gap=2)
    seen.save(small, quality=80)


def _height_at(width: int) -> int:
    return width * HEIGHT // WIDTH


def draw_sheet(rows: Mapping[str, Sequence[Path]], file: Path) -> None:
    """Write the thumbnails of these pictures as one PNG, a row for each heading."""
    row = HEADING + HEIGHT + GAP
    across = max(len(pictures) for pictures in rows.values())
    sheet = Image.new("RGB", (GAP + across * (WIDTH + GAP), GAP + len(rows) * row), PAPER)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(16)
    for number, (heading, pictures) in enumerate(rows.items()):
        draw.text((GAP, GAP + number * row), heading, INK, font)
        for column, picture in enumerate(pictures):
            if thumb_of(picture).exists():
                with Image.open(thumb_of(picture)) as small:
                    sheet.paste(small, (GAP + column * (WIDTH + GAP), GAP + number * row + HEADING))
    sheet.save(file, compress_level=1)
