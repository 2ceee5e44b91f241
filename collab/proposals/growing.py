"""Every set of people that a team could be: grown unit by unit, left as soon as it cannot be one any more."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from collab.proposals.instance import Instance, Person, wish_cost
from collab.proposals.judging import together
from collab.proposals.masks import Masks, Numbers, grouped, missed, totals
from collab.teams.composition import Rule, RuleKind, distance_km

MOST_SETS = 3_000_000
GROWING = (RuleKind.SAME_MUNICIPALITY, RuleKind.TRAVEL)
"""Rules that one more person never makes better."""


class _Unit(Struct, frozen=True):
    """People who stay together."""

    mask: int
    people: tuple[Person, ...]
    shunned: int
    """Who cannot be in a team with them."""


def grown(instance: Instance, dearest: int | None) -> tuple[Masks, Numbers] | None:
    """All sets that keep what one more person cannot mend, each with its greatest distance in km.

    Sets that must cost more than `dearest` are left out. None where there are too many.
    """
    units, (least, most) = _units(instance), _sizes(instance)
    masks, last, km = np.zeros(1, np.uint64), np.full(1, -1, np.int16), np.zeros(1, np.int16)
    found_masks, found_km, found = [masks[:0]], [km[:0]], 0
    while len(masks) and units:
        steps, width = [], 0
        for i, unit in enumerate(units):
            steps.append(_joined(instance, (masks, last, km), (i, unit), most, dearest))
            width += len(steps[-1][0])
            if found + width > MOST_SETS:
                return None
        masks, last, km = (np.concatenate([step[part] for step in steps]) for part in range(3))
        found += width
        found_masks.append(masks)
        found_km.append(km)
    whole = np.concatenate(found_masks)
    is_enough = np.bitwise_count(whole) >= least
    return whole[is_enough], np.concatenate(found_km)[is_enough].astype(np.int64)


def _joined(
    instance: Instance, teams: Any, joining: tuple[int, _Unit], most: int, dearest: int | None
) -> Any:
    masks, last, km = teams
    i, unit = joining
    fits = (last < i) & ((masks & np.uint64(unit.shunned)) == 0)
    grown = masks[fits] | np.uint64(unit.mask)
    is_small = np.bitwise_count(grown) <= most
    grown, farthest = grown[is_small], km[fits][is_small]
    for home, there in _homes(instance):
        far = max(distance_km(person.place, home.place) for person in unit.people)
        if far:
            lives = (grown & np.uint64(there)) != 0
            farthest = np.where(lives, np.maximum(farthest, np.int16(far)), farthest)
    can_be = _can_be(instance, grown, farthest.astype(np.int64), dearest)
    grown = grown[can_be]
    return grown, np.full(len(grown), i, np.int16), farthest[can_be]


def _can_be(instance: Instance, masks: Masks, km: Numbers, dearest: int | None) -> Any:
    """Which sets keep every hard rule that growing cannot mend, and cost no more than they may."""
    keeps, cost = np.ones(len(masks), bool), np.zeros(len(masks), np.int64)
    for rule in instance.rules:
        part = _growing_part(rule)
        if part is not None and rule.is_hard:
            keeps &= missed(instance, part, masks, km) == 0
        elif part is not None and dearest is not None:
            cost += rule.weight * missed(instance, part, masks, km)
    if dearest is None:
        return keeps
    return keeps & (cost + _cheapest_wishes(instance, masks) <= dearest)


def _growing_part(rule: Rule) -> Rule | None:
    """What of a rule one more person never makes better; None when that is nothing."""
    if rule.kind is RuleKind.SIZE:
        return replace(rule, least=None) if rule.most is not None else None
    return rule if rule.kind in GROWING else None


def _cheapest_wishes(instance: Instance, masks: Masks) -> Numbers:
    """What wishes for themes cost at least, whatever the theme."""
    names = [theme.id for theme in instance.themes]
    costs = [totals(masks, [wish_cost(person, name) for person in instance.people]) for name in names]
    cheapest: Numbers = np.min(costs, axis=0).astype(np.int64) if costs else np.zeros(len(masks), np.int64)
    return cheapest


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


def _homes(instance: Instance) -> list[tuple[Person, int]]:
    """Somebody from each municipality, and everybody who is from there."""
    first = {person.place.municipality: person for person in reversed(instance.people)}
    groups = grouped(instance, lambda person: person.place.municipality)
    return [(first[name], group) for name, group in groups.items()]


def _sizes(instance: Instance) -> tuple[int, int]:
    """The smallest and largest team that hard rules and the number of teams allow."""
    sizes = [rule for rule in instance.rules if rule.kind is RuleKind.SIZE and rule.is_hard]
    least = max([1, *(rule.least for rule in sizes if rule.least is not None)])
    rest = len(instance.people) - (instance.teams.least - 1) * least
    return least, min([rest, *(rule.most for rule in sizes if rule.most is not None)])
