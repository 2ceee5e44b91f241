"""Chance that falls the same way for the same seed, on every machine and in every version of Python."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

Item = TypeVar("Item")


class Dice:
    """A row of throws decided by a seed: the n-th throw is the checksum of seed and n."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._thrown = 0

    def throw(self) -> float:
        """The next number, from 0 up to but not including 1."""
        self._thrown += 1
        digest = blake2b(f"{self._seed}:{self._thrown}".encode(), digest_size=6).digest()
        return int.from_bytes(digest, "big") / 2**48

    def between(self, low: float, high: float) -> float:
        """A number from low up to high."""
        return low + (high - low) * self.throw()

    def around(self, middle: float, spread: float) -> float:
        """A number at most spread away from the middle."""
        return self.between(middle - spread, middle + spread)

    def pick(self, items: Sequence[Item]) -> Item:
        """One of the items."""
        return items[int(self.throw() * len(items))]

    def several(self, items: Sequence[Item], count: int) -> list[Item]:
        """That many of the items in a drawn order, each at most once."""
        rest = list(items)
        return [rest.pop(int(self.throw() * len(rest))) for _ in range(min(count, len(rest)))]

    def side(self) -> int:
        """Left (-1) or right (1)."""
        return self.pick((-1, 1))

    def happens(self, likelihood: float) -> bool:
        """Whether something with this likelihood (0 to 1) comes true."""
        return self.throw() < likelihood
