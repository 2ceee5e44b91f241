"""programme.yaml, how teams work: team rules, stages with their checks, plan sections."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from collab.archive.marks import Between, Code, Count, Named, Slug, To
from collab.archive.problems import Problems
from collab.archive.shaping import Record
from collab.archive.source import Node
from collab.reviews.models import Severity
from collab.stages import kinds
from collab.stages.kinds import CheckKind
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
    weight: Annotated[int, Between(1, composition.HEAVIEST)] | None = None
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
    """All rules, until when teams form, and whether a person is in at most one team."""

    demonstration: bool = False
    forming_ends_on: date | None = None
    one_team_each: bool = True
    rules: list[TeamRuleRecord]


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
        """It has the keys of its kind, and they make sense."""
        for key, sentence in kinds.faults(self.kind, {key: self.node[key].value for key in self.node.value}):
            problems.add(self.node[key] if key else self.node, sentence)


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
    occasion: Slug | None = None
    """What its gate leads to: an occasion's slug, or `conference`."""
    description: Localised
    checks: list[CheckRecord] = field(default_factory=list)
    statements: list[StatementRecord] = field(default_factory=list)

    def judge(self, problems: Problems) -> None:
        """No two of its checks and statements have one code: what a team agrees to is kept by it."""
        seen: set[str] = set()
        for code, node in self._asked():
            if code in seen:
                problems.add(node["code"], f'"{code}" is already used in this stage.')
            seen.add(code)

    @property
    def codes(self) -> frozenset[str]:
        """Of everything that its gate asks for."""
        return frozenset(code for code, _ in self._asked())

    def _asked(self) -> list[tuple[str, Node]]:
        return [(c.code, c.node) for c in self.checks] + [(s.code, s.node) for s in self.statements]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRecord(Record):
    """A section of every plan, in their order."""

    code: Annotated[Code, Named("section"), Named("judged")]
    demonstration: bool = False
    min_words: Count
    max_words: Count
    by_goal: bool = False
    name: Localised
    guidance: Localised
    example: Localised | None = None

    def judge(self, problems: Problems) -> None:
        """At least is not above at most."""
        if self.min_words > self.max_words:
            problems.add(self.node["max_words"], f"At most {self.max_words} is below {self.min_words}.")
