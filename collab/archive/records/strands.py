"""Strands of work in projects.yaml with their moves; milestones that were moved or given up."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated

from collab.archive.marks import Between, Longest, Named, Slug, To
from collab.archive.problems import Problems
from collab.archive.shaping import Record
from collab.projects.actions import MOST_OPEN
from collab.projects.hill import END
from collab.projects.models.plan import LONGEST_WHY
from collab.projects.models.strands import LONGEST_NOTE, LONGEST_STRAND


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenUpRecord(Record):
    """When a milestone was given up, and why."""

    on: date
    why: Annotated[str, Longest(LONGEST_WHY)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipRecord(Record):
    """A milestone was moved to another day."""

    start: date
    to: date
    at: datetime
    by: Annotated[str, To("person")] | None = None
    why: Annotated[str, Longest(LONGEST_WHY)]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRecord(Record):
    """A strand was moved along the hill."""

    start: Annotated[int, Between(0, END)]
    to: Annotated[int, Between(0, END)]
    at: datetime
    by: Annotated[str, To("person")] | None = None
    organisation: Annotated[str, To("organisation")] | None = None
    """Where whoever moved it came from."""
    note: Annotated[str, Longest(LONGEST_NOTE)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StrandRecord(Record):
    """A strand of work. It has reached where its last move led."""

    id: Annotated[Slug, Named("strand of work")]
    name: Annotated[str, Longest(LONGEST_STRAND)]
    opened_on: date
    closed_on: date | None = None
    moves: list[MoveRecord] = field(default_factory=list)

    def judge(self, problems: Problems) -> None:
        """Each move begins where the one before ended."""
        at = 0
        for move in self.moves:
            if move.start != at:
                problems.add(
                    move.node, f"The strand was at {at} then. Each move begins where the last ended."
                )
            at = move.to

    @property
    def reached(self) -> int:
        """Along the hill, 0 to 100."""
        return self.moves[-1].to if self.moves else 0


def judge_strands(strands: list[StrandRecord], problems: Problems) -> None:
    """No more are open than a team may have."""
    open_ones = [strand for strand in strands if strand.closed_on is None]
    if len(open_ones) > MOST_OPEN:
        problems.add(open_ones[MOST_OPEN].node, f"At most {MOST_OPEN} strands of work are open at a time.")
