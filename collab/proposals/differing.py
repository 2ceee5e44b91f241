"""Proposals that differ clearly from others: what they must keep, and others as good where too few do."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from msgspec import Struct

from collab.proposals.answer import Proposal
from collab.proposals.columns import Columns
from collab.proposals.instance import Instance
from collab.proposals.judging import Judged, judge_division
from collab.proposals.levels import Found, Levels
from collab.proposals.masks import Numbers, count
from collab.proposals.relaxing import Limit

TRIES = 16
"""So many divisions are looked at for a choice of proposals that is longer."""


class Equals(Struct):
    """Where the best leads to few others that differ clearly: each proposal by another that is as good."""

    instance: Instance
    columns: Columns
    stop: Callable[[], bool]
    left: int = TRIES

    def longest(self, begun: list[Proposal]) -> list[Proposal]:
        """The proposals begun and as many more as are wanted or there are, each the best then."""
        best = begun
        for other in self._equals(begun):
            found = self.longest([*begun, other])
            best = found if len(found) > len(best) else best
            if len(best) >= self.instance.proposals:
                break
        return best

    def _equals(self, begun: list[Proposal]) -> Iterator[Proposal]:
        tried: list[Proposal] = []
        apart = limits(self.instance, self.columns, [proposal.judged for proposal in begun])
        while len(begun) < self.instance.proposals and self.left and not self.stop():
            self.left -= 1
            others = [self._not_quite(other) for other in tried]
            found = Levels(self.instance, self.columns, self.stop).best([*apart, *others])
            if found is None or not found.division or (tried and found.bounds != tried[0].cost):
                return
            tried.append(Proposal(surely(self.instance, found), found.bounds))
            if not tried[-1].is_optimal:
                return
            yield tried[-1]

    def _not_quite(self, other: Proposal) -> Limit:
        """Not all the teams of this proposal, whatever they work on."""
        bit = {person.id: 1 << i for i, person in enumerate(self.instance.people)}
        masks = [sum(bit[member] for member in judged.team.members) for judged in other.judged.teams]
        same = np.isin(self.columns.masks, np.array(masks, np.uint64)).astype(np.int64)
        return Limit(same, len(masks) - 1)


def surely(instance: Instance, found: Found) -> Judged:
    """The division as the judge sees it, who knows nothing of columns."""
    judged = judge_division(instance, found.division)
    if judged.broken:
        raise AssertionError(f"a proposal breaks what is hard: {', '.join(judged.broken)}")
    return judged


def limits(instance: Instance, every: Columns, others: Sequence[Judged]) -> list[Limit]:
    """No more than 80 % of the pairs of either may be shared with any of these divisions."""
    bit = {person.id: 1 << i for i, person in enumerate(instance.people)}
    everybody = (1 << len(instance.people)) - 1
    own = _pairs(count(every.masks, everybody))
    found = []
    for other in others:
        shared, total = np.zeros_like(own), 0
        for judged in other.teams:
            members = judged.team.members
            shared += _pairs(count(every.masks, sum(bit[m] for m in members)))
            total += len(members) * (len(members) - 1) // 2
        found += [Limit(shared, 4 * total // 5), Limit(5 * shared - 4 * own, 0)]
        if not total:
            found.append(Limit(-own, -1))
    return found


def _pairs(people: Numbers) -> Numbers:
    return people * (people - 1) // 2
