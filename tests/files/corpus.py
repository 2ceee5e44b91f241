"""Pictures, and what pretends to be one.

`samples/phone.heic` was encoded for these tests: red above, yellow below, with a place in it.
"""

import struct
import zlib
from io import BytesIO
from pathlib import Path

from PIL import Image

HEIC = (Path(__file__).parent / "samples" / "phone.heic").read_bytes()
RED, YELLOW = (200, 60, 40), (240, 200, 40)
SCRIPT = b"<script>fetch('/account')</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><title>x</title>" + SCRIPT
ORIENTATION, GPS = 0x0112, 0x8825


def two_tone(width: int = 120, height: int = 80, mode: str = "RGB") -> Image.Image:
    """Red above, yellow below."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(YELLOW, (0, height // 2, width, height))
    return image.convert(mode)


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    target = BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def from_a_phone(orientation: int = 1) -> bytes:
    """A JPEG with a place, a device and a comment in it."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[0x0110] = "A telephone"
    exif.get_ifd(GPS).update({1: "N", 2: (55.0, 56.0, 0.0)})
    return encoded(two_tone(), exif=exif, comment=b"secret")


def bomb(side: int) -> bytes:
    """A PNG of a few bytes whose header promises side × side pixels."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
