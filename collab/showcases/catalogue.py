"""The public showcases of a programme as sets of bits: filters, counts and pages without asking again.

A showcase's rank is its place in the order of the gallery, newest first. A set of showcases is a whole number
whose bit r says whether the showcase of rank r is in it, so that a filter is one AND and a count one look.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from collab.memory import Shelf

FACETS = ("state", "sector", "branch", "municipality", "goal")
"""What the gallery can be filtered by, in the order that it is shown."""

Filters = Mapping[str, str]
DIGITS = b"01" + bytes(254)
"""False and True as they are written."""
SEARCHES = 500
"""Sets that a catalogue remembers, of one bit for each showcase."""


class Catalogue:
    """`editions`: (edition, showcase) ids, newest first. `facets`: kind, code, the editions that have it."""

    def __init__(
        self, editions: Sequence[tuple[int, int]], facets: Iterable[tuple[str, str, Iterable[int]]]
    ) -> None:
        self._editions = [edition for edition, _ in editions]
        self._ranks = {edition: rank for rank, edition in enumerate(self._editions)}
        self._showcases = [showcase for _, showcase in reversed(editions)]
        self.asked: Shelf[str, int] = Shelf(SEARCHES)
        """The sets that searches found, by what was asked: they hold as long as the catalogue does."""
        self._all = (1 << len(editions)) - 1
        self._holding: dict[str, dict[str, int]] = {kind: {} for kind in FACETS}
        for kind, code, holders in facets:
            ranks = (self._ranks[holder] for holder in holders)
            self._holding.setdefault(kind, {})[code] = _bits(ranks, len(editions))

    def matching(self, filters: Filters, among: int | None = None) -> int:
        """The showcases that pass every filter, among those of a set."""
        found = self._all if among is None else among
        for kind, code in filters.items():
            found &= self._holding.get(kind, {}).get(code, 0)
        return found

    def of_showcases(self, showcases: Iterable[int]) -> int:
        """The set of these showcases, by id; those that are not public are in no set."""
        digits = bytes(map(frozenset(showcases).__contains__, self._showcases)).translate(DIGITS)
        return int(digits or b"0", 2)

    def counts(self, filters: Filters, among: int | None = None) -> dict[str, dict[str, int]]:
        """For every filter how many showcases each of its choices would leave, given the other filters."""
        found: dict[str, dict[str, int]] = {}
        for kind, holding in self._holding.items():
            left = self.matching({k: v for k, v in filters.items() if k != kind}, among)
            numbers = {code: (bits & left).bit_count() for code, bits in holding.items()}
            found[kind] = {code: number for code, number in numbers.items() if number}
        return found

    def are_known(self, filters: Filters) -> bool:
        """Whether each of the filters finds something by itself."""
        return all(code in self._holding.get(kind, {}) for kind, code in filters.items())

    def editions(self, found: int, start: int, number: int) -> list[int]:
        """The ids of so many editions of a set, from its `start`th on, newest first."""
        return [self._editions[rank] for rank in islice(_ranks(found), start, start + number)]

    def after(self, edition: int) -> int | None:
        """The edition to read next: the one published before it, else the newest; None when it is alone."""
        if len(self._editions) < 2 or edition not in self._ranks:
            return None
        return self._editions[(self._ranks[edition] + 1) % len(self._editions)]


def _bits(ranks: Iterable[int], size: int) -> int:
    octets = bytearray(size // 8 + 1)
    for rank in ranks:
        octets[rank >> 3] |= 1 << (rank & 7)
    return int.from_bytes(octets, "little")


def _ranks(bits: int) -> Iterator[int]:
    digits = f"{bits:b}"[::-1]
    rank = digits.find("1")
    while rank >= 0:
        yield rank
        rank = digits.find("1", rank + 1)
