"""Pictures are checked by what is in them, turned upright and stripped."""

from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image, ImageCms

from collab.files import pictures
from collab.files.pictures import PictureRefused, prepare
from collab.text import in_language
from tests.files import corpus

NOT_A_PICTURE = "The file is not a picture in JPEG, PNG, WebP, GIF or HEIC."
DAMAGED = "The picture is damaged and cannot be read. Open it, save it anew and try again."
TOO_MANY_PIXELS = "The picture has more than 40 million pixels. Make it smaller and try again."
Make = Callable[[], bytes]


def opened(data: bytes, width: int | None = None) -> Image.Image:
    """The prepared picture at that width, or at its largest."""
    variants = prepare(data).variants
    return Image.open(BytesIO(variants[width or max(variants)]))


def like(pixel: tuple[int, ...], colour: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 12 for a, b in zip(pixel, colour, strict=True))


def refusal(app: Flask, data: bytes) -> str:
    with app.test_request_context(), in_language("en"), pytest.raises(PictureRefused) as caught:
        prepare(data)
    return str(caught.value)


@pytest.mark.parametrize(
    ("width", "height", "widths"),
    [
        (2400, 1600, [480, 960, 1600]),
        (1600, 1200, [480, 960, 1600]),
        (1000, 500, [480, 960, 1000]),
        (300, 200, [300]),
    ],
)
def test_a_picture_becomes_webp_in_three_widths_and_is_never_enlarged(
    width: int, height: int, widths: list[int]
) -> None:
    prepared = prepare(corpus.encoded(corpus.two_tone(width, height)))
    assert list(prepared.variants) == widths
    assert (prepared.width, prepared.height) == (widths[-1], round(height * widths[-1] / width))
    sizes = {w: Image.open(BytesIO(data)).size for w, data in prepared.variants.items()}
    assert sizes == {w: (w, round(height * w / width)) for w in widths}
    assert {Image.open(BytesIO(data)).format for data in prepared.variants.values()} == {"WEBP"}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_the_usual_kinds_are_accepted(kind: str) -> None:
    image = opened(corpus.encoded(corpus.two_tone(), kind))
    assert like(image.getpixel((60, 10)), corpus.RED)
    assert like(image.getpixel((60, 70)), corpus.YELLOW)


def test_what_a_phone_makes_heic_is_accepted() -> None:
    image = opened(corpus.HEIC)
    assert image.size == (640, 480)
    assert like(image.getpixel((320, 40)), corpus.RED)
    assert like(image.getpixel((320, 440)), corpus.YELLOW)


def test_a_picture_taken_sideways_is_turned_upright() -> None:
    image = opened(corpus.from_a_phone(orientation=6))
    assert image.size == (80, 120)
    assert like(image.getpixel((70, 60)), corpus.RED)
    assert like(image.getpixel((10, 60)), corpus.YELLOW)


@pytest.mark.parametrize("make", [corpus.from_a_phone, lambda: corpus.HEIC])
def test_place_device_and_comment_are_gone(make: Make) -> None:
    data = make()
    assert Image.open(BytesIO(data)).getexif().get_ifd(corpus.GPS) != {}
    for kept in prepare(data).variants.values():
        image = Image.open(BytesIO(kept))
        image.load()
        assert (dict(image.getexif()), image.info.get("comment"), image.info.get("xmp")) == ({}, None, None)
        assert b"EXIF" not in kept
        assert b"secret" not in kept


def test_of_a_moving_picture_the_first_frame_is_kept() -> None:
    frames = [corpus.two_tone(), Image.new("RGB", (120, 80), (0, 0, 255))]
    image = opened(corpus.encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert getattr(image, "n_frames", 1) == 1
    assert like(image.getpixel((60, 10)), corpus.RED)


def test_what_was_transparent_becomes_white() -> None:
    drawing = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    assert like(opened(corpus.encoded(drawing, "PNG")).getpixel((50, 50)), (255, 255, 255))


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1"])
def test_grey_palette_print_and_ink_pictures_are_accepted(mode: str) -> None:
    kind = "JPEG" if mode in ("L", "CMYK") else "PNG"
    assert opened(corpus.encoded(corpus.two_tone(mode=mode), kind)).mode == "RGB"


def test_colours_are_brought_to_what_every_screen_shows() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert like(opened(corpus.encoded(corpus.two_tone(), icc_profile=profile)).getpixel((60, 10)), corpus.RED)
    assert like(
        opened(corpus.encoded(corpus.two_tone(), icc_profile=b"nonsense")).getpixel((60, 10)), corpus.RED
    )


@pytest.mark.parametrize(
    "data",
    [
        corpus.SVG,
        corpus.HTML,
        b"",
        b"%PDF-1.7\n",
        b"PK\x03\x04" + b"\0" * 100,
        b"\0" * 1000,
        corpus.encoded(corpus.two_tone(), "BMP"),
        corpus.encoded(corpus.two_tone(), "TIFF"),
        corpus.encoded(corpus.two_tone(), "ICO"),
        corpus.encoded(corpus.two_tone(), "PDF"),
    ],
    ids=["svg", "html", "nothing", "pdf", "zip", "zeros", "bmp", "tiff", "ico", "picture in a pdf"],
)
def test_what_is_no_picture_of_the_known_kinds_is_refused(app: Flask, data: bytes) -> None:
    assert refusal(app, data) == NOT_A_PICTURE


def test_a_page_hidden_in_a_picture_does_not_survive() -> None:
    polyglots = [
        corpus.encoded(corpus.two_tone(), comment=corpus.SCRIPT) + corpus.HTML,
        corpus.encoded(corpus.two_tone(), "GIF", comment=corpus.SCRIPT) + corpus.HTML,
        corpus.encoded(corpus.two_tone(), "PNG") + corpus.HTML + b"PK\x03\x04",
    ]
    for data in polyglots:
        assert b"script" in data
        assert [b"script" in kept for kept in prepare(data).variants.values()] == [False]


@pytest.mark.parametrize("side", [6_400, 12_000, 65_000])
def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_decoded(app: Flask, side: int) -> None:
    assert refusal(app, corpus.bomb(side)) == TOO_MANY_PIXELS


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_cut_short_is_refused(app: Flask, kind: str) -> None:
    noise = Image.effect_noise((400, 300), 80).convert("RGB")
    data = corpus.encoded(noise, kind)
    assert refusal(app, data[: len(data) // 2]) == DAMAGED


def test_a_heic_cut_short_is_refused(app: Flask) -> None:
    assert refusal(app, corpus.HEIC[:600]) in (DAMAGED, NOT_A_PICTURE)


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
def test_a_picture_with_any_byte_damaged_is_shown_or_refused_but_never_breaks(app: Flask) -> None:
    whole = [corpus.encoded(corpus.two_tone(24, 16), kind) for kind in ("JPEG", "PNG", "WEBP", "GIF")]
    with app.test_request_context():
        for data in [*whole, corpus.HEIC]:
            for at in range(0, len(data), 5):
                with suppress(PictureRefused):
                    assert prepare(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]).variants


def test_a_picture_over_25_mb_is_refused(app: Flask) -> None:
    too_large = corpus.encoded(corpus.two_tone()) + b"\0" * pictures.LARGEST
    assert refusal(app, too_large) == (
        "The picture is larger than 25 MB. Choose a smaller one, or make it smaller first."
    )


def test_a_ribbon_is_refused(app: Flask) -> None:
    ribbon = corpus.encoded(Image.new("RGB", (40, 401)), "PNG")
    assert refusal(app, ribbon) == "The picture is too long and narrow. Crop it and try again."
