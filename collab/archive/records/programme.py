"""programme.yaml: the programme itself, who takes part, and what it defines."""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from collab.archive.marks import Between, Code, Count, CountyCode, Longest, MunicipalityCode, Named, Slug, To
from collab.archive.problems import Problems
from collab.archive.records.head import Head
from collab.archive.records.occasions import OccasionRecord
from collab.archive.records.reviewing import RecommendationsRecord, RoundRecord, RubricRecord
from collab.archive.records.work import SectionRecord, StageRecord, TeamRulesRecord
from collab.archive.shaping import UNKNOWN, Record
from collab.programmes.models import OrganisationKind, Part, ProgrammeState
from collab.text import Localised
from collab.updates.rhythm import EVERY


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyRecord(Record):
    """A county whose municipalities are invited, and how many they are."""

    code: CountyCode
    name: Localised
    municipalities: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class RhythmRecord(Record):
    """How often projects are to write, on which mornings (0: Mondays') teams are reminded, and of what."""

    weeks: Annotated[int, Between(0, 4)]
    """0: nobody is reminded."""
    weekday: Annotated[int, Between(0, 6)] = 0
    prompt: Localised = UNKNOWN

    def judge(self, problems: Problems) -> None:
        """Pages offer these."""
        if self.weeks not in (0, *EVERY):
            problems.add(
                self.node["weeks"], "Projects write every so many weeks: 1, 2 or 4 (0: nobody is reminded)."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRecord(Record):
    """The programme."""

    slug: Annotated[Slug, Named("programme")]
    state: ProgrammeState = ProgrammeState.ACTIVE
    demonstration: bool = False
    name: Localised
    tagline: Localised = UNKNOWN
    kind: Localised
    years: list[Annotated[int, Between(1990, 2200)]]
    seats: Count = 0
    """0 where nobody knows."""
    summary: Localised
    how_content_is_made: Localised = UNKNOWN
    academic_home: Localised = UNKNOWN
    counties: list[CountyRecord]
    rhythm: RhythmRecord | None = None

    def judge(self, problems: Problems) -> None:
        """It has a first and a last year."""
        if len(self.years) != 2 or self.years[0] > self.years[1]:
            problems.add(self.node["years"], "The first and the last year are needed, like [2016, 2017].")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRecord(Record):
    """An organisation with its part. A municipality of a known county gets its facts from the geography."""

    id: Annotated[Slug, Named("organisation")]
    kind: OrganisationKind
    roles: list[Part]
    name: Localised
    short_name: Annotated[str, Longest(80)] = ""
    code: Annotated[MunicipalityCode, Named("municipality")] | None = None
    county: CountyCode | None = None
    demonstration: bool = False

    def judge(self, problems: Problems) -> None:
        """A municipality has a code and a county; nobody else has."""
        is_municipality = self.kind is OrganisationKind.MUNICIPALITY
        for key in ("code", "county"):
            if is_municipality and not self.node.has(key):
                problems.add(self.node, f'A municipality needs the key "{key}".')
            if not is_municipality and self.node.has(key):
                problems.add(self.node[key], "Only municipalities have this.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorRecord(Record):
    """A sector."""

    code: Annotated[Code, Named("sector")]
    name: Localised
    description: Localised = UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionRecord(Record):
    """Which managers a municipality has to register."""

    demonstration: bool = False
    requires_all: list[Annotated[str, To("sector")]] = field(default_factory=list)
    requires_any: list[Annotated[str, To("sector")]] = field(default_factory=list)
    rule: Localised = UNKNOWN
    offered_to: Localised = UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentRecord(Record):
    """A municipality's registration."""

    organisation: Annotated[str, To("organisation")]
    registered_on: date
    sectors: list[Annotated[str, To("sector")]]
    demonstration: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentsRecord(Record):
    """All registrations."""

    demonstration: bool = False
    closes_on: date
    items: list[EnrolmentRecord]

    def judge(self, problems: Problems) -> None:
        """Nobody registers after the last day."""
        for item in self.items:
            if item.registered_on > self.closes_on:
                problems.add(item.node["registered_on"], f"Enrolment closed on {self.closes_on}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class StrandRecord(Record):
    """A strand."""

    code: Annotated[Code, Named("strand")]
    name: Localised
    description: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRecord(Record):
    """A fact about somebody who already does it."""

    name: Localised
    text: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsRecord(Record):
    """All facts from practice."""

    demonstration: bool = False
    items: list[FactRecord]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRecord(Record):
    """How a goal is counted."""

    code: Annotated[Code, Named("indicator")]
    demonstration: bool = False
    name: Localised
    unit: Localised
    baseline: Count
    target: Count

    def judge(self, problems: Problems) -> None:
        """The target is above where one starts."""
        if self.target <= self.baseline:
            problems.add(self.node["target"], f"The target is not above the baseline of {self.baseline}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRecord(Record):
    """A goal with its indicators."""

    code: Annotated[Code, Named("goal")]
    number: Annotated[int, Between(1, 99), Named("goal number")]
    name: Localised
    description: Localised
    indicators: list[IndicatorRecord] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchRecord(Record):
    """A branch of the cultural and creative industries."""

    code: Annotated[Code, Named("branch")]
    name: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFile(Head):
    """The whole file."""

    demonstration_note: Localised | None = None
    programme: ProgrammeRecord
    organisations: list[OrganisationRecord]
    sectors: list[SectorRecord]
    admission: AdmissionRecord | None = None
    enrolments: EnrolmentsRecord | None = None
    strands: list[StrandRecord] = field(default_factory=list)
    practice_facts: FactsRecord | None = None
    goals: list[GoalRecord] = field(default_factory=list)
    branches: list[BranchRecord] = field(default_factory=list)
    team_rules: TeamRulesRecord | None = None
    stages: list[StageRecord] = field(default_factory=list)
    plan_sections: list[SectionRecord] = field(default_factory=list)
    recommendations: RecommendationsRecord | None = None
    review_rounds: list[RoundRecord] = field(default_factory=list)
    rubric: RubricRecord | None = None
    occasions: list[OccasionRecord] = field(default_factory=list)

    @property
    def is_one_team_each(self) -> bool:
        """Whether a person is in at most one team: so it is where the file does not say otherwise."""
        return self.team_rules is None or self.team_rules.one_team_each
