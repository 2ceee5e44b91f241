"""Pictures that people have seen stay as they were: a checksum of each motif, and of some slugs."""

from zlib import crc32

import pytest

from collab.landscapes import Light, Motif, draw, landscape_for
from collab.landscapes.drawing import PICTURES

MOTIFS = {
    Motif.RAPESEED: 2888978510,
    Motif.HILLS: 843244415,
    Motif.LIGHTHOUSE: 1730219134,
    Motif.LONGHOUSE: 3509490543,
    Motif.GALE: 3902928973,
    Motif.BEECHES: 1455456300,
    Motif.QUARRY: 355450332,
    Motif.ROCK_PATH: 1687076086,
    Motif.QUAY: 2156220089,
    Motif.PIER: 346832664,
    Motif.ICE: 647230420,
    Motif.CASTLE: 1583698208,
    Motif.BENCH: 1889632447,
    Motif.SCREEN: 3361314263,
    Motif.STREET: 3007462951,
    Motif.DOORWAY: 2143222266,
    Motif.FORTRESS: 4148900133,
    Motif.MOAT: 77008340,
    Motif.STAGE: 148350551,
    Motif.CROWD: 1920141931,
    Motif.SUPPER: 3825935423,
    Motif.WORKBENCH: 1677527223,
    Motif.LETTERS: 1413362788,
    Motif.LONG_TABLE: 2854010741,
    Motif.COFFEE: 683081663,
    Motif.POTATOES: 3406370426,
    Motif.SHELVES: 316876261,
    Motif.PODIUMS: 1676761160,
    Motif.DOORS: 2398334331,
    Motif.DRAWERS: 1359822353,
    Motif.PLATFORM: 3279249772,
    Motif.TRACKS: 3960642569,
    Motif.POLLARDS: 4106396529,
}
SLUGS = {
    "lanescenen": 590390332,
    "novemberrummet": 3010267791,
    "under-fotterna": 1912057615,
    "belagrad-stad": 414064161,
}


@pytest.mark.parametrize("motif", Motif)
def test_a_motif_is_drawn_as_it_always_was(motif: Motif) -> None:
    """Another checksum means that every picture of this motif changes, also those already published."""
    scene = next(scene for scene, motifs in PICTURES.items() if motif in motifs)
    assert crc32(draw(scene, seed="for ever", light=Light.DAY, motif=motif).encode()) == MOTIFS[motif]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_slug_keeps_its_landscape(slug: str) -> None:
    assert crc32(landscape_for(slug).encode()) == SLUGS[slug]
