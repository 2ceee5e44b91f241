"""The pictures that files ask for: drawn from a seed, or lying beside the files."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from collab import db
from collab.archive.drawing import Drawing
from collab.archive.records.pictures import SceneRecord
from collab.archive.records.projects import ProjectRecord
from collab.archive.records.showcases import ShowcaseRecord
from collab.archive.records.updates import UpdateRecord
from collab.archive.shaping import Shaper
from collab.archive.source import Node
from collab.files.models import Picture
from collab.keys import derived_key

FOLDER = "pictures"
"""Where the bytes of pictures lie, beside the files."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A picture whose bytes lie beside the file that speaks of it."""

    key: str
    height: int
    paths: dict[int, Path]
    """By width in pixels."""
    node: Node


def file_name(key: str, width: int) -> str:
    """What the file of a picture is called in one of its widths."""
    return f"{key}-{width}.webp"


def picture_key(slug: str, seed: str, record: SceneRecord) -> str:
    """The key of a picture in a programme's files: its own, or one that follows from what is drawn."""
    return record.key or drawing(slug, seed, record).key


def drawing(slug: str, seed: str, record: SceneRecord) -> Drawing:
    """The drawing of a scene in a programme's files. Raises ValueError for one that lies beside them."""
    if record.scene is None:
        raise ValueError("nothing is drawn without a scene")
    key = derived_key(slug, "picture", seed, record.scene, record.motif or "", record.light or "")
    return Drawing(key, record.scene, record.motif, record.light, seed)


def missing(slug: str, shaper: Shaper) -> list[Drawing]:
    """The drawings that a programme's files ask for and the site does not have yet."""
    kept = set(db.session.scalars(select(Picture.key)))
    wanted = (drawing(slug, seed, record) for seed, record in _scenes(shaper) if record.key is None)
    return [one for one in wanted if one.key not in kept]


def beside(shaper: Shaper) -> list[Beside]:
    """The pictures beside the files that the site does not have yet, each once."""
    kept = set(db.session.scalars(select(Picture.key)))
    wanted = {record.key: record for _, record in _scenes(shaper) if record.key and record.key not in kept}
    return [_beside(key, record) for key, record in wanted.items() if key]


def _beside(key: str, record: SceneRecord) -> Beside:
    folder = Path(record.node.file).parent / FOLDER
    paths = {width: folder / file_name(key, width) for width in record.widths}
    return Beside(key, record.height, paths, record.node)


def cover_seed(project: ProjectRecord) -> str:
    """The seed of a project's cover."""
    return f"cover/{project.id}"


def version_seed(file: str, number: int) -> str:
    """The seed of a picture that is a version of a project's file."""
    return f"file/{file}/{number}"


def enumerated(name: str, records: Iterable[SceneRecord]) -> list[tuple[str, SceneRecord]]:
    """The pictures of something with their seeds: u1-05/0, u1-05/1 …"""
    return [(f"{name}/{index}", record) for index, record in enumerate(records)]


def _scenes(shaper: Shaper) -> Iterator[tuple[str, SceneRecord]]:
    for project in shaper.found(ProjectRecord):
        if project.cover is not None:
            yield cover_seed(project), project.cover
        for file in project.files:
            for version in file.versions:
                if version.picture is not None:
                    yield version_seed(file.id, version.number), version.picture
    for update in shaper.found(UpdateRecord):
        yield from enumerated(update.id, update.pictures)
    for showcase in shaper.found(ShowcaseRecord):
        yield from enumerated(showcase.id, showcase.pictures)
