"""Every team that could be, as columns of numbers: who is in it (one bit each), its theme, cost and km.

For instances of a programme's size that is a few million at most, and then an optimum can be proven.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from collab.proposals.instance import Instance, Person, wish_cost
from collab.proposals.judging import Team, together
from collab.teams.composition import Rule, RuleKind, distance_km

MOST_PEOPLE = 60
MOST_SETS = 3_000_000
CHUNK = 10
"""Bits that are looked up at once."""

Masks = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Columns:
    """Teams that keep everything hard; row i of each array is one of them."""

    masks: Masks
    themes: npt.NDArray[np.int16]
    cost: Numbers
    km: Numbers

    def team(self, i: int, instance: Instance) -> Team:
        """The team of a row."""
        mask = int(self.masks[i])
        members = tuple(p.id for bit, p in enumerate(instance.people) if mask >> bit & 1)
        return Team(members, instance.themes[int(self.themes[i])].id if instance.themes else None)


@dataclass(frozen=True, slots=True)
class _Unit:
    """People who stay together."""

    mask: int
    people: tuple[Person, ...]
    shunned: int
    """Who cannot be in a team with them."""


def every_team(instance: Instance) -> Columns | None:
    """Every possible team, or None where they are too many to look at."""
    if len(instance.people) > MOST_PEOPLE:
        return None
    grown = _grown(instance, _units(instance))
    if grown is None:
        return None
    masks, km = grown
    cost, is_kept = _judged(instance, masks, km)
    masks, km, cost = masks[is_kept], km[is_kept], cost[is_kept]
    return _with_themes(instance, masks, km, cost)


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


def _units(instance: Instance) -> list[_Unit]:
    """Groups that can be in a team at all; with somebody in none of them there is no division."""
    bit = {person.id: 1 << i for i, person in enumerate(instance.people)}
    everybody = (1 << len(instance.people)) - 1
    shunned = dict.fromkeys(bit, 0)
    for pair in instance.apart:
        one, other = sorted(pair)
        shunned[one] |= bit[other]
        shunned[other] |= bit[one]
    formed = [sum(bit[m] for m in team.members) for team in instance.formed]
    units = []
    for group in together(instance):
        mask, away = sum(bit[p.id] for p in group), 0
        for person in group:
            away |= shunned[person.id]
        for team, own in zip(instance.formed, formed, strict=True):
            if own & mask:
                others = everybody if team.is_closed else sum(o for o in formed if o != own)
                away |= others & ~own
        if not away & mask:
            units.append(_Unit(mask, group, away))
    return [_shunned_too(unit, units) for unit in units]


def _shunned_too(unit: _Unit, units: Sequence[_Unit]) -> _Unit:
    """Whoever shuns is shunned."""
    away = unit.shunned
    for other in units:
        if other.shunned & unit.mask:
            away |= other.mask
    return replace(unit, shunned=away)


def _grown(instance: Instance, units: Sequence[_Unit]) -> tuple[Masks, Numbers] | None:
    """All sets of units that fit together and are not too many people, each with its greatest distance."""
    least, most = _sizes(instance)
    if not units:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    masks, last, km = np.zeros(1, np.uint64), np.full(1, -1, np.int16), np.zeros(1, np.int16)
    found_masks, found_km, found = [masks[:0]], [km[:0]], 0
    while len(masks):
        steps = [_joined(instance, (masks, last, km), i, unit, most) for i, unit in enumerate(units)]
        masks, last, km = (np.concatenate([step[part] for step in steps]) for part in range(3))
        found += len(masks)
        if found > MOST_SETS:
            return None
        found_masks.append(masks)
        found_km.append(km)
    whole = np.concatenate(found_masks)
    is_enough = np.bitwise_count(whole) >= least
    return whole[is_enough], np.concatenate(found_km)[is_enough].astype(np.int64)


def _joined(instance: Instance, teams: Any, i: int, unit: _Unit, most: int) -> Any:
    masks, last, km = teams
    fits = (last < i) & ((masks & np.uint64(unit.shunned)) == 0)
    grown = masks[fits] | np.uint64(unit.mask)
    is_small = np.bitwise_count(grown) <= most
    grown, farthest = grown[is_small], km[fits][is_small]
    for home, there in _homes(instance):
        far = max(distance_km(person.place, home.place) for person in unit.people)
        if far:
            lives = (grown & np.uint64(there)) != 0
            farthest = np.where(lives, np.maximum(farthest, np.int16(far)), farthest)
    return grown, np.full(len(grown), i, np.int16), farthest


def _homes(instance: Instance) -> list[tuple[Person, int]]:
    """Somebody from each municipality, and everybody who is from there."""
    first = {person.place.municipality: person for person in reversed(instance.people)}
    groups = _groups(instance, lambda person: person.place.municipality)
    return [(first[name], group) for name, group in groups.items()]


def _groups(instance: Instance, of: Callable[[Person], str]) -> dict[str, int]:
    groups: dict[str, int] = {}
    for i, person in enumerate(instance.people):
        groups[of(person)] = groups.get(of(person), 0) | 1 << i
    return groups


def _sizes(instance: Instance) -> tuple[int, int]:
    """The smallest and largest team that hard rules and the number of teams allow."""
    sizes = [rule for rule in instance.rules if rule.kind is RuleKind.SIZE and rule.is_hard]
    least = max([1, *(rule.least for rule in sizes if rule.least is not None)])
    rest = len(instance.people) - (instance.teams.least - 1) * least
    return least, min([rest, *(rule.most for rule in sizes if rule.most is not None)])


def _judged(instance: Instance, masks: Masks, km: Numbers) -> tuple[Numbers, npt.NDArray[np.bool_]]:
    """What each set costs but for themes, and whether it keeps every hard rule."""
    cost, is_kept = np.zeros(len(masks), np.int64), np.ones(len(masks), bool)
    for rule in instance.rules:
        amount = _missed(instance, rule, masks, km)
        if rule.is_hard:
            is_kept &= amount == 0
        else:
            cost += rule.weight * amount
    bit = {person.id: i for i, person in enumerate(instance.people)}
    for person in instance.people:
        inside = count(masks, 1 << bit[person.id])
        for other in person.beside:
            cost += inside & ~count(masks, 1 << bit[other])
    return cost, is_kept


def _missed(instance: Instance, rule: Rule, masks: Masks, km: Numbers) -> Numbers:
    """By how much each set misses the rule; the same arithmetic as teams.composition, for all at once."""
    least, most = rule.least or 0, rule.most
    if rule.kind is RuleKind.TRAVEL:
        return _steps(km, most or 0)
    if rule.kind is RuleKind.SAME_MUNICIPALITY:
        homes = _groups(instance, lambda person: person.place.municipality).values()
        return _sum(masks, (np.maximum(0, count(masks, home) - (most or 0)) for home in homes))
    if rule.kind is RuleKind.EACH_SECTOR:
        sectors = _groups(instance, lambda person: person.place.sector)
        wanted = [sectors.get(code, 0) for code in rule.sectors or instance.sectors]
        return _sum(masks, (np.maximum(0, least - count(masks, group)) for group in wanted))
    if rule.kind is RuleKind.SIZE:
        size: Numbers = np.bitwise_count(masks).astype(np.int64)
        too_few: Numbers = np.maximum(0, least - size)
        return too_few if most is None else too_few + np.maximum(0, size - most)
    groups = _groups(instance, _DISTINCT[rule.kind]).values()
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


def _with_themes(instance: Instance, masks: Masks, km: Numbers, cost: Numbers) -> Columns:
    """Each set with each theme that it may work on."""
    bit = {person.id: 1 << i for i, person in enumerate(instance.people)}
    bound = [(sum(bit[m] for m in f.members), f.theme) for f in instance.formed if f.theme is not None]
    parts = []
    for i, theme in enumerate([t.id for t in instance.themes] or [None]):
        may = np.ones(len(masks), bool)
        for members, only in bound:
            if only != theme:
                may &= (masks & np.uint64(members)) == 0
        wishes = totals(masks[may], [wish_cost(person, theme) for person in instance.people])
        parts.append(
            (masks[may], np.full(may.sum(), i, np.int16), cost[may] + wishes.astype(np.int64), km[may])
        )
    return Columns(*(np.concatenate(part) for part in zip(*parts, strict=True)))
