"""Drawing pictures in processes of their own: light to import, since each process does."""

import multiprocessing
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from collab.files import pictures
from collab.files.store import KeptPicture, Store
from collab.landscapes import Light, Motif, Scene, draw
from collab.landscapes.raster import to_png

PROCESSES = 2
WIDTH = 1600
"""Pixels: the largest width that pictures are kept in."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture to be drawn. Its key follows from what it shows: another scene is another picture."""

    key: str
    scene: Scene
    motif: Motif | None
    light: Light | None
    seed: str


def draw_all(
    drawings: Sequence[Drawing], store: Store, progress: Callable[[str], None]
) -> Mapping[str, KeptPicture]:
    """Draw and keep pictures, each a third of a second of work. Answers them by key."""
    if not drawings:
        return {}
    kept = {}
    with ProcessPoolExecutor(PROCESSES, mp_context=multiprocessing.get_context("spawn")) as pool:
        done = pool.map(_draw, drawings, [store] * len(drawings))
        for count, (key, picture) in enumerate(done, 1):
            kept[key] = picture
            if count % 10 == 0 or count == len(drawings):
                progress(f"{count} of {len(drawings)} pictures are drawn")
    return kept


def _draw(wanted: Drawing, store: Store) -> tuple[str, KeptPicture]:
    svg = draw(wanted.scene, seed=wanted.seed, light=wanted.light, motif=wanted.motif)
    prepared = pictures.prepare(to_png(svg, width=WIDTH))
    return wanted.key, store.keep_picture(prepared)
