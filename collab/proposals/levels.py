"""Level by level: the smallest largest cost, then the smallest sum, then the fewest kilometres."""

from collections.abc import Callable, Sequence

import numpy as np
from msgspec import Struct

from collab.proposals.answer import Bounds
from collab.proposals.choosing import Choice, Search
from collab.proposals.columns import Columns
from collab.proposals.instance import Instance
from collab.proposals.judging import Team, in_order, together
from collab.proposals.relaxing import Frame, Limit, Relaxation, Rows


class Found(Struct, frozen=True):
    """The best division that was found, and what was proven of it."""

    division: tuple[Team, ...]
    bounds: Bounds
    is_stopped: bool = False


class Levels(Struct):
    """The columns of an instance, and what a division made of them has to keep."""

    instance: Instance
    columns: Columns
    stop: Callable[[], bool]

    def best(self, limits: Sequence[Limit] = ()) -> Found | None:
        """The best division within the limits; None when there is none."""
        found = self._smallest_largest(limits)
        if found is None:
            return None
        largest, choice = found
        if choice.value is None:
            return Found((), (largest, None, None), True)
        if not choice.is_proven:
            return self._found(choice, (largest, choice.bound, None))
        whole = [*limits, Limit(self.columns.cost, choice.value)]
        nearest = self._search(choice.left, self.columns.km, whole)
        better = nearest if nearest.value is not None else choice
        return self._found(better, (largest, choice.value, nearest.bound))

    def _found(self, choice: Choice, bounds: Bounds) -> Found:
        teams = [self.columns.team(row, self.instance) for row in choice.rows]
        return Found(in_order(self.instance, teams), bounds, self.stop())

    def _smallest_largest(self, limits: Sequence[Limit]) -> tuple[int, Choice] | None:
        """The smallest largest cost that fractions allow, raised until a whole division is there."""
        costs = np.unique(self.columns.cost)
        low, high = 0, len(costs)
        while low < high:
            middle = (low + high) // 2
            if self._is_possible(self._cheap(int(costs[middle])), limits):
                high = middle
            else:
                low = middle + 1
        for largest in costs[low:].tolist():
            choice = self._search(self._cheap(largest), self.columns.cost, limits)
            if choice.value is not None or not choice.is_proven:
                return largest, choice
        return None

    def _cheap(self, largest: int) -> Rows:
        return np.flatnonzero(self.columns.cost <= largest)

    def _is_possible(self, rows: Rows, limits: Sequence[Limit]) -> bool:
        nothing = np.zeros_like(self.columns.cost)
        return Relaxation(self.columns, self._frame(), nothing, limits).solve(rows).is_possible

    def _search(self, rows: Rows, objective: np.ndarray, limits: Sequence[Limit]) -> Choice:
        return Search(self.columns, self._frame(), objective, limits, self.stop).run(rows)

    def _frame(self) -> Frame:
        position = {person.id: i for i, person in enumerate(self.instance.people)}
        return Frame(
            leaders=tuple(position[group[0].id] for group in together(self.instance)),
            size=len(self.instance.people),
            teams=(self.instance.teams.least, self.instance.teams.most),
            themes=tuple(theme.teams_most for theme in self.instance.themes),
        )
