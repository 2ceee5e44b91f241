"""Reading a project's files for its pages."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from collab import db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.files.queries import SHOWN, PictureCard, card
from collab.project_files import policy
from collab.project_files.arrived import Arrived
from collab.project_files.kinds import Kind
from collab.project_files.models import FileVersion, PictureConsent, ProjectFile, Purpose, Readers
from collab.projects import queries as projects
from collab.projects.models import Project
from collab.text import Localised


class ConsentRow(Struct, frozen=True):
    """Who has agreed to be seen, when and to what; and since when no longer."""

    key: str
    who: str
    given_on: date
    purposes: tuple[Purpose, ...]
    recorded_by: Localised | None
    withdrawn_on: date | None


class FileRow(Struct, frozen=True):
    """A file in its newest version, or one of its versions."""

    key: str
    """The file's."""
    number: int
    name: str
    kind: Kind
    size: int
    description: str
    readers: Readers
    follows_reports: bool
    """Whether its readers are those of the reports that it stands at."""
    at: datetime
    by: Localised | None
    reason: str
    credit: str
    picture: PictureCard | None
    is_withheld: bool
    consents: tuple[ConsentRow, ...] = ()

    @property
    def stays_with_team(self) -> bool:
        """Whether it is the team's alone by choice, whatever report it stands at."""
        return self.readers is Readers.TEAM and not self.follows_reports


class Removed(Struct, frozen=True):
    """A file that was taken away."""

    name: str
    at: datetime
    by: Localised | None
    why: str


_ROW = (
    ProjectFile.key.label("file_key"), ProjectFile.description, ProjectFile.readers,
    ProjectFile.follows_reports, FileVersion.id, FileVersion.number,
    FileVersion.name, FileVersion.kind, FileVersion.size, FileVersion.uploaded_at,
    FileVersion.reason, FileVersion.credit, Person.name.label("by"),
    policy.is_withdrawn(FileVersion.id).correlate(FileVersion).label("is_withheld"), *SHOWN,
)  # fmt: skip


def get_file(slug: str, key: str, *, viewer: Person) -> ProjectFile:
    """The file of that key in the project. Raises NotFound for what the viewer may not read."""
    project = projects.get_project(slug, viewer=viewer)
    wanted = ProjectFile.key == key, ProjectFile.project_id == project.id
    found = db.session.scalars(
        select(ProjectFile).options(joinedload(ProjectFile.removed_by)).where(*wanted)
    ).first()
    if found is None or not policy.read(viewer, found):
        raise NotFound(key)
    return found


def get_version(slug: str, key: str, number: int, *, viewer: Person) -> FileVersion:
    """A version of a file. Raises NotFound for what the viewer may not read."""
    project = projects.get_project(slug, viewer=viewer)
    found = db.session.scalars(
        select(FileVersion)
        .join(FileVersion.file)
        .outerjoin(FileVersion.picture)
        .options(contains_eager(FileVersion.file), contains_eager(FileVersion.picture))
        .where(ProjectFile.key == key, ProjectFile.project_id == project.id, FileVersion.number == number)
    ).first()
    if found is None or not policy.read_version(viewer, found):
        raise NotFound(f"{key}, version {number}")
    return found


def get_consent(file: ProjectFile, key: str) -> PictureConsent:
    """A consent to a version of the file. Raises NotFound."""
    found = db.session.scalars(
        select(PictureConsent)
        .join(PictureConsent.version)
        .where(PictureConsent.key == key, FileVersion.file_id == file.id)
    ).first()
    if found is None:
        raise NotFound(key)
    return found


def newest(file: ProjectFile) -> FileVersion:
    """The file as it is now. Raises NotFound for one that is taken away."""
    wanted = FileVersion.file_id == file.id, FileVersion.number == file.latest
    found = db.session.scalars(select(FileVersion).where(*wanted)).first()
    if found is None:
        raise NotFound(file.key)
    return found


def is_picture(file: ProjectFile) -> bool:
    """Whether the file is a picture now."""
    return newest(file).kind is Kind.PICTURE


def list_files(project: Project, *, viewer: Person) -> list[FileRow]:
    """The project's files that the viewer may read, each in its newest version, the newest first."""
    rows = db.session.execute(
        _rows()
        .where(
            ProjectFile.project_id == project.id,
            FileVersion.number == ProjectFile.latest,
            policy.visible_to(viewer),
        )
        .order_by(FileVersion.uploaded_at.desc(), FileVersion.id.desc())
    )
    return [_file_row(row) for row in rows]


def files_named(project: Project, keys: Collection[str], *, viewer: Person) -> list[ProjectFile]:
    """Those of the project's files that the viewer may read, and that nobody has taken away."""
    if not keys:
        return []
    wanted = ProjectFile.project_id == project.id, ProjectFile.key.in_(keys), ProjectFile.removed_at.is_(None)
    found = select(ProjectFile).where(*wanted, policy.visible_to(viewer)).order_by(ProjectFile.id)
    return list(db.session.scalars(found))


