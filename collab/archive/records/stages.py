"""A project's way through the stages in projects.yaml: its passages, and what its team agrees to now."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from collab.archive.marks import Code, Longest, Named, Slug, To
from collab.archive.problems import Problems
from collab.archive.shaping import Record
from collab.projects.models import Way
from collab.projects.models.passages import LONGEST_REASON
from collab.text import Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRecord(Record):
    """Somebody of the team agreed to a statement."""

    code: Code
    words: Localised | None = None
    """As they were; without them, as the programme has them."""
    at: datetime
    by: Annotated[str, To("person")] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRecord(Record):
    """What the machine said of a check."""

    code: Code
    label: Localised
    is_met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageRecord(Record):
    """The project went from one stage to another."""

    id: Annotated[Slug, Named("passage")]
    from_stage: Annotated[str, To("stage")]
    to_stage: Annotated[str, To("stage")]
    way: Way
    at: datetime
    by: Annotated[str, To("person")] | None = None
    reason: Annotated[str, Longest(LONGEST_REASON)] = ""
    checks: list[CheckedRecord] = field(default_factory=list)
    agreed: list[AgreementRecord] = field(default_factory=list)

    def judge(self, problems: Problems) -> None:
        """It leads somewhere else; who was let through or went back has a reason."""
        if self.from_stage == self.to_stage:
            problems.add(self.node["to_stage"], "The project is at this stage already.")
        if self.way in (Way.LET_THROUGH, Way.BACK) and not self.reason:
            problems.add(self.node, 'This way needs the key "reason".')
