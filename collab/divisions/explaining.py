"""Why there is no division, told to facilitators and, without wishes to be apart, to others. Values only."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from collab.divisions.relaxing import APART, kind_of
from collab.text import Localised, spoken


class Way(Struct, frozen=True):
    """What would make a division possible. `at`: its place in the answer, from 0."""

    at: int
    sentence: Localised


class Explained(Struct, frozen=True):
    """What clashes, and what would be enough."""

    clashes: tuple[Localised, ...] = ()
    further: tuple[tuple[Localised, ...], ...] = ()
    """What clashes besides."""
    ways: tuple[Way, ...] = ()
    is_each_enough: bool = False
    """Whether there would be a way without any one of what clashes."""
    is_withheld: bool = False
    """Whether wishes to be apart are among it that the reader may not know of."""
    are_ways_withheld: bool = False
    """Whether what would be enough could tell of such wishes."""

    def has_way(self, at: int) -> bool:
        """Whether the reader was offered it."""
        return any(way.at == at for way in self.ways)


def explained(answer: Mapping[str, Any] | None, *, reads_apart: bool, has_apart: bool = False) -> Explained:
    """What the answer says to a facilitator (`reads_apart`), or to another who leads.

    Where wishes to be apart are among what clashes, all else that does would tell whose they are; where there
    are any (`has_apart`), what would not be enough tells of them, too.
    """
    told = answer or {}
    clashes = [told.get("conflict", ()), *told.get("further", ())]
    ways: Sequence[Mapping[str, Any]] = told.get("relaxations", ())
    is_secret = any(_is_apart(clash) for clash in clashes) or any(_gives_up_apart(way) for way in ways)
    if is_secret and not reads_apart:
        return Explained(is_withheld=True, are_ways_withheld=True)
    first, *further = (tuple(spoken(one["sentence"]) for one in clash) for clash in clashes)
    if has_apart and not reads_apart:
        return Explained(first, tuple(further), are_ways_withheld=True)
    return Explained(
        first,
        tuple(further),
        tuple(Way(at, spoken(given["sentence"])) for at, given in enumerate(ways)),
        is_each_enough=bool(told.get("is_each_enough")),
    )


def _is_apart(clash: Sequence[Mapping[str, Any]]) -> bool:
    return any(one["rule"] == APART for one in clash)


def _gives_up_apart(way: Mapping[str, Any]) -> bool:
    return any(kind_of(change) == APART for change in way["changes"])
