"""The files of a project, with their versions and consents."""

from collab.accounts.models import Person
from collab.activity.models import Verb
from collab.archive.desk import Desk
from collab.archive.keeping import tell
from collab.archive.pictures import version_seed
from collab.archive.records.projects import ProjectRecord
from collab.archive.records.shelf import ConsentRecord, FileRecord, FileVersionRecord
from collab.files.models import Picture
from collab.project_files.models import FileVersion, PictureConsent, ProjectFile
from collab.projects.models import Project


def write(project: Project, record: ProjectRecord, desk: Desk, *, is_invented: bool) -> None:
    """Every file of the project."""
    for one in record.files:
        file = _file(project, one, desk)
        for version in one.versions:
            _version(file, one, version, desk, is_invented)


def _file(project: Project, record: FileRecord, desk: Desk) -> ProjectFile:
    gone = record.removed
    kept = desk.keeper.keep(
        ProjectFile,
        {"key": desk.key("project file", record.id)},
        {
            "project": project,
            "description": record.description,
            "readers": record.readers,
            "follows_reports": record.follows_reports,
            "removed_at": gone.at if gone else None,
            "removed_by": desk.person_or_nobody(gone.by) if gone else None,
            "removed_why": gone.why if gone else "",
        },
        {"name": record.name, "latest": record.latest},
    )
    if record.latest > kept.row.latest:
        desk.keeper.change(kept.row, {"name": record.name, "latest": record.latest})
    if kept.is_new and record.versions:
        first = min(record.versions, key=lambda version: version.number)
        verb = Verb.FILE_CAME if record.follows_reports else Verb.FILE_ADDED
        tell(verb, kept.row, by=desk.person_or_nobody(first.by), at=first.at)
    return kept.row


def _version(
    file: ProjectFile, of: FileRecord, record: FileVersionRecord, desk: Desk, is_invented: bool
) -> None:
    by = desk.person_or_nobody(record.by)
    picture = _picture(of, record, desk, by, is_invented)
    name = record.sha256 or (picture.variant(picture.width) if picture else "")
    version = desk.keeper.keep(
        FileVersion,
        {"file": file, "number": record.number},
        {
            "name": record.name,
            "kind": record.kind,
            "sha256": name,
            "picture": picture,
            "credit": record.credit,
            "is_of_people": record.of_people,
            "uploaded_at": record.at,
            "by": by,
            "reason": record.reason,
        },
        {"size": desk.sizes.get(name, 0)},
    ).row
    for consent in record.consents:
        _consent(version, consent, desk)


def _picture(
    of: FileRecord, record: FileVersionRecord, desk: Desk, by: Person | None, is_invented: bool
) -> Picture | None:
    if record.picture is None:
        return None
    seed = version_seed(of.id, record.number)
    return desk.picture(seed, record.picture, by=by, at=record.at, is_invented=is_invented)


def _consent(version: FileVersion, record: ConsentRecord, desk: Desk) -> None:
    desk.keeper.row(
        PictureConsent,
        {"key": desk.key("consent", record.id)},
        version=version,
        who=record.who,
        given_on=record.given_on,
        purposes=[purpose.value for purpose in record.purposes],
        recorded_at=record.at,
        recorded_by=desk.person_or_nobody(record.by),
        withdrawn_on=record.withdrawn_on,
        withdrawn_by=desk.person_or_nobody(record.withdrawn_by),
    )
