"""What a document is made of beside its words, and how far the making has come."""

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from collab.later import later

if TYPE_CHECKING:
    from PIL import Image
else:
    Image = later("PIL.Image")

Tell = Callable[[str, dict[str, Any]], None]
"""Says what is being done: the step ("section", "pages", "file") and its numbers and names."""

WIDEST = 1600
"""Pixels of a picture in a document."""


def silent(_step: str, _numbers: dict[str, Any]) -> None:
    """Tells nobody."""


class Materials(Struct, frozen=True):
    """Everything that may be read while a document is made; nothing else is."""

    templates: Path
    """The folder of Collab's templates."""
    lettering: Path
    """The folder of the fonts and colours that the server draws with."""
    fonts: Path
    """The folder of the browsers' fonts."""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """The bytes of the pictures that the plan shows, by their SHA-256."""


def as_jpeg(picture: bytes) -> tuple[bytes, int, int]:
    """A stored picture as every program opens it, with its width and height in pixels."""
    target = BytesIO()
    with Image.open(BytesIO(picture)) as opened:
        flat = opened.convert("RGB")
        flat.thumbnail((WIDEST, WIDEST))
        flat.save(target, "JPEG", quality=85)
        return target.getvalue(), flat.width, flat.height
