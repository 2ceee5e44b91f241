"""Who may read a project's files. Whoever may write in the project (`projects.policy.edit`) changes them."""

from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from collab import db
from collab.accounts.models import Person, Viewer
from collab.project_files.models import FileVersion, PictureConsent, ProjectFile, Readers
from collab.projects import policy as projects
from collab.projects.models import Project


def read(person: Person, file: ProjectFile) -> bool:
    """Read a file as it is now: those whom it is for; a withheld picture the team alone."""
    return _is_for(person, file) and (projects.belong(person, file.project) or not is_withheld(file))


def visible_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `read`."""
    everybody = and_(
        ProjectFile.readers == Readers.PROGRAMME,
        db.refers(ProjectFile.project_id, Project, projects.visible_to(person)),
    )
    inside = db.refers(ProjectFile.project_id, Project, projects.inside_visible_to(person))
    own = db.refers(ProjectFile.project_id, Project, projects.belongs_to(person))
    return and_(or_(everybody, inside), or_(~withheld(), own))


def read_version(person: Person, version: FileVersion) -> bool:
    """Read one version of a file. Each is withheld for itself: another may show somebody else."""
    file = version.file
    if not _is_for(person, file):
        return False
    return projects.belong(person, file.project) or not _holds(is_withdrawn(version.id))


def is_withheld(file: ProjectFile) -> bool:
    """Whether somebody in the newest version of a picture has withdrawn their consent."""
    return _holds(_newest_withdrawn(file.id, file.latest))


def withheld() -> ColumnElement[bool]:
    """SQL twin of `is_withheld`."""
    return _newest_withdrawn(ProjectFile.id, ProjectFile.latest)


def is_withdrawn(version_id: Any) -> ColumnElement[bool]:
    """SQL: whether a consent to a version is withdrawn."""
    gone = PictureConsent.version_id == version_id, PictureConsent.withdrawn_on.is_not(None)
    return select(PictureConsent.id).where(*gone).exists()


def _newest_withdrawn(file_id: Any, latest: Any) -> ColumnElement[bool]:
    return (
        select(PictureConsent.id)
        .join(FileVersion, FileVersion.id == PictureConsent.version_id)
        .where(
            FileVersion.file_id == file_id,
            FileVersion.number == latest,
            PictureConsent.withdrawn_on.is_not(None),
        )
        .correlate(ProjectFile)
        .exists()
    )


def _is_for(person: Person, file: ProjectFile) -> bool:
    if file.readers == Readers.PROGRAMME:
        return projects.read(person, file.project)
    return projects.read_inside(person, file.project)


def _holds(condition: ColumnElement[bool]) -> bool:
    return bool(db.session.scalar(select(condition)))
