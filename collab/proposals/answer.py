"""What comes of asking for proposals."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from collab.proposals.judging import Cost, Judged
from collab.text import Localised

Bounds = tuple[int | None, int | None, int | None]
"""Largest, sum, km: what nothing can beat on each level; None below the last level proven."""
NOTHING_PROVEN: Bounds = (None, None, None)


class Status(StrEnum):
    """How far it came."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    STOPPED = "stopped"


class CutOff(StrEnum):
    """What ended the looking before it was done."""

    STOP = "stop"
    """The seconds were over, or somebody asked to stop."""
    EFFORT = "effort"
    """The limit of steps, which is the same every time."""


class Proposal(Struct, frozen=True):
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


def proven_by(bounds: Bounds, made: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """The proposals with what `bounds` prove: one that costs as little as nothing can beat is optimal."""
    return tuple(replace(one, bounds=bounds) if one.cost == bounds else one for one in made)


def _gap(reached: int, bound: int | None) -> float | None:
    return None if bound is None else round((reached - bound) / max(1, reached), 4)


class Clash(Struct, frozen=True):
    """One rule or fact of a set that cannot all be kept, in a sentence."""

    rule: str
    sentence: Localised


class Relaxation(Struct, frozen=True):
    """What would make a division possible: each change as (rule, field, value), and a sentence."""

    changes: tuple[tuple[str, str, object], ...]
    sentence: Localised


class Answer(Struct, frozen=True):
    """Proposals, the best first; or why there is none."""

    status: Status
    proposals: tuple[Proposal, ...] = ()
    conflict: tuple[Clash, ...] = ()
    further: tuple[tuple[Clash, ...], ...] = ()
    """What clashes besides: sets that share nothing with the conflict or with one another."""
    is_each_enough: bool = False
    """Whether there is a division as soon as any one of the conflict is given up."""
    relaxations: tuple[Relaxation, ...] = ()
    are_all: bool = False
    """Whether no other division differs clearly from those that are here."""
    bounds: Bounds = field(default=NOTHING_PROVEN)
    """Of all divisions: the first proposal's."""
    cut_off: CutOff | None = None
    """Why it was not looked to the end, for the proposals that are here or for further ones."""
