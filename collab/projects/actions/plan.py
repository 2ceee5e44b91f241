"""The sections of a plan: saved as versions, merged where two wrote at once, restored, named."""

from msgspec import Struct
from sqlalchemy import select

from collab import clock, db, markdown
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.projects import illustrations, merging, queries
from collab.projects.actions.overtaking import Overtaken
from collab.projects.actions.writing import NO_WINDOW, Window, settle_draft
from collab.projects.models import NamedPlan, PlanText, PlanVersion, Project
from collab.text import _, number


class Clashing(RuleViolation):
    """Somebody else changed the same words meanwhile: nothing is saved before a person has chosen."""


class Writing(Struct, frozen=True):
    """What somebody wants to save."""

    source: str
    seen: int
    """The number of the version that they began with, 0 for none."""
    reason: str = ""
    window: Window = NO_WINDOW


def write_section(project: Project, code: str, writing: Writing, *, by: Person) -> PlanVersion | None:
    """Save a section of the plan as a new version, with what somebody else saved meanwhile merged into it.

    None when it says what is saved already. Raises Clashing where both changed the same words, RuleViolation
    when the two are too long together.
    """
    db.hold(project)
    text = _text(project, code)
    settle_draft(project, code, writing.source, window=writing.window, by=by)
    source, merged_with = writing.source, None
    if text.version != writing.seen:
        source, merged_with = _merged(text, writing), text.version
    _demand_room(source)
    if text.version and source == text.source:
        return None
    made = _save(text, source, by=by)
    made.reason, made.merged_with = writing.reason, merged_with
    return made


def restore(version: PlanVersion, *, by: Person, seen: int | None = None) -> PlanVersion | None:
    """Save the text of an earlier version again, as a new one. None when the section says that already.

    `seen`: the number of the version that stood when the person decided. Raises Overtaken for another one.
    """
    db.hold(version.text.project)
    text = version.text
    db.session.refresh(text)
    if text.source == version.source:
        return None
    if seen not in (None, text.version):
        raise Overtaken(
            _("The section was saved anew meanwhile. Look at it, then let the version stand again.")
        )
    made = _save(text, version.source, by=by)
    made.restored_from = version.number
    return made


def name_plan(project: Project, name: str, *, by: Person) -> NamedPlan:
    """Give the plan as it is now a name. Raises RuleViolation when it is empty or the name taken."""
    db.hold(project)
    texts = select(PlanText).where(PlanText.project_id == project.id, PlanText.version > 0)
    versions = [keep_version(text) for text in db.session.scalars(texts)]
    if not versions:
        raise RuleViolation(_("Nothing is written in the plan yet."))
    taken = select(NamedPlan.id).where(NamedPlan.project_id == project.id, NamedPlan.name == name)
    if db.session.scalar(taken) is not None:
        raise RuleViolation(_("A version of the plan has that name already. Choose another name."))
    headings = [
        {"code": section.code, "name": {"sv": section.name.sv, "en": section.name.en}}
        for section in queries.sections(project)
    ]
    named = NamedPlan(project=project, name=name, named_by=by, versions=versions, headings=headings)
    db.session.add(named)
    activity.record(Verb.PLAN_NAMED, named, by=by)
    return named


def keep_version(text: PlanText) -> PlanVersion:
    """The version that the section is now; it is made where whoever wrote it kept none."""
    kept = _version(text, text.version)
    if kept is None:
        kept = PlanVersion(
            text=text,
            number=text.version,
            source=text.source,
            html=text.html,
            words=text.words,
            saved_at=text.edited_at,
            by=text.edited_by,
        )
        db.session.add(kept)
    return kept


def _text(project: Project, code: str) -> PlanText:
    section = queries.plan_section(project, code)
    text = db.session.scalars(
        select(PlanText)
        .where(PlanText.project_id == project.id, PlanText.section_id == section.id)
        .execution_options(populate_existing=True)
    ).first()
    if text is None:
        text = PlanText(project=project, section=section, version=0)
        db.session.add(text)
        db.session.flush()
    return text


def _version(text: PlanText, number: int) -> PlanVersion | None:
    wanted = PlanVersion.text_id == text.id, PlanVersion.number == number
    return db.session.scalars(select(PlanVersion).where(*wanted)).first()


def _merged(text: PlanText, writing: Writing) -> str:
    base = queries.begun_with(text.project, text.section.code, writing.seen)
    pieces = merging.merge(base, writing.source, text.source)
    whole = merging.settled(pieces)
    if whole is None:
        raise Clashing(_("Somebody else changed the same words while you wrote. Choose what is to stand."))
    return whole


def _demand_room(source: str) -> None:
    if len(source) > markdown.LONGEST:
        raise RuleViolation(
            _(
                "The section would have %(count)s characters, with what somebody else saved meanwhile. "
                "It can have %(most)s. Shorten the text and save again; it is kept here.",
                count=number(len(source)),
                most=number(markdown.LONGEST),
            )
        )


def _save(text: PlanText, source: str, *, by: Person) -> PlanVersion:
    if text.version:
        keep_version(text)
    text.source, text.html = source, _rendered(text, source)
    text.words = illustrations.words_in(source, text.project.slug, by_goal=text.section.by_goal)
    text.version += 1
    text.edited_at, text.edited_by = clock.now(), by
    activity.record(Verb.PLAN_EDITED, text, by=by, section=text.section.code)
    return keep_version(text)


def _rendered(text: PlanText, source: str) -> str:
    return markdown.render(source, pictures=illustrations.address_of(text.project.slug))
