"""Every team that could be, as columns of numbers: who is in it (one bit each), its theme, cost and km.

For instances of a programme's size that is a few million at most, and then an optimum can be proven.
"""

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from collab.proposals.growing import grown
from collab.proposals.instance import Instance, wish_cost
from collab.proposals.judging import Team
from collab.proposals.masks import Masks, Numbers, count, missed, totals

MOST_PEOPLE = 60
MOST_COLUMNS = 8_000_000
"""26 bytes each, and as much again while they are looked at."""


class Columns(Struct, frozen=True):
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


def every_team(instance: Instance, dearest: int | None = None) -> Columns | None:
    """Every possible team that costs at most `dearest`, or None where they are too many to look at."""
    if len(instance.people) > MOST_PEOPLE:
        return None
    found = grown(instance, dearest)
    if found is None:
        return None
    masks, km = found
    cost, is_kept = _judged(instance, masks, km)
    if dearest is not None:
        is_kept &= cost <= dearest
    masks, km, cost = masks[is_kept], km[is_kept], cost[is_kept]
    if len(masks) * max(1, len(instance.themes)) > MOST_COLUMNS:
        return None
    return _with_themes(instance, (masks, km, cost), dearest)


def _judged(instance: Instance, masks: Masks, km: Numbers) -> tuple[Numbers, npt.NDArray[np.bool_]]:
    """What each set costs but for themes, and whether it keeps every hard rule."""
    cost, is_kept = np.zeros(len(masks), np.int64), np.ones(len(masks), bool)
    for rule in instance.rules:
        amount = missed(instance, rule, masks, km)
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


def _with_themes(instance: Instance, sets: tuple[Masks, Numbers, Numbers], dearest: int | None) -> Columns:
    """Each set with each theme that it may work on."""
    masks, km, cost = sets
    bit = {person.id: 1 << i for i, person in enumerate(instance.people)}
    bound = [(sum(bit[m] for m in f.members), f.theme) for f in instance.formed if f.theme is not None]
    parts = []
    for i, theme in enumerate([t.id for t in instance.themes] or [None]):
        may = np.ones(len(masks), bool)
        for members, only in bound:
            if only != theme:
                may &= (masks & np.uint64(members)) == 0
        wishes = totals(masks, [wish_cost(person, theme) for person in instance.people])
        whole = cost + wishes.astype(np.int64)
        if dearest is not None:
            may &= whole <= dearest
        parts.append((masks[may], np.full(may.sum(), i, np.int16), whole[may], km[may]))
    return Columns(*(np.concatenate(part) for part in zip(*parts, strict=True)))
