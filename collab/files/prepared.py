"""What comes of an upload: a picture that is ready to be kept, or why it is none."""

from msgspec import Struct

from collab.errors import RuleViolation
from collab.text import _

WIDTHS = (480, 960, 1600)
"""Pixels. A smaller picture is never enlarged: its own width then is its largest."""
LARGEST = 25_000_000
"""Bytes of an upload."""
MOST_PIXELS = 40_000_000
_BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")
_OF_PHONES = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")


class PictureRefused(RuleViolation):
    """The file is no picture that can be shown. The message says what is wrong and what to do."""


class PreparedPicture(Struct, frozen=True):
    """A picture ready to be kept: the size of its largest variant, and the WebP bytes of each width."""

    width: int
    height: int
    variants: dict[int, bytes]


def too_large() -> PictureRefused:
    """The refusal of a picture that has more bytes than one may have."""
    return PictureRefused(
        _("The picture is larger than 25 MB. Choose a smaller one, or make it smaller first.")
    )


def begins_as_picture(head: bytes) -> bool:
    """Whether a file with these first bytes says that it is a picture of a kind that is taken."""
    is_webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    of_phone = head[4:8] == b"ftyp" and head[8:12] in _OF_PHONES
    return is_webp or of_phone or head.startswith(_BEGINNINGS)
