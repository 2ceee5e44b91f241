"""Adding files and versions, saying what they are, taking them away; consents, given and withdrawn."""

from datetime import date

from msgspec import Struct
from sqlalchemy import delete, select

from collab import clock, db
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.files import actions as files
from collab.files.actions import Description
from collab.files.models import Picture
from collab.project_files import limits, queries
from collab.project_files.arrived import Arrived
from collab.project_files.models import FileVersion, PictureConsent, ProjectFile, Purpose, Readers
from collab.projects.actions.overtaking import demand_same
from collab.projects.models import Project
from collab.text import _, number


class Agreement(Struct, frozen=True):
    """Who has agreed to be seen, when, and to what."""

    who: str
    given_on: date
    purposes: tuple[Purpose, ...]


class Shown(Struct, frozen=True):
    """What is said of a picture."""

    description: Description
    credit: str = ""
    is_of_people: bool = False
    agreement: Agreement | None = None


class Said(Struct, frozen=True):
    """What is said of a file."""

    description: str = ""
    readers: Readers | None = Readers.PROGRAMME
    """None: those of the reports that it stands at."""
    reason: str = ""
    """Why there is a new version."""
    shown: Shown | None = None
    """Of a picture."""


def add_file(project: Project, arrived: Arrived, said: Said, *, by: Person) -> ProjectFile:
    """Give the project a file. Raises RuleViolation without room, or for a picture without its words.

    One that comes with a report is a part of it, which feeds and notices tell: the record alone has its own.
    """
    comes_with_report = said.readers is None
    file = ProjectFile(
        project=project,
        name=arrived.name,
        description=said.description,
        readers=said.readers or Readers.TEAM,
        follows_reports=comes_with_report,
    )
    db.session.add(file)
    _add_version(file, arrived, said, by=by)
    activity.record(Verb.FILE_CAME if comes_with_report else Verb.FILE_ADDED, file, by=by)
    return file


def add_version(file: ProjectFile, arrived: Arrived, said: Said, *, by: Person) -> FileVersion:
    """Let a file be another one from now on; what it was stays. Raises RuleViolation as `add_file` does."""
    db.hold(file)
    _demand_present(file)
    if queries.is_picture(file) != (arrived.picture is not None):
        raise RuleViolation(
            _("A picture is followed by a picture, any other file by another one. Add this as a new file.")
        )
    made = _add_version(file, arrived, said, by=by)
    file.version += 1
    activity.record(Verb.FILE_CHANGED, file, by=by, version=made.number)
    return made


def edit_file(file: ProjectFile, said: Said, *, seen: int, by: Person) -> None:
    """Say anew what the file is. `seen`: the version that the person started from. Raises Overtaken.

    Whoever chooses its readers has chosen: they are no longer those of the reports that it stands at.
    """
    db.hold(file)
    demand_same(file.version, seen)
    _demand_present(file)
    file.description = said.description
    if said.readers is not None:
        file.readers, file.follows_reports = said.readers, False
    file.version += 1
    if said.shown is not None:
        newest = queries.newest(file)
        _describe(newest.picture, said.shown.description)
        newest.credit = said.shown.credit
    activity.record(Verb.FILE_CHANGED, file, by=by)


def remove_file(file: ProjectFile, why: str, *, by: Person) -> None:
    """Take the file away with all its versions. Its bytes are swept when nothing else has the same."""
    db.hold(file)
    _demand_present(file)
    ours = select(FileVersion.id).where(FileVersion.file_id == file.id)
    pictures = select(Picture).join(FileVersion, FileVersion.picture_id == Picture.id)
    for picture in db.session.scalars(pictures.where(FileVersion.file_id == file.id)):
        files.let_go(picture)
    db.session.execute(delete(PictureConsent).where(PictureConsent.version_id.in_(ours)))
    db.session.execute(delete(FileVersion).where(FileVersion.file_id == file.id))
    file.removed_at, file.removed_by, file.removed_why = clock.now(), by, why
    activity.record(Verb.FILE_REMOVED, file, by=by)


def record_consent(version: FileVersion, agreement: Agreement, *, by: Person) -> PictureConsent:
    """Note that somebody in the picture has agreed. Raises RuleViolation when the file was taken away."""
    db.hold(version.file)
    _demand_present(version.file)
    version.is_of_people = True
    consent = PictureConsent(
        version=version,
        who=agreement.who,
        given_on=agreement.given_on,
        purposes=[purpose.value for purpose in agreement.purposes],
        recorded_by=by,
    )
    db.session.add(consent)
    return consent


def withdraw_consent(consent: PictureConsent, on: date, *, by: Person) -> None:
    """From now on the picture is shown to its team alone. Raises RuleViolation for a day that cannot be."""
    db.hold(consent.version.file)
    if consent.withdrawn_on is not None:
        return
    if not consent.given_on <= on <= clock.today():
        raise RuleViolation(_("A consent is withdrawn today or earlier, and not before it was given."))
    consent.withdrawn_on, consent.withdrawn_by = on, by
    activity.record(Verb.CONSENT_WITHDRAWN, consent.version.file, by=by)


def _add_version(file: ProjectFile, arrived: Arrived, said: Said, *, by: Person) -> FileVersion:
    demand_room(file.project, arrived.size)
    file.latest, file.name = file.latest + 1, arrived.name
    made = FileVersion(
        file=file,
        number=file.latest,
        name=arrived.name,
        kind=arrived.kind,
        size=arrived.size,
        sha256=arrived.sha256,
        by=by,
        reason=said.reason,
    )
    db.session.add(made)
    if arrived.picture is not None:
        shown = _demanded(said.shown)
        made.picture = files.store_picture(arrived.picture, shown.description, by=by)
        made.credit, made.is_of_people = shown.credit, shown.is_of_people
        if shown.agreement is not None:
            record_consent(made, shown.agreement, by=by)
    db.session.flush()
    return made


def _demanded(shown: Shown | None) -> Shown:
    """What must be said of a picture. Raises RuleViolation where it is not."""
    if shown is None:
        raise RuleViolation(_("Tell what the picture shows, or say that it is only decoration"))
    if shown.is_of_people and shown.agreement is None:
        raise RuleViolation(_("Write who in the picture has agreed to be seen."))
    return shown


def _describe(picture: Picture | None, description: Description) -> None:
    if description.is_missing:
        raise RuleViolation(_("Tell what the picture shows, or say that it is only decoration"))
    if picture is not None:
        files.describe(picture, description)


def _demand_present(file: ProjectFile) -> None:
    if file.removed_at is not None:
        raise RuleViolation(_("The file was taken away meanwhile."))


def demand_room(project: Project, size: int) -> None:
    """Raises RuleViolation where the team has no room for so many bytes more.

    Two who upload at the same moment wait for each other: the room is the whole team's.
    """
    db.hold(project.team)
    if queries.bytes_of_team(project.team_id) + size > limits.MOST_OF_A_TEAM:
        raise RuleViolation(
            _(
                "The team's files have reached %(most)s GB together. Take away what nobody needs any more.",
                most=number(limits.MOST_OF_A_TEAM // limits.GIGABYTE),
            )
        )
