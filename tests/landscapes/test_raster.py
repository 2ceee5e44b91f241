"""Pictures as PNG: size, colours, and where the eye is led."""

from io import BytesIO

import pytest
from PIL import Image, ImageFilter, ImageStat

from collab.landscapes import Light, Motif, Scene, draw
from collab.landscapes.drawing import PICTURES
from collab.landscapes.palette import PALETTES
from collab.landscapes.raster import to_png

MOTIFS = [(scene, motif) for scene, motifs in PICTURES.items() for motif in motifs]


def _image(svg: str, width: int) -> Image.Image:
    return Image.open(BytesIO(to_png(svg, width=width)))


def test_a_picture_becomes_a_png_of_the_width_asked_for() -> None:
    svg = draw(Scene.FIELD, seed="raps", light=Light.DAY)
    image = Image.open(BytesIO(to_png(svg)))
    assert (image.format, image.size) == ("PNG", (1600, 1067))
    assert _image(svg, 300).size == (300, 200)


def test_a_picture_covers_its_whole_area() -> None:
    image = _image(draw(Scene.FOREST, seed="bok", light=Light.DAY), 300).convert("RGBA")
    assert image.getchannel("A").getextrema() == (255, 255)


def test_the_upper_corner_has_the_first_colour_of_the_sky() -> None:
    svg = draw(Scene.SEA, seed="hav", light=Light.EVENING, motif=Motif.LIGHTHOUSE)
    corner = _image(svg, 300).convert("RGB").getpixel((2, 2))
    sky = PALETTES[Light.EVENING].tone.sky[0]
    assert corner == tuple(bytes.fromhex(sky.removeprefix("#")))


@pytest.mark.parametrize(("scene", "motif"), MOTIFS)
def test_the_middle_holds_the_eye(scene: Scene, motif: Motif) -> None:
    """Squares and strips are cut from the middle 60 per cent: it is no poorer in detail than the whole.

    A frame of trunks, trees or waves is allowed to weigh a little; an empty middle would give far less.
    """
    shares = [_detail_of_the_middle(draw(scene, seed=f"focus {k}", motif=motif)) for k in range(4)]
    assert sum(shares) / len(shares) > 0.85


def _detail_of_the_middle(svg: str) -> float:
    """Edges for each pixel of the middle, compared with the whole picture."""
    edges = _image(svg, 300).convert("L").filter(ImageFilter.FIND_EDGES)
    middle = ImageStat.Stat(edges.crop((60, 40, 240, 160))).mean[0]
    return float(middle / ImageStat.Stat(edges.crop((2, 2, 298, 198))).mean[0])
