"""Reading what a section was before, who is at it now, and versions of the plan with a name."""

from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from collab import clock, db
from collab.accounts.models import Anybody, Person, Viewer
from collab.errors import NotFound
from collab.programmes.models import PlanSection
from collab.projects import merging, policy
from collab.projects.by_goal import opening
from collab.projects.merging import Clash, Piece
from collab.projects.models import NamedPlan, PlanText, PlanVersion, PlanWriting, Project
from collab.projects.queries.plan import get_section, goals_to_tell
from collab.statements import built_once
from collab.text import Localised
from collab.together import Reading, askable, asked

PRESENT = timedelta(seconds=20)
"""Whoever was seen at a section so lately is there; a page that is open tells it every eight seconds."""


class Version(Struct, frozen=True):
    """A saved version of a section, without its text."""

    number: int
    saved_at: datetime
    by: Localised | None
    words: int
    reason: str
    restored_from: int | None
    merged_with: int | None


class Other(Struct, frozen=True):
    """Somebody else who has the section open, and whether they have typed just now."""

    name: Localised
    is_typing: bool


class Desk(Struct, frozen=True):
    """A section as somebody finds it who writes: their own draft, and who else is there."""

    draft: str | None
    began_with: int
    drafted_at: datetime | None
    others: tuple[Other, ...]
    key: str = ""
    """The state of the draft, empty for none."""
    reason: str = ""


class OwnDraft(Struct, frozen=True):
    """A section that somebody has typed in and not saved."""

    project: str
    """The project's slug."""
    title: Localised
    """The project's."""
    code: str
    section: Localised
    drafted_at: datetime
    is_overtaken: bool
    """Whether somebody has saved the section since the draft began."""
    is_own: bool
    """Whether nobody but the person themself did."""


class TwoTexts(Struct, frozen=True):
    """What somebody has typed beside what somebody else saved meanwhile."""

    pieces: list[Piece]
    theirs: PlanVersion
    """What stands now."""
    savers: list[Person]
    """Who has saved since the draft began, each once."""
    mark: str
    """Another one when either text is another one."""
    desk: Desk

    @property
    def clashes(self) -> int:
        """At how many places both changed the same words."""
        return sum(isinstance(piece, Clash) for piece in self.pieces)


def versions(project: Project, code: str) -> list[Version]:
    """The section's versions, the newest first."""
    rows = db.session.execute(*_versions(project_id=project.id, code=code))
    return [
        Version(row.number, row.saved_at, row.name, row.words, row.reason, row.restored_from, row.merged_with)
        for row in rows
    ]


@built_once
def _versions(*, project_id: Any, code: Any) -> Select[*tuple[Any, ...]]:
    told = (
        PlanVersion.number,
        PlanVersion.saved_at,
        Person.name,
        PlanVersion.words,
        PlanVersion.reason,
        PlanVersion.restored_from,
        PlanVersion.merged_with,
    )
    return (
        select(*told)
        .join(PlanVersion.text)
        .join(PlanText.section)
        .outerjoin(PlanVersion.by)
        .where(PlanText.project_id == project_id, PlanSection.code == code)
        .order_by(PlanVersion.number.desc())
    )


def get_version(project: Project, code: str, number: int) -> PlanVersion:
    """That version of the section, with its text. Raises NotFound."""
    found = find_version(project, code, number)
    if found is None:
        raise NotFound(f"{code} {number}")
    return found


def find_version(project: Project, code: str, number: int) -> PlanVersion | None:
    """That version of the section, or None."""
    return db.session.scalars(
        select(PlanVersion)
        .join(PlanVersion.text)
        .join(PlanText.section)
        .options(contains_eager(PlanVersion.text), joinedload(PlanVersion.by))
        .where(PlanText.project_id == project.id, PlanSection.code == code, PlanVersion.number == number)
    ).first()


def begun_with(project: Project, code: str, number: int) -> str:
    """The text that somebody starts from: that version, and before the first what every plan begins with."""
    if number:
        version = find_version(project, code, number)
        return version.source if version else ""
    return opening(goals_to_tell(project, get_section(project, code)))


def desk_of(person: Person, project: Project, code: str) -> Desk:
    """What the person has typed there and not saved, and who else is at the section now."""
    own, others, lately = None, [], clock.real() - PRESENT
    for writing in db.session.scalars(*_at(project_id=project.id, code=code)):
        if writing.person_id == person.id:
            own = writing
        elif writing.seen_at > lately:
            is_typing = writing.typed_at is not None and writing.typed_at > lately
            others.append(Other(writing.person.name, is_typing))
    if own is None or own.draft is None:
        return Desk(None, 0, None, tuple(others))
    return Desk(own.draft, own.began_with, own.drafted_at, tuple(others), own.draft_key, own.reason)


