"""From a scene and a seed to a finished picture."""

from collections.abc import Callable

from collab.landscapes.brush import Brush
from collab.landscapes.dice import Dice
from collab.landscapes.pictures import (
    archive,
    festival,
    field,
    forest,
    fortress,
    harbour,
    kitchen,
    park,
    road,
    sea,
    store,
    table,
    town,
    willow,
    workshop,
)
from collab.landscapes.shapes import HEIGHT, WIDTH, Shapes
from collab.landscapes.words import Light, Motif, Scene

Picture = Callable[[Brush], Shapes]

PICTURES: dict[Scene, dict[Motif, Picture]] = {
    Scene.FIELD: {Motif.RAPESEED: field.rapeseed, Motif.HILLS: field.hills},
    Scene.SEA: {Motif.LIGHTHOUSE: sea.light_tower, Motif.LONGHOUSE: sea.winter_house, Motif.GALE: sea.gale},
    Scene.FOREST: {
        Motif.BEECHES: forest.beeches,
        Motif.QUARRY: forest.quarry,
        Motif.ROCK_PATH: forest.rock_path,
    },
    Scene.HARBOUR: {Motif.QUAY: harbour.quay, Motif.PIER: harbour.pier, Motif.ICE: harbour.ice},
    Scene.PARK: {Motif.CASTLE: park.castle, Motif.BENCH: park.bench, Motif.SCREEN: park.screen},
    Scene.TOWN: {
        Motif.STREET: town.street,
        Motif.DOORWAY: town.doorway,
        Motif.FORTRESS: fortress.street_to_wall,
        Motif.MOAT: fortress.moat,
    },
    Scene.FESTIVAL: {Motif.STAGE: festival.stage, Motif.CROWD: festival.crowd, Motif.SUPPER: festival.supper},
    Scene.TABLE: {
        Motif.WORKBENCH: workshop.workbench,
        Motif.LETTERS: kitchen.letters,
        Motif.LONG_TABLE: table.long_table,
        Motif.COFFEE: table.coffee,
        Motif.POTATOES: kitchen.potato_table,
    },
    Scene.ARCHIVE: {
        Motif.SHELVES: archive.shelves,
        Motif.PODIUMS: store.podiums,
        Motif.DOORS: store.doors,
        Motif.DRAWERS: archive.drawers,
    },
    Scene.ROAD: {Motif.PLATFORM: road.platform, Motif.TRACKS: road.tracks},
    Scene.WILLOW: {Motif.POLLARDS: willow.pollards},
}

OPEN_COUNTRY = (
    (Scene.FIELD, Motif.RAPESEED),
    (Scene.FIELD, Motif.HILLS),
    (Scene.SEA, Motif.LIGHTHOUSE),
    (Scene.FOREST, Motif.BEECHES),
    (Scene.HARBOUR, Motif.QUAY),
    (Scene.PARK, Motif.CASTLE),
    (Scene.ROAD, Motif.PLATFORM),
    (Scene.WILLOW, Motif.POLLARDS),
)


def draw(scene: Scene, *, seed: str, light: Light | None = None, motif: Motif | None = None) -> str:
    """The picture of a scene as an SVG document of 1200 × 800; the same seed gives the same picture for ever.

    The seed chooses light and motif where they are left open. Raises ValueError for a motif of another scene.
    """
    motifs = PICTURES[scene]
    dice = Dice(f"{scene}:{seed}")
    drawn_light, drawn_motif = dice.pick(tuple(Light)), dice.pick(tuple(motifs))
    chosen = motif or drawn_motif
    if chosen not in motifs:
        raise ValueError(f"{chosen} is no motif of {scene}")
    return _document(motifs[chosen](Brush(dice, light or drawn_light)))


def landscape_for(slug: str) -> str:
    """The landscape (field, sea, forest …) of a project without a picture of its own, as an SVG document."""
    dice = Dice(slug)
    scene, motif = dice.pick(OPEN_COUNTRY)
    light = dice.pick((Light.DAY, Light.MORNING, Light.EVENING, Light.DUSK))
    return draw(scene, seed=slug, light=light, motif=motif)


def _document(shapes: Shapes) -> str:
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>' + "\n".join(shapes) + "</svg>\n"
