"""The sections that every plan of a programme has."""

from typing import Any

from msgspec import Struct
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from collab import db, versions
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.keys import new_key, slug_of
from collab.programmes import queries as programmes
from collab.programmes.models import PlanSection, Programme
from collab.projects.actions.overtaking import demand_same
from collab.projects.illustrations import words_in
from collab.projects.models import PlanText, PlanWriting
from collab.text import Localised, _


class Definition(Struct, frozen=True):
    """What is asked of a section. Words: how many are a good length."""

    name: Localised
    guidance: Localised
    example: Localised
    min_words: int
    max_words: int
    by_goal: bool

    @classmethod
    def of(cls, section: PlanSection) -> "Definition":
        """What is asked of it now."""
        return cls(
            section.name,
            section.guidance,
            section.example,
            section.min_words,
            section.max_words,
            section.by_goal,
        )


def add_section(programme: Programme, definition: Definition, *, by: Person) -> PlanSection:
    """Ask for one more section, after the others. Raises RuleViolation when one is called so already."""
    db.hold(programme)
    others = programmes.defined(PlanSection, programme.id)
    _demand_own_name(definition, others)
    section = PlanSection(
        programme_id=programme.id, code=_free_code(definition.name.sv, others), position=len(others)
    )
    db.session.add(section)
    _define(section, definition)
    _record(programme, by)
    return section


def define_section(
    programme: Programme, section: PlanSection, definition: Definition, *, seen: Definition, by: Person
) -> None:
    """Ask for something else than what was `seen`. What teams have written stays.

    Raises Overtaken, and RuleViolation as `add_section` does.
    """
    db.hold(programme)
    db.session.refresh(section)
    demand_same(Definition.of(section), seen)
    others = programmes.defined(PlanSection, programme.id)
    _demand_own_name(definition, [other for other in others if other.id != section.id])
    was_by_goal = section.by_goal
    _define(section, definition)
    if section.by_goal != was_by_goal:
        _count_anew(section)
    _record(programme, by, section=section.code)


def move_section(programme: Programme, section: PlanSection, steps: int, *, by: Person) -> None:
    """Let the section stand earlier (steps below 0) or later among the others."""
    db.hold(programme)
    others = [one for one in programmes.defined(PlanSection, programme.id) if one is not section]
    others.insert(max(0, section.position + steps), section)
    for position, one in enumerate(others):
        one.position = position
    _record(programme, by)


def drop_section(programme: Programme, section: PlanSection, *, by: Person) -> None:
    """Ask for the section no longer. Raises RuleViolation when somebody has written in it or about it."""
    db.hold(programme)
    visits = PlanWriting.section_id == section.id, PlanWriting.draft.is_(None)
    try:
        with db.session.begin_nested():
            db.session.execute(delete(PlanWriting).where(*visits))
            db.session.delete(section)
    except IntegrityError:
        raise RuleViolation(
            _(
                "Somebody has written in %(name)s, or about it, so the section stays and nothing is lost. "
                "You can instead move it last, give it another name, or write in its guidance that nobody "
                "needs to write there any more and set “At least so many words” to 0: then no plan lacks it.",
                name=str(section.name),
            )
        ) from None
    for position, one in enumerate(programmes.defined(PlanSection, programme.id)):
        one.position = position
    _record(programme, by)


def _count_anew(section: PlanSection) -> None:
    """Headings are words of the team only where it has written them of its own accord."""
    for text in db.session.scalars(select(PlanText).where(PlanText.section_id == section.id)):
        text.words = words_in(text.source, text.project.slug, by_goal=section.by_goal)


def _define(section: PlanSection, definition: Definition) -> None:
    section.name, section.guidance, section.example = definition.name, definition.guidance, definition.example
    section.min_words, section.max_words = definition.min_words, definition.max_words
    section.by_goal = definition.by_goal


def _demand_own_name(definition: Definition, others: list[PlanSection]) -> None:
    for said in filter(None, (definition.name.sv, definition.name.en)):
        for other in others:
            if said.casefold() in (other.name.sv.casefold(), other.name.en.casefold()):
                raise RuleViolation(
                    _("Another section is called %(name)s already. Choose another name.", name=said)
                )


def _free_code(name: str, others: list[PlanSection]) -> str:
    wish, taken = slug_of(name)[:40] or new_key(), {other.code for other in others}
    return wish if wish not in taken else new_key()


def _record(programme: Programme, by: Person, **detail: Any) -> None:
    activity.record(Verb.PLAN_DEFINED, programme, by=by, **detail)
    versions.bump()  # what is remembered of a programme's definitions holds while nothing public changes
