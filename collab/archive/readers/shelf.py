"""The files of a project, with their versions and consents."""

from sqlalchemy import select

from collab import db
from collab.archive.scribe import Said, Scribe, said, when
from collab.project_files.models import FileVersion, PictureConsent, ProjectFile
from collab.projects.models import Project


def read(project: Project, is_invented: bool, scribe: Scribe) -> list[Said]:
    """What projects.yaml says of them."""
    rows = db.session.scalars(
        select(ProjectFile).where(ProjectFile.project_id == project.id).order_by(ProjectFile.id)
    )
    return [_file(row, is_invented, scribe) for row in rows]


def _file(file: ProjectFile, is_invented: bool, scribe: Scribe) -> Said:
    rows = db.session.scalars(
        select(FileVersion).where(FileVersion.file_id == file.id).order_by(FileVersion.number)
    )
    return said(
        id=file.key,
        name=file.name,
        description=file.description,
        readers=file.readers.value,
        follows_reports=file.follows_reports or None,
        latest=file.latest,
        removed=_removed(file, scribe),
        versions=[_version(row, is_invented, scribe) for row in rows],
    )


def _removed(file: ProjectFile, scribe: Scribe) -> Said | None:
    if file.removed_at is None:
        return None
    return {**said(at=when(file.removed_at), by=scribe.who(file.removed_by_id)), "why": file.removed_why}


def _version(row: FileVersion, is_invented: bool, scribe: Scribe) -> Said:
    if row.picture is None:
        scribe.files.add(row.sha256)
    return said(
        number=row.number,
        name=row.name,
        kind=row.kind.value,
        sha256=None if row.picture else row.sha256,
        picture=scribe.picture(row.picture, is_invented) if row.picture else None,
        credit=row.credit,
        of_people=row.is_of_people or None,
        at=when(row.uploaded_at),
        by=scribe.who(row.by_id),
        reason=row.reason,
        consents=_consents(row, scribe),
    )


def _consents(version: FileVersion, scribe: Scribe) -> list[Said]:
    rows = db.session.scalars(
        select(PictureConsent)
        .where(PictureConsent.version_id == version.id)
        .order_by(PictureConsent.recorded_at, PictureConsent.id)
    )
    return [
        said(
            id=row.key,
            who=row.who,
            given_on=row.given_on,
            purposes=row.purposes,
            at=when(row.recorded_at),
            by=scribe.who(row.recorded_by_id),
            withdrawn_on=row.withdrawn_on,
            withdrawn_by=scribe.who(row.withdrawn_by_id),
        )
        for row in rows
    ]
