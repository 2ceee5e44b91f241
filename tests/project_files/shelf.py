"""Files and pictures of a project, put there without a browser."""

from datetime import date
from io import BytesIO

from sqlalchemy import select

from collab import db
from collab.accounts.models import Person
from collab.files import serving
from collab.files.actions import Description
from collab.files.store import KeptPicture
from collab.project_files import actions, names, recognising
from collab.project_files.actions import Agreement, Said, Shown
from collab.project_files.arrived import Arrived
from collab.project_files.kinds import Kind
from collab.project_files.models import FileVersion, PictureConsent, ProjectFile, Purpose, Readers
from collab.projects.models import Project

AGREEMENT = Agreement("Två besökare", date(2017, 5, 2), (Purpose.PLAN, Purpose.WEB))
WALL = Description("A wall", caption="The wall in the waiting room")


def arrived(data: bytes = b"Who opens which door.\n", name: str = "doors.txt") -> Arrived:
    """A file as it is kept when it has come."""
    stream = BytesIO(data)
    kind = recognising.recognise(stream, name)
    return Arrived(names.cleaned(name, kind), kind, len(data), serving.store().keep_stream(stream))


def a_file(project: Project, by: Person, readers: Readers = Readers.PROGRAMME) -> ProjectFile:
    """A text that the project has."""
    file = actions.add_file(project, arrived(), Said("Who opens what", readers), by=by)
    db.session.flush()
    return file


def a_picture(
    project: Project, by: Person, kept: KeptPicture, agreement: Agreement | None = AGREEMENT
) -> ProjectFile:
    """A picture that the project has, with somebody in it who has agreed."""
    widest = max(kept.variants)
    came = Arrived("wall.webp", Kind.PICTURE, 1000, kept.variants[widest], kept)
    shown = Shown(WALL, "Kulturchef, Kristianstad", agreement is not None, agreement)
    file = actions.add_file(project, came, Said("The wall", shown=shown), by=by)
    db.session.flush()
    return file


def another_picture(kept: KeptPicture) -> tuple[Arrived, Said]:
    """A picture that nobody can be recognised in."""
    came = Arrived("empty.webp", Kind.PICTURE, 1000, kept.variants[max(kept.variants)], kept)
    return came, Said(shown=Shown(WALL))


def consent_to(file: ProjectFile) -> PictureConsent:
    """The consent to a file."""
    ours = select(PictureConsent).join(PictureConsent.version).where(FileVersion.file_id == file.id)
    return db.session.scalars(ours).one()
