"""What comes of asking for proposals."""

from dataclasses import dataclass, field
from enum import StrEnum

from collab.proposals.judging import Cost, Judged

Bounds = tuple[int | None, int | None, int | None]
"""Largest, sum, km: what nothing can beat on each level; None below the last level proven."""
NOTHING_PROVEN: Bounds = (None, None, None)


class Status(StrEnum):
    """How far it came."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A judged division, and what was proven of it among those that differ clearly from the ones before."""

    judged: Judged
    bounds: Bounds

    @property
    def cost(self) -> Cost:
        """Largest, sum, km."""
        return self.judged.cost

    @property
    def gap(self) -> tuple[float | None, float | None, float | None]:
        """By which part of its cost each level could still be better."""
        return tuple(_gap(*pair) for pair in zip(self.cost, self.bounds, strict=True))  # type: ignore[return-value]

    @property
    def is_optimal(self) -> bool:
        """Whether nothing better exists on any level."""
        return self.bounds == self.cost


def _gap(reached: int, bound: int | None) -> float | None:
    return None if bound is None else round((reached - bound) / max(1, reached), 4)


@dataclass(frozen=True, slots=True)
class Clash:
    """One rule or fact of a set that cannot all be kept, in a sentence."""

    rule: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What would make a division possible: each change as (rule, field, value), and a sentence."""

    changes: tuple[tuple[str, str, object], ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Proposals, the best first; or why there is none."""

    status: Status
    proposals: tuple[Proposal, ...] = ()
    conflict: tuple[Clash, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    are_all: bool = False
    """Whether no other division differs clearly from those that are here."""
    bounds: Bounds = field(default=NOTHING_PROVEN)
    """Of all divisions: the first proposal's."""
