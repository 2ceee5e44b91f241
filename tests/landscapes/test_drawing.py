"""What every picture keeps to, whatever the seed."""

import re
import xml.etree.ElementTree as ET
from functools import cache

import pytest

from collab.landscapes import Light, Motif, Scene, draw, landscape_for
from collab.landscapes.drawing import OPEN_COUNTRY, PICTURES
from collab.landscapes.palette import PALETTES

SVG = "{http://www.w3.org/2000/svg}"
SEEDS = ("ett-hav-fyra-kok", "u1-05", "novemberrummet", "Ärtsoppa på bryggan")
MOTIFS = [(scene, motif) for scene, motifs in PICTURES.items() for motif in motifs]
SHAPES = {"svg", "g", "path", "rect", "circle", "ellipse"}
ATTRIBUTES = {
    "svg": {"width", "height", "viewBox"},
    "g": {"transform", "opacity"},
    "path": {"d", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"},
    "rect": {"x", "y", "width", "height", "fill", "rx"},
    "circle": {"cx", "cy", "r", "fill"},
    "ellipse": {"cx", "cy", "rx", "ry", "fill"},
}


@cache
def _pictures(motif: Motif) -> list[tuple[Light, str]]:
    scene = next(scene for scene, motifs in PICTURES.items() if motif in motifs)
    return [(light, draw(scene, seed=seed, light=light, motif=motif)) for light in Light for seed in SEEDS]


def _elements(picture: str) -> list[ET.Element]:
    return list(ET.fromstring(picture).iter())  # noqa: S314 - the picture is our own


def test_every_scene_has_a_picture_and_every_motif_a_scene() -> None:
    assert set(PICTURES) == set(Scene)
    assert sorted(motif for _, motif in MOTIFS) == sorted(Motif)


def test_the_same_seed_gives_the_same_picture() -> None:
    assert draw(Scene.SEA, seed="nogersund") == draw(Scene.SEA, seed="nogersund")


@pytest.mark.parametrize("scene", Scene)
def test_eight_seeds_give_eight_pictures(scene: Scene) -> None:
    assert len({draw(scene, seed=f"picture {k}", light=Light.DAY) for k in range(8)}) == 8


@pytest.mark.parametrize("scene", [scene for scene in Scene if len(PICTURES[scene]) > 1])
def test_every_motif_of_a_scene_is_drawn_by_some_seed(scene: Scene) -> None:
    free = {draw(scene, seed=f"picture {k}", light=Light.DAY) for k in range(24)}
    for motif in PICTURES[scene]:
        named = {draw(scene, seed=f"picture {k}", light=Light.DAY, motif=motif) for k in range(24)}
        assert free & named, motif


@pytest.mark.parametrize(("scene", "motif"), MOTIFS)
def test_another_seed_or_another_light_gives_another_picture(scene: Scene, motif: Motif) -> None:
    here, there = (draw(scene, seed=seed, light=Light.DAY, motif=motif) for seed in ("here", "there"))
    assert here != there
    at_night = draw(scene, seed="here", light=Light.DUSK, motif=motif)
    assert at_night != here


def test_a_motif_of_another_scene_is_refused() -> None:
    with pytest.raises(ValueError, match="quarry is no motif of table"):
        draw(Scene.TABLE, seed="any", motif=Motif.QUARRY)


@pytest.mark.parametrize("motif", Motif)
def test_a_picture_weighs_between_4_and_15_kilobytes(motif: Motif) -> None:
    weights = [len(picture.encode()) for _, picture in _pictures(motif)]
    assert min(weights) >= 4_000
    assert max(weights) <= 15_000


@pytest.mark.parametrize("motif", Motif)
def test_a_picture_is_three_to_two_and_says_so(motif: Motif) -> None:
    for _, picture in _pictures(motif):
        root = _elements(picture)[0]
        assert root.attrib == {"width": "1200", "height": "800", "viewBox": "0 0 1200 800"}


@pytest.mark.parametrize("motif", Motif)
def test_a_picture_is_flat_shapes_without_text_gradient_or_script(motif: Motif) -> None:
    for _, picture in _pictures(motif):
        for element in _elements(picture):
            name = element.tag.removeprefix(SVG)
            assert name in SHAPES
            assert set(element.attrib) <= ATTRIBUTES[name]
            assert (element.text or "").strip() == ""


@pytest.mark.parametrize("motif", Motif)
def test_a_picture_is_painted_from_the_palette_of_its_light(motif: Motif) -> None:
    for light, picture in _pictures(motif):
        used = {element.get(name, "none") for element in _elements(picture) for name in ("fill", "stroke")}
        assert used - {"none"} <= PALETTES[light].colours


@pytest.mark.parametrize("motif", Motif)
def test_paths_are_whole_numbers_and_commands(motif: Motif) -> None:
    for _, picture in _pictures(motif):
        paths = [element.attrib["d"] for element in _elements(picture) if "d" in element.attrib]
        assert [path for path in paths if not re.fullmatch(r"M[-\d MLHVCQqhvlcatAZz]+", path)] == []


@pytest.mark.parametrize("slug", ["lanescenen", "belagrad-stad", "under-fotterna", "novemberrummet"])
def test_a_landscape_for_a_slug_is_open_country_and_stays_the_same(slug: str) -> None:
    landscape = landscape_for(slug)
    assert landscape == landscape_for(slug)
    country = [
        draw(scene, seed=slug, light=light, motif=motif) for scene, motif in OPEN_COUNTRY for light in Light
    ]
    assert landscape in country


def test_thirty_slugs_give_thirty_landscapes() -> None:
    assert len({landscape_for(f"slug-{k}") for k in range(30)}) == 30
