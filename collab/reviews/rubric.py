"""What a review owes before it can be handed in, how far it has come, and the order of its points."""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import Protocol, TypeVar

from msgspec import Struct


class Severity(StrEnum):
    """How much a point weighs, heaviest first."""

    MUST = "must"
    SHOULD = "should"
    IDEA = "idea"


class Owed(StrEnum):
    """What a review can lack."""

    LEVEL = "level"
    RECOMMENDATION = "recommendation"
    SUMMARY = "summary"


class Gap(Struct, frozen=True):
    """One thing that a review lacks; a level names its criterion."""

    what: Owed
    criterion: str = ""


class Progress(Struct, frozen=True):
    """How far a review has come: criteria that have a level, of all."""

    done: int
    total: int


class Weighed(Protocol):
    """Anything that weighs something."""

    @property
    def severity(self) -> Severity:
        """How much it weighs."""


P = TypeVar("P", bound=Weighed)

WEIGHT = {severity: index for index, severity in enumerate(Severity)}


def missing(
    criteria: Iterable[str], levels: Mapping[str, int | None], recommendation: str | None, summary: str
) -> list[Gap]:
    """What the review lacks, in the order of the page: levels, then recommendation, then summary."""
    gaps = [Gap(Owed.LEVEL, code) for code in criteria if levels.get(code) is None]
    if not recommendation:
        gaps.append(Gap(Owed.RECOMMENDATION))
    if not summary.strip():
        gaps.append(Gap(Owed.SUMMARY))
    return gaps


def progress(criteria: Collection[str], levels: Mapping[str, int | None]) -> Progress:
    """How many of the criteria have a level."""
    return Progress(sum(levels.get(code) is not None for code in criteria), len(criteria))


def heaviest_first(points: Iterable[P]) -> list[P]:
    """Points as the team reads them: must, should, idea; inside each in the order they came in."""
    return sorted(points, key=lambda point: WEIGHT[point.severity])


def free_seat(taken: Collection[int], seats: int) -> int | None:
    """The lowest free seat of a table with `seats` seats numbered from 1, or None when it is full."""
    return next((seat for seat in range(1, seats + 1) if seat not in taken), None)
