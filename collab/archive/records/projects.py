"""projects.yaml: development projects with plan, strands of work, milestones and anchoring."""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from collab.archive.marks import Count, Longest, Named, Slug, To
from collab.archive.problems import Problems
from collab.archive.records.head import PartHead
from collab.archive.records.pictures import SceneRecord
from collab.archive.records.plans import EditedRecord, NamedPlanRecord, VersionRecord
from collab.archive.records.shelf import FileRecord
from collab.archive.records.stages import AgreementRecord, PassageRecord
from collab.archive.records.strands import GivenUpRecord, SlipRecord, StrandRecord, judge_strands
from collab.archive.shaping import EitherLanguage, MaybeEmpty, Record
from collab.projects.models import Mandate, Status

LONGEST_PROMISE = 140


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneRecord(Record):
    """A dated step with an owner."""

    id: Annotated[Slug, Named("milestone")]
    title: Annotated[str, Longest(200)]
    due_on: date
    owner: Annotated[str, To("person")] | None = None
    strand: Annotated[str, To("strand of work")] | None = None
    begun: bool = False
    done_on: date | None = None
    given_up: GivenUpRecord | None = None
    moved: list[SlipRecord] = field(default_factory=list)

    def judge(self, problems: Problems) -> None:
        """What is given up is not done; each move goes to another day, one after the other."""
        if self.given_up is not None and self.done_on is not None:
            problems.add(self.node["given_up"], "This is done. What is done is not given up.")
        before = None
        for move in self.moved:
            if move.to == move.start or (before is not None and move.at < before.at):
                problems.add(
                    move.node, "A milestone moves to another day, and the moves stand in their order."
                )
            before = move


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateRecord(Record):
    """Who at home has decided, under which reference."""

    level: Mandate
    reference: Annotated[str, Longest(80)] = ""
    decided_on: date | None = None

    def judge(self, problems: Problems) -> None:
        """A decision has a reference and a day; where nobody decided there is neither."""
        decided = self.level is not Mandate.NONE
        for key in ("reference", "decided_on"):
            if decided and not self.node.has(key):
                problems.add(self.node, f'A decision needs the key "{key}".')
            if not decided and self.node.has(key):
                problems.add(self.node[key], "Nobody has decided, so there is nothing to refer to.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchoringRecord(Record):
    """How far the project is anchored in one municipality."""

    organisation: Annotated[str, To("organisation")]
    informed: list[str]
    mandate: MandateRecord
    hours: Count = 0
    money_sek: Count = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectRecord(Record):
    """A project. Its id is its address for ever."""

    id: Annotated[Slug, Named("project")]
    team: Annotated[str, To("team")]
    demonstration: bool | None = None
    title: EitherLanguage
    promise: EitherLanguage
    stage: Annotated[str, To("stage")]
    status: Status
    started_on: date
    branches: list[Annotated[str, To("branch")]]
    goals: list[Annotated[str, To("goal")]]
    municipalities: list[Annotated[str, To("municipality")]]
    cover: SceneRecord | None = None
    plan_edited: EditedRecord | None = None
    sections_edited: dict[Annotated[str, To("section")], EditedRecord] = field(default_factory=dict)
    """Sections that were last edited at another time than the rest."""
    plan: dict[Annotated[str, To("section")], MaybeEmpty]
    plan_versions: dict[Annotated[str, To("section")], list[VersionRecord]] = field(default_factory=dict)
    """Of sections that were saved more than once, or with a word why."""
    named_plans: list[NamedPlanRecord] = field(default_factory=list)
    strands: list[StrandRecord] = field(default_factory=list)
    milestones: list[MilestoneRecord] = field(default_factory=list)
    anchoring: list[AnchoringRecord] = field(default_factory=list)
    passages: list[PassageRecord] = field(default_factory=list)
    agreed: list[AgreementRecord] = field(default_factory=list)
    """What the team agrees to at the stage where it is."""
    files: list[FileRecord] = field(default_factory=list)

    def judge(self, problems: Problems) -> None:
        """The promise is one sentence; a plan was edited; nothing is done before the project started."""
        if max(len(self.promise.sv), len(self.promise.en)) > LONGEST_PROMISE:
            problems.add(
                self.node["promise"], f"A promise is one sentence of at most {LONGEST_PROMISE} characters."
            )
        if self.plan and self.plan_edited is None:
            problems.add(self.node, 'The key "plan_edited" is missing.')
        judge_strands(self.strands, problems)
        own = {strand.id for strand in self.strands}
        for milestone in self.milestones:
            if milestone.strand is not None and milestone.strand not in own:
                problems.add(milestone.node["strand"], "The project has no such strand of work.")
            if milestone.done_on is not None and milestone.done_on < self.started_on:
                problems.add(milestone.node["done_on"], "This was done before the project started.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectsFile(PartHead):
    """The whole file."""

    projects: list[ProjectRecord]
