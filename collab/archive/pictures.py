"""The pictures that files ask for: drawn from their scenes, kept like uploads, before anything is written."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from collab import db
from collab.archive.records.pictures import SceneRecord
from collab.archive.records.projects import ProjectRecord
from collab.archive.records.showcases import ShowcaseRecord
from collab.archive.records.updates import UpdateRecord
from collab.archive.shaping import Shaper
from collab.files import pictures
from collab.files.models import Picture
from collab.files.store import KeptPicture, Store
from collab.keys import derived_key
from collab.landscapes import Light, Motif, Scene, draw
from collab.landscapes.raster import to_png

PROCESSES = 2
WIDTH = 1600


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture to be drawn. Its key follows from what it shows: another scene is another picture."""

    key: str
    scene: Scene
    motif: Motif | None
    light: Light | None
    seed: str


def drawing(slug: str, seed: str, record: SceneRecord) -> Drawing:
    """The drawing of a scene in a programme's files."""
    key = derived_key(slug, "picture", seed, record.scene, record.motif or "", record.light or "")
    return Drawing(key, record.scene, record.motif, record.light, seed)


def missing(slug: str, shaper: Shaper) -> list[Drawing]:
    """The drawings that a programme's files ask for and the site does not have yet."""
    kept = set(db.session.scalars(select(Picture.key)))
    wanted = (drawing(slug, seed, record) for seed, record in _scenes(shaper))
    return [one for one in wanted if one.key not in kept]


def _scenes(shaper: Shaper) -> Iterator[tuple[str, SceneRecord]]:
    for project in shaper.found(ProjectRecord):
        if project.cover is not None:
            yield cover_seed(project), project.cover
    for update in shaper.found(UpdateRecord):
        yield from enumerated(update.id, update.pictures)
    for showcase in shaper.found(ShowcaseRecord):
        yield from enumerated(showcase.id, showcase.pictures)


def cover_seed(project: ProjectRecord) -> str:
    """The seed of a project's cover."""
    return f"cover/{project.id}"


def enumerated(name: str, records: Iterable[SceneRecord]) -> list[tuple[str, SceneRecord]]:
    """The pictures of something with their seeds: u1-05/0, u1-05/1 …"""
    return [(f"{name}/{index}", record) for index, record in enumerate(records)]


def draw_all(
    drawings: list[Drawing], folder: Path, progress: Callable[[str], None]
) -> Mapping[str, KeptPicture]:
    """Draw and keep pictures, in two processes; half a second of work each. Answers them by key."""
    if not drawings:
        return {}
    kept = {}
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=context) as pool:
        done = pool.map(_draw, drawings, [folder] * len(drawings))
        for count, (key, picture) in enumerate(done, 1):
            kept[key] = picture
            if count % 10 == 0 or count == len(drawings):
                progress(f"{count} of {len(drawings)} pictures are drawn")
    return kept


def _draw(wanted: Drawing, folder: Path) -> tuple[str, KeptPicture]:
    svg = draw(wanted.scene, seed=wanted.seed, light=wanted.light, motif=wanted.motif)
    prepared = pictures.prepare(to_png(svg, width=WIDTH))
    return wanted.key, Store(folder).keep_picture(prepared)
