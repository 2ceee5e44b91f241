"""Teams as numbers: one bit for each person, and what many teams at once miss of a rule."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from collab.proposals.instance import Instance, Person
from collab.teams.composition import Rule, RuleKind

CHUNK = 10
"""Bits that are looked up at once."""

Masks = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]


def totals(masks: Masks, weights: Sequence[float]) -> Reals:
    """The sum of the weights of those who are in each team."""
    found = np.zeros(len(masks))
    numbers = np.arange(1 << CHUNK)
    for start in range(0, len(weights), CHUNK):
        table = np.zeros(1 << CHUNK)
        for bit, weight in enumerate(weights[start : start + CHUNK]):
            table[(numbers >> bit & 1) == 1] += weight
        part = (masks >> np.uint64(start)) & np.uint64((1 << CHUNK) - 1)
        found += table[part.astype(np.int64)]
    return found


def count(masks: Masks, group: int) -> Numbers:
    """How many of the group are in each team."""
    found: Numbers = np.bitwise_count(masks & np.uint64(group)).astype(np.int64)
    return found


def grouped(instance: Instance, of: Callable[[Person], str]) -> dict[str, int]:
    """For each name the bits of those who have it."""
    groups: dict[str, int] = {}
    for i, person in enumerate(instance.people):
        groups[of(person)] = groups.get(of(person), 0) | 1 << i
    return groups


def missed(instance: Instance, rule: Rule, masks: Masks, km: Numbers) -> Numbers:
    """By how much each set misses the rule; the same arithmetic as teams.composition, for all at once."""
    least, most = rule.least or 0, rule.most
    if rule.kind is RuleKind.TRAVEL:
        return _steps(km, most or 0)
    if rule.kind is RuleKind.SAME_MUNICIPALITY:
        homes = grouped(instance, lambda person: person.place.municipality).values()
        return _sum(masks, (np.maximum(0, count(masks, home) - (most or 0)) for home in homes))
    if rule.kind is RuleKind.EACH_SECTOR:
        sectors = grouped(instance, lambda person: person.place.sector)
        wanted = [sectors.get(code, 0) for code in rule.sectors or instance.sectors]
        return _sum(masks, (np.maximum(0, least - count(masks, group)) for group in wanted))
    if rule.kind is RuleKind.SIZE:
        size: Numbers = np.bitwise_count(masks).astype(np.int64)
        too_few: Numbers = np.maximum(0, least - size)
        return too_few if most is None else too_few + np.maximum(0, size - most)
    groups = grouped(instance, _DISTINCT[rule.kind]).values()
    return np.maximum(0, least - _sum(masks, (np.minimum(1, count(masks, group)) for group in groups)))


def _steps(km: Numbers, most: int) -> Numbers:
    found: Numbers = np.maximum(0, -((most - km) // 10))
    return found


_DISTINCT: dict[RuleKind, Callable[[Person], str]] = {
    RuleKind.SECTORS: lambda person: person.place.sector,
    RuleKind.MUNICIPALITIES: lambda person: person.place.municipality,
    RuleKind.COUNTIES: lambda person: person.place.county,
}


def _sum(masks: Masks, parts: Iterable[Numbers]) -> Numbers:
    found = np.zeros(len(masks), np.int64)
    for part in parts:
        found += part
    return found
