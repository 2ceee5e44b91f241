"""Whose voices are heard in a team: what was written, by sector and municipality, per month. Values only.

Groups are counted, never persons, and they stand in the programme's order or by name, never by amount.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

MOST_MONTHS = 12
QUIET_MONTHS = 2
"""After so many months without a word, the one under way among them, a group is quiet."""


class Kind(StrEnum):
    """What can be written."""

    POST = "post"
    COMMENT = "comment"
    EDIT = "edit"


class Writing(Struct, frozen=True):
    """Something that a person wrote on a day. `thing` tells what it belongs to."""

    on: date
    kind: Kind
    by: int
    thing: tuple[str, int]


class Stay(Struct, frozen=True):
    """Somebody's time in the team, from its first to its last day, as one of each group."""

    person: int
    groups: Mapping[str, str]
    """View (sector, municipality) → what the person is one of there."""
    since: date
    until: date | None = None


class Voice(Struct, frozen=True):
    """A group, and how much it wrote in each month, of each kind."""

    name: str
    counts: Mapping[tuple[date, Kind], int]

    @property
    def total(self) -> int:
        """How much in all months shown."""
        return sum(self.counts.values())

    def of(self, month: date, kind: Kind | None = None) -> int:
        """How much in a month, of one kind or of all."""
        return sum(self.counts.get((month, each), 0) for each in Kind if kind in (None, each))


class Balance(Struct, frozen=True):
    """What a team wrote, divided among its groups. `months`: their first days, the current month last."""

    months: Sequence[date]
    voices: Sequence[Voice]
    here: frozenset[str]
    """Groups that somebody in the team is one of now. Nobody can ask the others to write."""

    @property
    def total(self) -> int:
        """How much the team wrote in all months shown."""
        return sum(voice.total for voice in self.voices)

    @property
    def tallest(self) -> int:
        """The most that a group wrote in a month."""
        return max((voice.of(month) for voice in self.voices for month in self.months), default=0)

    @property
    def unheard(self) -> list[Voice]:
        """Groups that are here and have not written anything, while others have."""
        return [voice for voice in self.voices if self.total and not voice.total and voice.name in self.here]

    @property
    def quiet(self) -> list[Voice]:
        """Groups that are here and have written, but not of late, while others have."""
        late = self.months[-QUIET_MONTHS:]
        present = [voice for voice in self.voices if voice.total and voice.name in self.here]
        silent = [voice for voice in present if not any(voice.of(month) for month in late)]
        others = any(voice.of(month) for voice in self.voices for month in late)
        return silent if others else []


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def months(first: date, last: date) -> list[date]:
    """The months from one to the other, by their first days; the latest twelve where they are more."""
    found = [month_of(last)]
    while found[0] > month_of(first) and len(found) < MOST_MONTHS:
        before = found[0]
        found.insert(0, date(before.year - (before.month == 1), (before.month - 2) % 12 + 1, 1))
    return found


def counted_once(writings: Iterable[Writing]) -> list[Writing]:
    """Without repetitions: who saves the same part of the plan ten times in a day has edited it once."""
    return list(dict.fromkeys(writings))


def inside(writings: Iterable[Writing], stays: Sequence[Stay]) -> list[tuple[Writing, Stay]]:
    """What was written by who was in the team on that day, each with the writer's stay."""
    found = ((writing, _stay(writing, stays)) for writing in writings)
    return [(writing, stay) for writing, stay in found if stay is not None]


def outside(writings: Iterable[Writing], stays: Sequence[Stay]) -> list[Writing]:
    """What was written by who was not in the team on that day."""
    return [writing for writing in writings if _stay(writing, stays) is None]


def balance(
    heard: Iterable[tuple[Writing, Stay]],
    view: str,
    names: Sequence[str],
    shown: Sequence[date],
    here: Iterable[str],
) -> Balance:
    """What the team wrote in the months shown, by the groups of the view, in the order of `names`."""
    counts: dict[str, Counter[tuple[date, Kind]]] = {name: Counter() for name in names}
    for writing, stay in heard:
        month = month_of(writing.on)
        if month in shown and stay.groups[view] in counts:
            counts[stay.groups[view]][month, writing.kind] += 1
    return Balance(shown, [Voice(name, counts[name]) for name in names], frozenset(here))


def _stay(writing: Writing, stays: Sequence[Stay]) -> Stay | None:
    for stay in stays:
        is_there = stay.since <= writing.on and (stay.until is None or writing.on <= stay.until)
        if stay.person == writing.by and is_there:
            return stay
    return None
