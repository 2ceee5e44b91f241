"""The working copy: what its team composes, and the pictures it can choose from."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import joinedload

from collab import db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.files.models import Picture
from collab.projects import policy as projects
from collab.projects.models import Project
from collab.showcases import policy
from collab.showcases.models import Showcase, ShowcasePicture
from collab.statements import built_once
from collab.updates import policy as updates
from collab.updates.models import Update, UpdatePicture


def showcase_of(project: Project) -> Showcase | None:
    """The project's working copy, when it has been started."""
    return db.session.scalars(*_working_copy(project_id=project.id)).first()


@built_once
def _working_copy(*, project_id: Any) -> Select[Showcase]:
    return select(Showcase).where(Showcase.project_id == project_id)


def get_showcase(slug: str, *, viewer: Person) -> Showcase:
    """The working copy of the project with that slug, for those who may preview it. Raises NotFound."""
    found = db.session.scalars(
        select(Showcase)
        .join(Showcase.project)
        .options(joinedload(Showcase.project).joinedload(Project.programme))
        .where(Project.slug == slug)
    ).first()
    if found is None or not policy.preview(viewer, found):
        raise NotFound(slug)
    return found


def pictures_of(showcase: Showcase) -> list[ShowcasePicture]:
    """The pictures that the page shows, in order; without those whose update is withdrawn."""
    return _placed(showcase, ~_is_withdrawn())


def withdrawn_pictures_of(showcase: Showcase) -> list[ShowcasePicture]:
    """The pictures that were chosen and are left out, because their update is withdrawn."""
    return _placed(showcase, _is_withdrawn())


def _placed(showcase: Showcase, wanted: ColumnElement[bool]) -> list[ShowcasePicture]:
    return list(
        db.session.scalars(
            select(ShowcasePicture)
            .options(joinedload(ShowcasePicture.picture))
            .where(ShowcasePicture.showcase_id == showcase.id, wanted)
            .order_by(ShowcasePicture.position)
        )
    )


def _is_withdrawn() -> ColumnElement[bool]:
    """It came with updates and none of them is posted any more. Without an update it is the page's own."""
    came_with = (
        select(UpdatePicture.id)
        .join(UpdatePicture.update)
        .where(UpdatePicture.picture_id == ShowcasePicture.picture_id)
    )
    return and_(came_with.exists(), ~came_with.where(updates.posted()).exists())


def pictures_to_choose_from(project: Project) -> list[Picture]:
    """The pictures that the page shows, in its order, then those of the posted updates, newest first."""
    showcase = showcase_of(project)
    shown = [place.picture for place in pictures_of(showcase)] if showcase else []
    posted = db.session.scalars(
        select(Picture)
        .join(UpdatePicture, UpdatePicture.picture_id == Picture.id)
        .join(UpdatePicture.update)
        .where(Update.project_id == project.id, updates.posted())
        .order_by(Update.posted_at.desc(), UpdatePicture.position)
    )
    return list(dict.fromkeys([*shown, *posted]))


def get_working_picture(project: Project, key: str, *, viewer: Person) -> Picture:
    """A picture that the working copy shows or could show. Raises NotFound."""
    if not projects.read_inside(viewer, project):
        raise NotFound(project.slug)
    cover = [project.cover] if project.cover else []
    for picture in [*cover, *pictures_to_choose_from(project)]:
        if picture.key == key:
            return picture
    raise NotFound(key)


def public_among(keys: list[str], project: Project) -> set[str]:
    """Which of these are keys of updates by the project that anybody can read."""
    named = [key for key in keys if key]
    if not named:
        return set()
    return set(db.session.scalars(*_public_keys(keys=named, project_id=project.id)))


@built_once
def _public_keys(*, keys: Any, project_id: Any) -> Select[str]:
    of_project = Update.key.in_(keys), Update.project_id == project_id
    return select(Update.key).where(*of_project, updates.visible_to(None))
