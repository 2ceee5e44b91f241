"""programme.yaml, how teams work: team rules, stages with their checks, plan sections."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from collab.archive.marks import Between, Code, Count, Named, To
from collab.archive.problems import Problems
from collab.archive.shaping import Record
from collab.reviews.models import Severity
from collab.teams import composition
from collab.teams.composition import RuleKind
from collab.text import Localised
from collab.updates.models import Kind


class Strength(StrEnum):
    """Whether a team must or should keep a rule."""

    HARD = "hard"
    ADVISORY = "advisory"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRuleRecord(Record):
    """One rule for how teams are composed."""

    rule: RuleKind
    min: Count | None = None
    max: Count | None = None
    sectors: list[Annotated[str, To("sector")]] | None = None
    max_km: Count | None = None
    strength: Strength
    weight: Annotated[int, Between(1, 1_000_000)] | None = None
    label: Localised

    @property
    def settings(self) -> dict[str, Any]:
        """What is set."""
        given = {"min": self.min, "max": self.max, "sectors": self.sectors, "max_km": self.max_km}
        return {key: value for key, value in given.items() if value is not None}

    def judge(self, problems: Problems) -> None:
        """The rule is one that can be judged, and only what may be missed has a weight."""
        if self.weight is not None and self.strength is Strength.HARD:
            problems.add(self.node["weight"], "A hard rule is never missed and takes no weight.")
        try:
            composition.rule(self.rule.value, self.settings, is_hard=True)
        except composition.UnknownRule as no:
            problems.add(self.node, f"{no}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRulesRecord(Record):
    """All rules, and until when teams form."""

    demonstration: bool = False
    forming_ends_on: date
    rules: list[TeamRuleRecord]


class CheckKind(StrEnum):
    """What the machine can check before a stage is left."""

    PROMISE = "promise"
    SECTION_WORDS = "section_words"
    SECTIONS_COMPLETE = "sections_complete"
    TEAM_RULES = "team_rules"
    MILESTONES = "milestones"
    ANCHORING_INFORMED = "anchoring_informed"
    ANCHORING_MANDATE = "anchoring_mandate"
    REVIEW_ANSWERED = "review_answered"
    REVIEW_RECOMMENDATION = "review_recommendation"
    UPDATES = "updates"
    UPDATES_OF_KIND = "updates_of_kind"
    SHOWCASE_PUBLISHED = "showcase_published"
    SPEAKER_NAMED = "speaker_named"
    INTERESTS_ANSWERED = "interests_answered"
    OWNER_NAMED = "owner_named"


NEEDS = {
    CheckKind.PROMISE: {"max_characters"},
    CheckKind.SECTION_WORDS: {"section", "min"},
    CheckKind.MILESTONES: {"min"},
    CheckKind.REVIEW_ANSWERED: {"round", "severity"},
    CheckKind.REVIEW_RECOMMENDATION: {"round", "recommendation"},
    CheckKind.UPDATES: {"min"},
    CheckKind.UPDATES_OF_KIND: {"of_kind", "min"},
}
"""The keys that a kind of check needs beyond code, kind and label; it takes no others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRecord(Record):
    """A check."""

    code: Code
    kind: CheckKind
    label: Localised
    max_characters: Count | None = None
    min: Count | None = None
    section: Annotated[str, To("section")] | None = None
    round: Annotated[str, To("round")] | None = None
    severity: Severity | None = None
    recommendation: Annotated[str, To("recommendation")] | None = None
    of_kind: Kind | None = None

    def judge(self, problems: Problems) -> None:
        """It has the keys of its kind."""
        given = set(self.node.value) - {"code", "kind", "label"}
        needed = NEEDS.get(self.kind, set())
        for key in sorted(needed - given):
            problems.add(self.node, f'A check of kind {self.kind} needs the key "{key}".')
        for key in sorted(given - needed):
            problems.add(self.node[key], f"A check of kind {self.kind} does not take this.")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRecord(Record):
    """What a team agrees to."""

    code: Code
    label: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRecord(Record):
    """A stage of every project, in their order."""

    code: Annotated[Code, Named("stage")]
    demonstration: bool = False
    name: Localised
    due_on: date
    description: Localised
    checks: list[CheckRecord] = field(default_factory=list)
    statements: list[StatementRecord] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRecord(Record):
    """A section of every plan, in their order."""

    code: Annotated[Code, Named("section"), Named("judged")]
    demonstration: bool = False
    min_words: Count
    max_words: Count
    name: Localised
    guidance: Localised

    def judge(self, problems: Problems) -> None:
        """At least is not above at most."""
        if self.min_words > self.max_words:
            problems.add(self.node["max_words"], f"At most {self.max_words} is below {self.min_words}.")
