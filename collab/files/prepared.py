"""What comes of an upload: a picture that is ready to be kept, or why it is none."""

from dataclasses import dataclass

from collab.errors import RuleViolation

WIDTHS = (480, 960, 1600)
"""Pixels. A smaller picture is never enlarged: its own width then is its largest."""
LARGEST = 25_000_000
"""Bytes of an upload."""
MOST_PIXELS = 40_000_000


class PictureRefused(RuleViolation):
    """The file is no picture that can be shown. The message says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class PreparedPicture:
    """A picture ready to be kept: the size of its largest variant, and the WebP bytes of each width."""

    width: int
    height: int
    variants: dict[int, bytes]
