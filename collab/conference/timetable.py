"""The day as a list by time: slots, what is on now, what is next, and when that changes."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from typing import Generic, Protocol, TypeVar

from msgspec import Struct


class Timed(Protocol):
    """Something that starts and ends (UTC-aware)."""

    @property
    def starts_at(self) -> datetime:
        """Its first moment."""

    @property
    def ends_at(self) -> datetime:
        """The moment after its last."""


T = TypeVar("T", bound=Timed)


class Phase(StrEnum):
    """Where a slot stands on the clock."""

    PAST = "past"
    NOW = "now"
    NEXT = "next"
    LATER = "later"


class Slot(Struct, Generic[T], frozen=True):
    """Everything that starts at one time."""

    starts_at: datetime
    ends_at: datetime
    items: list[T]
    phase: Phase


def running(items: Sequence[T], moment: datetime) -> list[T]:
    """What is on at `moment`."""
    return [item for item in items if item.starts_at <= moment < item.ends_at]


def upcoming(items: Sequence[T], moment: datetime) -> list[T]:
    """What starts next after `moment`: everything with the earliest later start."""
    starts = [item.starts_at for item in items if item.starts_at > moment]
    return [item for item in items if starts and item.starts_at == min(starts)]


def changes_at(items: Sequence[T], moment: datetime) -> datetime | None:
    """The next moment at which something starts or ends; None when the day is over."""
    edges = [edge for item in items for edge in (item.starts_at, item.ends_at) if edge > moment]
    return min(edges, default=None)


def slots(items: Sequence[T], moment: datetime) -> list[Slot[T]]:
    """The items by starting time, each slot with where it stands at `moment`. Items come ordered by start."""
    following = {item.starts_at for item in upcoming(items, moment)}
    found = []
    for start, group in groupby(items, key=lambda item: item.starts_at):
        together = list(group)
        end = max(item.ends_at for item in together)
        found.append(Slot(start, end, together, _phase(start, end, moment, following)))
    return found


def _phase(start: datetime, end: datetime, moment: datetime, following: set[datetime]) -> Phase:
    if end <= moment:
        return Phase.PAST
    if start <= moment:
        return Phase.NOW
    return Phase.NEXT if start in following else Phase.LATER
