"""What would have to give way for there to be a division: as few things as can be, by one solve of CP-SAT."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from collab.proposals import facts
from collab.proposals.engine import cp_model
from collab.proposals.facts import Fact, Item
from collab.proposals.instance import Instance, Person
from collab.proposals.modelling import Model, solver
from collab.proposals.solvable import MOST_PLACES, is_solvable

EFFORT, SECONDS = 10.0, 15.0
"""The deterministic limit of one solve, and the emergency stop."""
MOST_WAYS = 6
"""So many ways of giving way are looked for where several things have to."""
Stop = Callable[[], bool]
Giving = tuple[Item, ...]


class Droppable(Model):
    """The hard part where each thing may be dropped: `kept[item]` says whether it is kept.

    Things that ask nothing of these people are not among them.
    """

    def __init__(self, instance: Instance, stays: Collection[Item]) -> None:
        self.kept: dict[Item, Any] = {}
        super().__init__(instance)
        self._pin()
        self.kept = {item: self.kept[item] for item in facts.items(instance) if item in self.kept}
        for item, kept in self.kept.items():
            if item in stays:
                self.cp.add(kept == 1)

    def smallest(self, stop: Stop) -> list[Giving]:
        """The ways that drop fewest things; empty when none was found within the limits."""
        dropped = [~kept for kept in self.kept.values()]
        self.cp.minimize(sum(dropped))
        first, is_least = self._solved()
        if first is None or not is_least:
            return [] if first is None else [first]
        ways = [first]
        self.cp.clear_objective()
        self.cp.add(sum(dropped) == len(first))
        while len(ways) < MOST_WAYS and not stop():
            self.cp.add_bool_or([self.kept[item] for item in ways[-1]])
            other, _ = self._solved()
            if other is None:
                break
            ways.append(other)
        return ways

    def _solved(self) -> tuple[Giving | None, bool]:
        made = solver(self.instance, effort=EFFORT, seconds=SECONDS)
        status = made.solve(self.cp)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None, False
        given = tuple(item for item in self.kept if not made.value(self.kept[item]))
        return given, status == cp_model.OPTIMAL

    def _units(self) -> Sequence[tuple[Person, ...]]:
        return [(person,) for person in self.instance.people]

    def _most_teams(self) -> int:
        return facts.most_teams(self.instance)

    def _ask(self, item: Item, constraint: Any) -> None:
        constraint.only_enforce_if(self._keeps(item))

    def _not_both(self, one: Any, other: Any) -> Any:
        return self.cp.add_bool_or([~one, ~other])

    def _keeps(self, item: Item) -> Any:
        if item not in self.kept:
            self.kept[item] = self.cp.new_bool_var("")
        return self.kept[item]

    def _count(self) -> None:
        if not facts.is_sized(self.instance):
            teams = self.instance.teams
            count = self.cp.add_linear_constraint(sum(self.is_used), teams.least, teams.most)
            self._ask(Item(Fact.TEAMS), count)

    def _pin(self) -> None:
        for at, pin in enumerate(self.instance.pins):
            first = self.is_in[self.unit_of[pin[0]]]
            for member in pin[1:]:
                for one, other in zip(first, self.is_in[self.unit_of[member]], strict=True):
                    self._ask(Item(Fact.PIN, at), self.cp.add(one == other))


def ways(instance: Instance, stays: Collection[Item], stop: Stop) -> list[Giving]:
    """Sets of things without which there is a division, none of which could be kept, nor is one that `stays`.

    Those with fewest things, as far as that is found out within the limits; for an instance that is large,
    or where they do not suffice, one set that nothing can be left out of.
    """
    is_small = len(instance.people) * facts.most_teams(instance) <= MOST_PLACES
    found = Droppable(instance, stays).smallest(stop) if is_small else []
    if len(found) > 1:
        return found
    everything = facts.items(instance)
    dropped = set(found[0] if found else everything) - set(stays)
    if stays and not _is_enough(instance, everything, dropped):
        return []
    return [_fewer(instance, everything, dropped, stop)]


def _fewer(instance: Instance, everything: Sequence[Item], dropped: set[Item], stop: Stop) -> Giving:
    """What has to stay dropped once everything else is kept, tried by whole kinds first."""
    for group in [*_kinds(everything), *([item] for item in everything)]:
        trial = dropped - set(group)
        if trial != dropped and not stop() and _is_enough(instance, everything, trial):
            dropped = trial
    return tuple(item for item in everything if item in dropped)


def _kinds(everything: Iterable[Item]) -> list[list[Item]]:
    return [[item for item in everything if item.fact is fact] for fact in Fact]


def _is_enough(instance: Instance, everything: Iterable[Item], dropped: set[Item]) -> bool:
    kept = facts.only(instance, set(everything) - dropped)
    return is_solvable(kept, effort=EFFORT, seconds=SECONDS) is True
