"""What a project still owes before facilitators can review it: values in, values out, no database."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from collab.teams.composition import Composition, Judgement
from collab.text import Localised

LONGEST_PROMISE = 140
"""Characters in each language: a promise is one sentence."""


class Matter(StrEnum):
    """What is looked at."""

    PROMISE = "promise"
    SECTION = "section"
    MILESTONES = "milestones"
    OWNER = "owner"
    TEAM = "team"


class Missing(Struct, frozen=True):
    """One thing that is owed. Templates word it and link to where it can be put right."""

    matter: Matter
    code: str = ""
    """Of a section its code, of an owner the milestone's key."""
    name: Localised | str = ""
    actual: int = 0
    wanted: int = 0
    judgement: Judgement | None = None
    """Of the team: the rule that it does not meet."""


class Met(Struct, frozen=True):
    """One thing that is in place, with how many of it there are."""

    matter: Matter
    count: int = 0


class Written(Struct, frozen=True):
    """A section of the plan: how many words it has and how many it needs."""

    code: str
    name: Localised
    words: int
    wanted: int


class Dated(Struct, frozen=True):
    """A milestone, and whether somebody owns it or it is done already."""

    key: str
    title: str
    is_cared_for: bool


class Readiness(Struct, frozen=True):
    """What is owed and what is in place."""

    missing: tuple[Missing, ...]
    met: tuple[Met, ...]


def look(
    promise: Localised, sections: Sequence[Written], milestones: Sequence[Dated], team: Composition
) -> Readiness:
    """Look at a project's promise, plan, milestones and team."""
    looked = {
        Matter.PROMISE: (_promise(promise), 1),
        Matter.SECTION: (_sections(sections), len(sections)),
        Matter.MILESTONES: ([] if milestones else [Missing(Matter.MILESTONES)], 0),
        Matter.OWNER: (_owners(milestones), len(milestones)),
        Matter.TEAM: ([Missing(Matter.TEAM, judgement=j) for j in team.unmet], 0),
    }
    return Readiness(
        missing=tuple(m for owed, _ in looked.values() for m in owed),
        met=tuple(
            Met(matter, count)
            for matter, (owed, count) in looked.items()
            if not owed and (count or matter is Matter.TEAM)
        ),
    )


def _promise(promise: Localised) -> list[Missing]:
    longest = max(len(promise.sv), len(promise.en))
    if 0 < longest <= LONGEST_PROMISE:
        return []
    return [Missing(Matter.PROMISE, actual=longest, wanted=LONGEST_PROMISE)]


def _sections(sections: Sequence[Written]) -> list[Missing]:
    return [
        Missing(Matter.SECTION, s.code, s.name, s.words, s.wanted) for s in sections if s.words < s.wanted
    ]


def _owners(milestones: Sequence[Dated]) -> list[Missing]:
    return [Missing(Matter.OWNER, m.key, m.title) for m in milestones if not m.is_cared_for]
