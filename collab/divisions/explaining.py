"""Why there is no division, told to facilitators and, without wishes to be apart, to others. Values only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from collab.divisions.relaxing import APART, kind_of
from collab.text import Localised, spoken


@dataclass(frozen=True, slots=True)
class Way:
    """What would make a division possible. `at`: its place in the answer, from 0."""

    at: int
    sentence: Localised


@dataclass(frozen=True, slots=True)
class Explained:
    """What clashes, and what would be enough."""

    clashes: tuple[Localised, ...]
    ways: tuple[Way, ...]
    is_withheld: bool
    """Whether wishes to be apart are among it that the reader may not know of."""

    def has_way(self, at: int) -> bool:
        """Whether the reader was offered it."""
        return any(way.at == at for way in self.ways)


def explained(answer: Mapping[str, Any] | None, *, reads_apart: bool) -> Explained:
    """What the answer says to a facilitator (`reads_apart`), or to another who leads.

    Where wishes to be apart are among what clashes, all else that does would tell whose they are.
    """
    conflict: Sequence[Mapping[str, Any]] = (answer or {}).get("conflict", ())
    relaxations: Sequence[Mapping[str, Any]] = (answer or {}).get("relaxations", ())
    kinds = [{kind_of(change) for change in given["changes"]} for given in relaxations]
    is_apart = any(clash["rule"] == APART for clash in conflict) or any(APART in found for found in kinds)
    if is_apart and not reads_apart:
        return Explained((), (), is_withheld=True)
    return Explained(
        tuple(spoken(clash["sentence"]) for clash in conflict),
        tuple(Way(at, spoken(given["sentence"])) for at, given in enumerate(relaxations)),
        is_withheld=False,
    )