def same_as(project: Project, arrived: Arrived) -> ProjectFile | None:
    """The project's file that is just this one by now, bytes and name, or None."""
    same = FileVersion.sha256 == arrived.sha256, FileVersion.name == arrived.name
    newest = FileVersion.number == ProjectFile.latest, ProjectFile.project_id == project.id
    found = select(ProjectFile).join(FileVersion, FileVersion.file_id == ProjectFile.id)
    return db.session.scalars(found.where(*same, *newest).order_by(ProjectFile.id)).first()


def list_removed(project: Project) -> list[Removed]:
    """What was taken away, the latest first."""
    rows = db.session.execute(
        select(ProjectFile.name, ProjectFile.removed_at, Person.name.label("by"), ProjectFile.removed_why)
        .outerjoin(ProjectFile.removed_by)
        .where(ProjectFile.project_id == project.id, ProjectFile.removed_at.is_not(None))
        .order_by(ProjectFile.removed_at.desc(), ProjectFile.id.desc())
    )
    return [Removed(name, at, by, why) for name, at, by, why in rows if at is not None]


def versions_of(file: ProjectFile, *, inside: bool) -> list[FileRow]:
    """Every version of a file, the newest first. `inside`: for the team, also what is withheld."""
    statement = _rows().where(FileVersion.file_id == file.id).order_by(FileVersion.number.desc())
    rows = [row for row in db.session.execute(statement) if inside or not row.is_withheld]
    consents = _consents([row.id for row in rows])
    return [_file_row(row, consents[row.id]) for row in rows]


def pictures_of(project: Project, *, viewer: Person, keys: Collection[str] | None = None) -> list[FileRow]:
    """The project's pictures that can be put into its plan: none that is withheld. `keys`: these alone."""
    statement = _rows().where(
        ProjectFile.project_id == project.id,
        FileVersion.number == ProjectFile.latest,
        FileVersion.picture_id.is_not(None),
        policy.visible_to(viewer),
        ~policy.withheld(),
    )
    if keys is not None:
        statement = statement.where(ProjectFile.key.in_(keys))
    rows = db.session.execute(statement.order_by(FileVersion.uploaded_at.desc(), FileVersion.id.desc()))
    return [_file_row(row) for row in rows]


def files_of_pictures(project: Project, keys: Collection[str]) -> dict[str, str]:
    """SHA-256 of the largest width, by key, of those that everybody in the programme may see."""
    rows = db.session.execute(
        select(ProjectFile.key, FileVersion.sha256)
        .join(FileVersion.file)
        .where(
            ProjectFile.project_id == project.id,
            ProjectFile.key.in_(keys),
            ProjectFile.readers == Readers.PROGRAMME,
            FileVersion.number == ProjectFile.latest,
            FileVersion.picture_id.is_not(None),
            ~policy.withheld(),
        )
    )
    return {row.key: row.sha256 for row in rows}


def bytes_of_team(team_id: int) -> int:
    """How many bytes all versions of all files of a team's projects have together."""
    total = (
        select(func.coalesce(func.sum(FileVersion.size), 0))
        .join(FileVersion.file)
        .join(ProjectFile.project)
        .where(Project.team_id == team_id)
    )
    return int(db.session.scalar(total) or 0)


def _rows() -> Any:
    return (
        select(*_ROW)
        .select_from(FileVersion)
        .join(FileVersion.file)
        .outerjoin(FileVersion.by)
        .outerjoin(FileVersion.picture)
    )


def _file_row(row: Any, consents: tuple[ConsentRow, ...] = ()) -> FileRow:
    return FileRow(
        key=row.file_key,
        number=row.number,
        name=row.name,
        kind=row.kind,
        size=row.size,
        description=row.description,
        readers=row.readers,
        follows_reports=row.follows_reports,
        at=row.uploaded_at,
        by=row.by,
        reason=row.reason,
        credit=row.credit,
        picture=card(row) if row.key else None,
        is_withheld=bool(row.is_withheld),
        consents=consents,
    )


def _consents(versions: list[int]) -> dict[int, tuple[ConsentRow, ...]]:
    """The consents to versions, by version, in the order in which they were written down."""
    found: dict[int, tuple[ConsentRow, ...]] = defaultdict(tuple)
    recorder = aliased(Person)
    rows = db.session.execute(
        select(PictureConsent, recorder.name)
        .outerjoin(recorder, recorder.id == PictureConsent.recorded_by_id)
        .where(PictureConsent.version_id.in_(versions))
        .order_by(PictureConsent.id)
    )
    for consent, by in rows:
        told = tuple(Purpose(value) for value in consent.purposes)
        one = ConsentRow(consent.key, consent.who, consent.given_on, told, by, consent.withdrawn_on)
        found[consent.version_id] += (one,)
    return found