@askable
def drafts_of(person: Person, project: Project | None = None) -> Reading[list[OwnDraft]]:
    """What the person has typed and not saved, there or wherever they may write; the oldest first."""
    of = {} if project is None else {"project_id": project.id}
    rows = yield from asked(_unsaved(person.is_site_organiser, person_id=person.id, **of))
    return [OwnDraft(*row) for row in rows]


@built_once
def _unsaved(is_site_organiser: bool, *, person_id: Any, project_id: Any = None) -> Select[*tuple[Any, ...]]:
    person = Anybody(person_id, is_site_organiser)
    told = (
        Project.slug,
        Project.title,
        PlanSection.code,
        PlanSection.name,
        PlanWriting.drafted_at,
        (func.coalesce(PlanText.version, 0) != PlanWriting.began_with).label("is_overtaken"),
        (~_saved_by_others(person)).label("is_own"),
    )
    text = and_(PlanText.section_id == PlanSection.id, PlanText.project_id == Project.id)
    unsaved = (
        select(*told)
        .select_from(PlanWriting)
        .join(PlanWriting.project)
        .join(PlanWriting.section)
        .outerjoin(PlanText, text)
        .where(PlanWriting.person_id == person.id, PlanWriting.draft.is_not(None), policy.editable_by(person))
        .order_by(PlanWriting.drafted_at)
    )
    return unsaved if project_id is None else unsaved.where(PlanWriting.project_id == project_id)


def _saved_by_others(person: Viewer) -> ColumnElement[bool]:
    """SQL: whether anybody but the person has saved the section since the draft began."""
    by_other = PlanVersion.by_id.is_(None) | (PlanVersion.by_id != person.id)
    later = PlanVersion.text_id == PlanText.id, PlanVersion.number > PlanWriting.began_with
    return select(PlanVersion.id).where(*later, by_other).correlate(PlanText, PlanWriting).exists()


def two_texts(person: Person, project: Project, code: str) -> TwoTexts | None:
    """The person's draft and what stands now; None where they do not clash."""
    desk, latest = desk_of(person, project, code), _latest(project, code)
    if desk.draft is None or latest is None:
        return None
    base = begun_with(project, code, desk.began_with)
    pieces = merging.merge(base, desk.draft, latest.source)
    if merging.settled(pieces) is not None:
        return None
    since = savers(project, code, desk.began_with)
    return TwoTexts(pieces, latest, since, f"{desk.drafted_at} {desk.key} {latest.number}", desk)


def savers(project: Project, code: str, since: int) -> list[Person]:
    """Who has saved the section since the version of that number, each once."""
    rows = (
        select(Person)
        .join(PlanVersion, PlanVersion.by_id == Person.id)
        .join(PlanVersion.text)
        .join(PlanText.section)
        .where(PlanText.project_id == project.id, PlanSection.code == code, PlanVersion.number > since)
        .order_by(PlanVersion.number)
    )
    return list(dict.fromkeys(db.session.scalars(rows)))


def _latest(project: Project, code: str) -> PlanVersion | None:
    return db.session.scalars(
        select(PlanVersion)
        .join(PlanVersion.text)
        .join(PlanText.section)
        .options(joinedload(PlanVersion.by))
        .where(PlanText.project_id == project.id, PlanSection.code == code)
        .order_by(PlanVersion.number.desc())
    ).first()


@built_once
def _at(*, project_id: Any, code: Any) -> Select[PlanWriting]:
    return (
        select(PlanWriting)
        .join(PlanWriting.section)
        .options(joinedload(PlanWriting.person))
        .where(PlanWriting.project_id == project_id, PlanSection.code == code)
        .order_by(PlanWriting.seen_at)
    )


def named_plans(project: Project) -> list[NamedPlan]:
    """The versions of the plan that have a name, the newest first."""
    return list(
        db.session.scalars(
            select(NamedPlan)
            .options(joinedload(NamedPlan.named_by))
            .where(NamedPlan.project_id == project.id)
            .order_by(NamedPlan.named_at.desc())
        )
    )


def get_named_plan(slug: str, key: str, *, viewer: Person) -> NamedPlan:
    """A named version of the project's plan with its texts. Raises NotFound as `get_project` does."""
    found = db.session.scalars(
        select(NamedPlan)
        .join(NamedPlan.project)
        .options(
            contains_eager(NamedPlan.project),
            joinedload(NamedPlan.named_by),
            selectinload(NamedPlan.versions).joinedload(PlanVersion.text).joinedload(PlanText.section),
        )
        .where(Project.slug == slug, NamedPlan.key == key)
    ).first()
    if found is None or not policy.read_named_plan(viewer, found):
        raise NotFound(key)
    return found
