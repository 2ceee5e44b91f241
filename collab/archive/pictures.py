"""The pictures that files ask for, each with the seed that it is drawn from."""

from collections.abc import Iterable, Iterator

from sqlalchemy import select

from collab import db
from collab.archive.drawing import Drawing
from collab.archive.records.pictures import SceneRecord
from collab.archive.records.projects import ProjectRecord
from collab.archive.records.showcases import ShowcaseRecord
from collab.archive.records.updates import UpdateRecord
from collab.archive.shaping import Shaper
from collab.files.models import Picture
from collab.keys import derived_key


def drawing(slug: str, seed: str, record: SceneRecord) -> Drawing:
    """The drawing of a scene in a programme's files."""
    key = derived_key(slug, "picture", seed, record.scene, record.motif or "", record.light or "")
    return Drawing(key, record.scene, record.motif, record.light, seed)


def missing(slug: str, shaper: Shaper) -> list[Drawing]:
    """The drawings that a programme's files ask for and the site does not have yet."""
    kept = set(db.session.scalars(select(Picture.key)))
    wanted = (drawing(slug, seed, record) for seed, record in _scenes(shaper))
    return [one for one in wanted if one.key not in kept]


def cover_seed(project: ProjectRecord) -> str:
    """The seed of a project's cover."""
    return f"cover/{project.id}"


def enumerated(name: str, records: Iterable[SceneRecord]) -> list[tuple[str, SceneRecord]]:
    """The pictures of something with their seeds: u1-05/0, u1-05/1 …"""
    return [(f"{name}/{index}", record) for index, record in enumerate(records)]


def _scenes(shaper: Shaper) -> Iterator[tuple[str, SceneRecord]]:
    for project in shaper.found(ProjectRecord):
        if project.cover is not None:
            yield cover_seed(project), project.cover
    for update in shaper.found(UpdateRecord):
        yield from enumerated(update.id, update.pictures)
    for showcase in shaper.found(ShowcaseRecord):
        yield from enumerated(showcase.id, showcase.pictures)
