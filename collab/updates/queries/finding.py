"""Finding updates: one by its address, those begun and not posted, what belongs to one."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, TypeVar

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, case, exists, or_, select
from sqlalchemy.orm import joinedload

from collab import clock, db
from collab.accounts.models import Anybody, Person
from collab.errors import NotFound
from collab.files import queries as files
from collab.files.models import Picture
from collab.memory import remembered
from collab.programmes import queries as programmes
from collab.programmes.models import Membership
from collab.project_files import policy as files_policy
from collab.project_files.kinds import Kind as FileKind
from collab.project_files.models import FileVersion, ProjectFile
from collab.projects import policy as projects
from collab.projects.models import Project, Status
from collab.statements import at_most, built_once, rows_of, site_time
from collab.teams.models import Team
from collab.text import Localised
from collab.together import Reading, askable, asked
from collab.updates import policy
from collab.updates.mentions import Mentioned, Quoted, beginning, handles_in
from collab.updates.models import Kind, Update, UpdatePicture, Visibility, Wording, update_file
from collab.updates.queries.cards import Author, author_of

R = TypeVar("R")
BESIDE = 3
"""How many other updates a visitor is led to."""


class Draft(Quoted, Struct, frozen=True):
    """An update that its author has begun."""

    key: str
    project_slug: str
    project_title: Localised
    html: str
    saved_at: datetime
    goes_out_at: datetime | None = None
    """None also where it is written again while it waits."""
    text: str = ""
    next_step: str = ""
    """Its words, where those about one project are asked for."""


class Beside(Quoted, Struct, frozen=True):
    """Another public update of the same project."""

    key: str
    kind: Kind
    html: str
    posted_at: datetime
    is_out: bool


class NextStep(Struct, frozen=True):
    """What a team wrote that it would do, and by when."""

    text: str
    due_on: date


class FileLine(Struct, frozen=True):
    """A file that an update goes with, as it is now."""

    key: str
    name: str
    kind: FileKind
    size: int
    follows_reports: bool
    """Whether it is read by whoever may read a report that it stands at."""


def get_update(key: str, *, viewer: Person | None) -> Update:
    """The update of that key. Raises NotFound for a key nobody has and for what the viewer may not read."""
    found = db.session.scalars(
        select(Update)
        .options(
            joinedload(Update.project).joinedload(Project.team),
            joinedload(Update.project).joinedload(Project.programme),
        )
        .where(Update.key == key)
    ).first()
    if found is None or not policy.read(viewer, found):
        raise NotFound(key)
    return found


@remembered
def written_with(form_key: str, project: Project, *, by: Person) -> Update | None:
    """The update that this person's form has begun or posted, or None."""
    return db.session.scalars(
        select(Update).where(
            Update.project_id == project.id, Update.author_id == by.id, Update.form_key == form_key
        )
    ).first()


def latest_status(project: Project) -> Status | None:
    """What the newest update that the programme can read says of it; None where none says anything.

    What was said to the team alone is not seen beside the project's name by everybody.
    """
    said = rows_of(*_posted(project_id=project.id))
    return said[0].status if said else None


@built_once
def _posted(*, project_id: Any) -> Select[Status | None]:
    for_all = _is_report(), Update.visibility != Visibility.TEAM
    return _newest(select(Update.status).where(*for_all), project_id)


def has_reported(project: Project) -> bool:
    """Whether the project ever said how it goes, to whomever: also where that is not to be read any more."""
    theirs = Update.project_id == project.id, Update.posted_at.is_not(None)
    reworded = exists().where(Wording.update_id == Update.id, Wording.status.is_not(None))
    reports = select(Update.id).where(*theirs, or_(_is_report(), reworded))
    return db.session.scalars(reports.limit(at_most(1))).first() is not None


def latest_of(project: Project) -> Update | None:
    """The project's newest update that others can see, whoever may read it."""
    return db.session.scalars(_newest(select(Update), project.id)).first()


def latest_report_of(project: Project) -> Update | None:
    """The newest of those that say how the project goes: a question says nothing of it."""
    return db.session.scalars(_newest(select(Update).where(_is_report()), project.id)).first()


def _is_report() -> ColumnElement[bool]:
    """SQL: whether an update says how the project goes."""
    return Update.status.is_not(None)


@askable
def due_steps(project: Project, until: date) -> Reading[list[NextStep]]:
    """What the newest report said would be done by that day: an update carries on from the same one."""
    rows = yield from asked(_due(project_id=project.id, until=until))
    return [NextStep(*row) for row in rows]


@built_once
def _due(*, project_id: Any, until: Any) -> Select[*tuple[Any, ...]]:
    newest = _newest(select(Update.id).where(_is_report()), project_id).scalar_subquery()
    step = select(Update.next_step, Update.next_step_due_on)
    return step.where(Update.id == newest, Update.next_step_due_on <= until)


def _newest(wanted: Select[R], project_id: Any) -> Select[R]:
    seen = wanted.where(Update.project_id == project_id, policy.posted())
    return seen.order_by(Update.posted_at.desc(), Update.id.desc()).limit(at_most(1))


def drafts_of(person: Person, project: Project) -> list[Draft]:
    """What the person has begun about the project and not posted, the latest first, in one statement."""
    begun = _begun(author_id=person.id, project_id=project.id)
    return [Draft(*row) for row in rows_of(*begun)]


