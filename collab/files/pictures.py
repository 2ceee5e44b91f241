"""Pictures made safe: checked by content, turned upright, stripped of metadata, as WebP in three widths."""

import struct
import zlib
from contextlib import AbstractContextManager, nullcontext
from io import BytesIO
from threading import Lock

import pi_heif
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from collab.files.prepared import (
    LARGEST,
    MOST_PIXELS,
    WIDTHS,
    PictureRefused,
    PreparedPicture,
    begins_as_picture,
    too_large,
)
from collab.text import _, number

QUALITY = 80
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF")
LONGEST_TO_SHORTEST = 10
"""How many times longer than its short side a picture may be: WebP ends at 16 383 pixels."""
WHITE = (255, 255, 255)
LARGE = 8_000_000
"""Pixels of a picture that waits for its turn to be decoded."""
ORIENTATION, SIDEWAYS = 0x0112, (5, 6, 7, 8)
"""Of Exif: how the telephone was held; these swap width and height."""
SMOOTH = ("L", "LA", "RGB", "RGBA", "CMYK", "YCbCr")
"""Modes whose pixels can be averaged."""
_TURN = Lock()

# What Pillow and libheif raise for a file that is not what it says.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, RuntimeError, struct.error, zlib.error)
_BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)

pi_heif.register_heif_opener()


def prepare(data: bytes) -> PreparedPicture:
    """Decode `data` and encode it anew. Takes up to a second: never inside a write transaction.

    Raises PictureRefused when it is too large, of another kind, damaged, or out of proportion.
    Of a moving picture the first frame is kept; what was transparent becomes white, since a drawing in
    black on nothing would vanish where pages are dark.
    """
    if len(data) > LARGEST:
        raise too_large()
    image = _decoded(data)
    largest = _narrowed(image, min(image.width, WIDTHS[-1]))
    variants = {largest.width: _webp(largest)}
    narrower = largest
    for width in [w for w in reversed(WIDTHS) if w < largest.width]:
        narrower = _narrowed(narrower, width)  # out of the next larger one: much less work, no less sharp
        variants[width] = _webp(narrower)
    return PreparedPicture(largest.width, largest.height, dict(sorted(variants.items())))


def _decoded(data: bytes) -> Image.Image:
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as source:
            _refuse_size(source)
            source.draft(None, (WIDTHS[-1], WIDTHS[-1]))
            with _turn(source):
                small = _shrunk(source)
            return _flat(ImageOps.exif_transpose(small))
    except _BOMB as error:
        raise _too_many_pixels() from error
    except UnidentifiedImageError as error:
        if begins_as_picture(data):
            raise _damaged() from error
        raise PictureRefused(_("The file is not a picture in JPEG, PNG, WebP, GIF or HEIC.")) from error
    except _BROKEN as error:
        raise _damaged() from error


def _damaged() -> PictureRefused:
    return PictureRefused(
        _("The picture is damaged and cannot be read. Open it, save it anew and try again.")
    )


def _turn(source: Image.Image) -> AbstractContextManager[object]:
    """One large picture at a time: decoded it takes four bytes a pixel, 160 MB for the largest."""
    return _TURN if source.width * source.height > LARGE else nullcontext()


def _shrunk(source: Image.Image) -> Image.Image:
    """The picture as wide as it is kept, before anything else makes copies of it."""
    across = source.height if source.getexif().get(ORIENTATION) in SIDEWAYS else source.width
    source.load()
    if across <= WIDTHS[-1]:
        return source.copy()
    size = [max(1, round(side * WIDTHS[-1] / across)) for side in source.size]
    if source.mode not in SMOOTH:
        source = source.convert("RGBA" if source.has_transparency_data else "RGB")
    return source.resize((size[0], size[1]), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _refuse_size(source: Image.Image) -> None:
    """Before anything is decoded: the header says how large the picture becomes in memory."""
    if source.width * source.height > MOST_PIXELS:
        raise _too_many_pixels()
    if max(source.size) > LONGEST_TO_SHORTEST * min(source.size):
        raise PictureRefused(_("The picture is too long and narrow. Crop it and try again."))


def _too_many_pixels() -> PictureRefused:
    most = number(MOST_PIXELS // 1_000_000)
    return PictureRefused(
        _("The picture has more than %(most)s million pixels. Make it smaller and try again.", most=most)
    )


def _flat(source: Image.Image) -> Image.Image:
    """Pixels in sRGB on white, and nothing else of the file."""
    image = _in_srgb(source)
    if image.has_transparency_data:
        image = Image.alpha_composite(Image.new("RGBA", image.size, (*WHITE, 255)), image.convert("RGBA"))
    clean = Image.new("RGB", image.size, WHITE)
    clean.paste(image.convert("RGB"))
    return clean


def _in_srgb(source: Image.Image) -> Image.Image:
    """Phones photograph in wider colours: without its profile such a picture would turn pale."""
    profile = source.info.get("icc_profile")
    if not profile or source.mode not in ("RGB", "CMYK"):
        return source
    try:
        wide = ImageCms.ImageCmsProfile(BytesIO(profile))
        narrow = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(source, wide, narrow, outputMode="RGB") or source
    except (ImageCms.PyCMSError, OSError):
        return source  # an unreadable profile is no reason to refuse the picture


def _narrowed(image: Image.Image, width: int) -> Image.Image:
    if width == image.width:
        return image
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _webp(image: Image.Image) -> bytes:
    target = BytesIO()
    image.save(target, "WEBP", quality=QUALITY, method=4)
    return target.getvalue()
