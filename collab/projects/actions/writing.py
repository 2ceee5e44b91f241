"""Keeping what somebody types before it is saved, and noting who is at a section."""

from secrets import token_hex

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import select

from collab import clock, db, markdown
from collab.accounts.models import Person
from collab.errors import RuleViolation
from collab.programmes.models import PlanSection
from collab.projects import merging, queries
from collab.projects.models import PlanWriting, Project
from collab.text import _, number

LONGEST_DRAFT = 4 * markdown.LONGEST
"""Characters: what is typed and not to be saved yet may be longer than what can be saved."""


class DraftElsewhere(RuleViolation):
    """The person has typed something else in another window, and the two do not become one by themselves."""


class Window(Struct, frozen=True):
    """Where somebody writes: a name that no other open page has, and the state of the draft seen there."""

    name: str = ""
    seen: str = ""

    def knows(self, key: str) -> bool:
        """Whether that state of the draft was seen here, or typed here."""
        return key == self.seen or (bool(self.name) and key.startswith(f"{self.name}."))


NO_WINDOW = Window()


class Draft(Struct, frozen=True):
    """What is typed and not saved."""

    source: str
    began_with: int
    """The number of the version that it began with, 0 for none."""
    window: Window = NO_WINDOW
    reason: str = ""
    is_left: bool = False
    """Whether the page was being closed that sent it."""


def be_at(project: Project, code: str, *, by: Person, is_typing: bool = False) -> PlanWriting:
    """Note that the person is at the section now."""
    writing = _held(project, code, by)
    writing.seen_at = clock.real()
    if is_typing:
        writing.typed_at = clock.real()
    return writing


def keep_draft(project: Project, code: str, draft: Draft, *, by: Person) -> PlanWriting:
    """Keep what is typed, for nobody but them, with what they typed meanwhile in another window.

    Raises DraftElsewhere where the two do not become one, RuleViolation for more than LONGEST_DRAFT.
    """
    _demand_short(draft.source)
    writing = be_at(project, code, by=by, is_typing=True)
    is_other = writing.draft is not None and not draft.window.knows(writing.draft_key)
    if is_other:
        draft = _brought_together(project, code, draft, writing)
        _demand_short(draft.source)
    untouched = queries.text_to_write(project, queries.get_section(project, code))
    if (not draft.source.strip() or draft.source == untouched) and not draft.reason:
        _clear(writing)
        return writing
    writing.draft, writing.began_with, writing.reason = draft.source, draft.began_with, draft.reason
    writing.drafted_at, writing.draft_key = clock.now(), _fresh(None if is_other else draft.window)
    writing.is_left = draft.is_left
    return writing


def settle_draft(project: Project, code: str, source: str, *, window: Window, by: Person) -> None:
    """The person has saved `source`: their draft is done with, unless another page has it that is open still.

    What a page sent that was closed before is in its browser, which offers it where it was typed.
    """
    writing = _writing(project, code, by)
    if writing is None:
        return
    if writing.is_left or writing.draft in (None, source) or window.knows(writing.draft_key):
        db.session.delete(writing)


def leave(project: Project, code: str, *, by: Person) -> None:
    """Be at the section no longer; a draft stays."""
    writing = _writing(project, code, by)
    if writing is not None and writing.draft is None:
        db.session.delete(writing)
    elif writing is not None:
        writing.seen_at = clock.real() - queries.PRESENT


def discard(project: Project, code: str, *, by: Person) -> None:
    """Throw the draft away, and be at the section no longer."""
    writing = _writing(project, code, by)
    if writing is not None:
        db.session.delete(writing)


def _demand_short(source: str) -> None:
    if len(source) > LONGEST_DRAFT:
        raise RuleViolation(
            _("A draft can have %(most)s characters. Shorten the text.", most=number(LONGEST_DRAFT))
        )


def _fresh(window: Window | None) -> str:
    """A state of a draft. A window replaces what it typed itself, never what it has not seen."""
    return f"{window.name}.{token_hex(8)}" if window and window.name else token_hex(16)


def _clear(writing: PlanWriting) -> None:
    writing.draft, writing.drafted_at, writing.draft_key, writing.reason = None, None, "", ""
    writing.began_with, writing.is_left = 0, False


def _brought_together(project: Project, code: str, draft: Draft, other: PlanWriting) -> Draft:
    """By the version that both began with, where one does not say all that the other says already."""
    if (other.draft or "") in draft.source:
        return replace(draft, reason=draft.reason or other.reason)
    whole = None
    if other.began_with == draft.began_with:
        base = queries.begun_with(project, code, draft.began_with)
        pieces = merging.merge(base, draft.source, other.draft or "")
        whole = merging.settled(pieces)
    if whole is None:
        raise DraftElsewhere(
            _("You have typed something else here in another window or on another device. Both are kept.")
        )
    return replace(draft, source=whole, reason=draft.reason or other.reason)


def _held(project: Project, code: str, person: Person) -> PlanWriting:
    """The person's row for the section, which nobody else changes before this is done."""
    writing = _writing(project, code, person)
    if writing is None:
        db.hold(project)
        writing = _writing(project, code, person)
    if writing is not None:
        db.hold(writing)
        return writing
    section = queries.plan_section(project, code)
    writing = PlanWriting(
        project_id=project.id, section_id=section.id, person_id=person.id, seen_at=clock.real()
    )
    db.session.add(writing)
    db.session.flush()
    return writing


def _writing(project: Project, code: str, person: Person) -> PlanWriting | None:
    wanted = PlanWriting.project_id == project.id, PlanWriting.person_id == person.id
    found = select(PlanWriting).join(PlanWriting.section).where(PlanSection.code == code, *wanted)
    return db.session.scalars(found).first()