@askable
def drafts_waiting_for(person: Person) -> Reading[list[Draft]]:
    """What the person has begun, not posted, and may still post, the latest first, in one statement."""
    rows = yield from asked(_begun(author_id=person.id))
    return [Draft(*row) for row in rows if row.goes_out_at is None]


@built_once
def _begun(*, author_id: Any, project_id: Any = None) -> Select[*tuple[Any, ...]]:
    """About a project, else about all in which the author may write."""
    author = Anybody(author_id, is_site_organiser=False)
    among = projects.editable_by(author) if project_id is None else Update.project_id == project_id
    begun = Update.author_id == author_id, Update.posted_at.is_(None), Update.withdrawn_at.is_(None)
    goes_out_at = case((Update.reopened_at.is_(None), Update.goes_out_at)).label("goes_out_at")
    words = () if project_id is None else (Update.text, Update.next_step)
    told = Update.key, Project.slug, Project.title, beginning(Update.html), Update.saved_at, goes_out_at
    return (
        select(*told, *words)
        .join(Update.project)
        .where(*begun, among)
        .order_by(Update.saved_at.desc(), Update.id.desc())
    )


@askable
def public_beside(update: Update) -> Reading[list[Beside]]:
    """The project's newest other public updates, and after them the next one to come, in one statement."""
    rows = yield from asked(_beside(project_id=update.project_id, update_id=update.id))
    return [Beside(*row) for row in rows]


@built_once
def _beside(*, project_id: Any, update_id: Any) -> Select[*tuple[Any, ...]]:
    public = Update.visibility == Visibility.PUBLIC, Update.withdrawn_at.is_(None), Update.id != update_id
    told = select(Update.id).where(Update.project_id == project_id, *public)
    out = told.where(policy.posted()).order_by(Update.posted_at.desc(), Update.id.desc())
    to_come = told.where(Update.posted_at > site_time()).order_by(Update.posted_at, Update.id)
    is_out = Update.posted_at <= site_time()
    return (
        select(Update.key, Update.kind, beginning(Update.html), Update.posted_at, is_out)
        .where(or_(Update.id.in_(out.limit(at_most(BESIDE))), Update.id.in_(to_come.limit(at_most(1)))))
        .order_by(is_out.desc(), Update.posted_at.desc(), Update.id.desc())
    )


def next_due() -> Update | None:
    """An update whose time to go out has come, held for whoever asks, or None."""
    due = Update.goes_out_at <= clock.now(), Update.posted_at.is_(None)
    return db.session.scalars(
        select(Update)
        .where(*due)
        .order_by(Update.goes_out_at, Update.id)
        .limit(at_most(1))
        .with_for_update(skip_locked=True, of=Update)
    ).first()


def get_picture(update: Update, key: str) -> Picture:
    """A picture of the update. Raises NotFound for another one's."""
    found = db.session.scalars(
        select(Picture)
        .join(UpdatePicture, UpdatePicture.picture_id == Picture.id)
        .where(UpdatePicture.update_id == update.id, Picture.key == key)
    ).first()
    if found is None:
        raise NotFound(key)
    return found


def files_of(update: Update, viewer: Person) -> list[FileLine]:
    """The files that the update goes with and the viewer may read: the name of no other is told."""
    rows = db.session.execute(
        select(
            ProjectFile.key, FileVersion.name, FileVersion.kind, FileVersion.size, ProjectFile.follows_reports
        )
        .join(update_file, update_file.c.file_id == ProjectFile.id)
        .join(FileVersion, FileVersion.file_id == ProjectFile.id)
        .where(
            update_file.c.update_id == update.id,
            FileVersion.number == ProjectFile.latest,
            files_policy.visible_to(viewer),
        )
        .order_by(ProjectFile.id)
    )
    return [FileLine(*row) for row in rows]


def pictures_for(keys: Collection[str], update: Update | None, *, by: Person) -> dict[str, Picture]:
    """Those of the pictures that the person may put into the update: own loose ones, and the update's."""
    theirs = {p.picture.key: p.picture for p in update.pictures} if update is not None else {}
    loose = {p.key: p for p in files.loose_among(list(keys), by=by)}
    return {key: picture for key, picture in (theirs | loose).items() if key in keys}


def writer(person: Person, project: Project) -> Author | None:
    """How pages show the person as one who writes about the project."""
    held = programmes.membership_of(person, project.programme_id)
    sector = held.sector.code if held and held.sector else None
    return author_of(person.name, held.organisation.short_name if held else None, sector)


def mentioned(text: str, programme_id: int) -> Mentioned:
    """Whom of the programme a text mentions. A handle that a person and a team have is the person's."""
    handles = handles_in(text)
    people = _names_of(handles, programme_id) if handles else {}
    others = handles - people.keys()
    return Mentioned(people, _team_names_of(others, programme_id) if others else {})


def _team_names_of(slugs: Collection[str], programme_id: int) -> dict[str, str]:
    rows = db.session.execute(
        select(Team.slug, Team.name).where(Team.slug.in_(slugs), Team.programme_id == programme_id)
    )
    return {row.slug: row.name for row in rows}


def _names_of(handles: Collection[str], programme_id: int) -> dict[str, str]:
    rows = db.session.execute(
        select(Person.handle, Person.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(Person.handle.in_(handles), Membership.programme_id == programme_id)
    )
    return {handle: name.said("sv") for handle, name in rows}
