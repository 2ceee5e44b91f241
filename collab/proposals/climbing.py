"""A local search for instances that are too large for a proof: people and themes change places, step by step.

The same instance, seed and number of steps give the same division.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from math import exp

from collab.proposals.instance import Instance
from collab.proposals.judging import Team, in_order, together
from collab.proposals.pricing import Prices
from collab.teams.composition import RuleKind

HARD = 10_000.0
"""What one step of a hard rule that is missed weighs against costs."""
BETWEEN_LOOKS = 512
"""Steps between two looks at the watch."""
WARM, COLD = 12.0, 0.3
"""Energies that are accepted at the beginning and at the end."""


def how_many(instance: Instance) -> int:
    """How many teams to form: halfway between what is allowed.

    Beside teams that nobody joins what counts is how many the others can be, by their number and hard sizes.
    """
    closed = [formed for formed in instance.formed if formed.is_closed]
    loose = len(instance.people) - sum(len(formed.members) for formed in closed)
    least = max(instance.teams.least, len(instance.formed)) - len(closed)
    most = instance.teams.most - len(closed)
    for rule in (rule for rule in instance.rules if rule.is_hard and rule.kind is RuleKind.SIZE):
        least = max(least, -(-loose // rule.most) if rule.most else 0)
        most = min(most, loose // rule.least if rule.least else most)
    return len(closed) + max(least, (least + most) // 2, min(1, loose))


def starting_themes(instance: Instance, count: int) -> tuple[list[int], list[int], list[int]]:
    """Formed teams keep their theme; the others take turns, the most wished first, while there is room.

    Answers the room that is left of each theme, the theme of each team (-1: none), and who may change it.
    """
    names = [theme.id for theme in instance.themes]
    room = [count if theme.teams_most is None else theme.teams_most for theme in instance.themes]
    themes = [-1] * count
    kept = {t: names.index(f.theme) for t, f in enumerate(instance.formed[:count]) if f.theme is not None}
    wished = [sum(name in person.wishes[:1] for person in instance.people) for name in names]
    free = [team for team in range(count) if team not in kept]
    for team in [*kept, *free] if names else ():
        themes[team] = kept.get(team, max(range(len(names)), key=lambda k: (room[k] > 0, wished[k], -k)))
        room[themes[team]] -= 1
        wished[themes[team]] -= len(instance.people) // count
    return room, themes, free


@dataclass(slots=True)
class Climb:
    """A division that is changed. Units are people who stay together; teams are numbers."""

    instance: Instance
    seed: int
    count: int
    chance: random.Random = field(init=False)
    prices: Prices = field(init=False)
    units: list[tuple[int, ...]] = field(init=False)
    home: list[int] = field(init=False)
    """The team of each unit."""
    crews: list[list[int]] = field(init=False)
    """The units of each team."""
    themes: list[int] = field(init=False)
    energy: list[float] = field(init=False)
    loose: list[int] = field(init=False)
    """Units that may change their team."""
    opened: list[int] = field(init=False)
    """Teams that others may join."""
    room: list[int] = field(init=False)
    """On how many more teams each theme may be worked on."""
    free: list[int] = field(init=False)
    """Teams that may change their theme."""

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311 - the same answer every time is the point
        self.prices = Prices(self.instance)
        index = {person.id: i for i, person in enumerate(self.instance.people)}
        self.units = [tuple(index[p.id] for p in group) for group in together(self.instance)]
        at = {person: i for i, unit in enumerate(self.units) for person in unit}
        fixed = {at[index[f.members[0]]]: team for team, f in enumerate(self.instance.formed)}
        closed = {team for team, f in enumerate(self.instance.formed) if f.is_closed}
        self.home = [fixed.get(i, -1) for i in range(len(self.units))]
        self.crews = [[i for i in range(len(self.units)) if self.home[i] == t] for t in range(self.count)]
        self.loose = [i for i in range(len(self.units)) if i not in fixed]
        self.opened = [team for team in range(self.count) if team not in closed]
        self.room, self.themes, self.free = starting_themes(self.instance, self.count)
        self.energy = [self.price(team) for team in range(self.count)]

    def price(self, team: int) -> float:
        """The energy of a team: what is hard outweighs all, one dear team two cheap ones."""
        people = [person for unit in self.crews[team] for person in self.units[unit]]
        hard, cost, km = self.prices.of(people, self.themes[team])
        return HARD * hard + cost * (4 + cost / 4) + km / 50

    def settle(self, unit: int, team: int) -> None:
        """Give a unit that has none a team."""
        self.crews[team].append(unit)
        self.home[unit] = team
        self.energy[team] = self.price(team)

    def retheme(self, team: int, theme: int) -> None:
        """Give a team another theme."""
        self.room[self.themes[team]] += 1
        self.themes[team] = theme
        self.room[theme] -= 1
        self.energy[team] = self.price(team)

    def improve(self, steps: int, stop: Callable[[], bool]) -> None:
        """Try so many changes, accepting worse ones less and less, and end with the best that was seen."""
        best, kept = sum(self.energy), self._copy()
        total = best
        for step in range(steps):
            if step % BETWEEN_LOOKS == 0 and stop():
                break
            warmth = WARM * (COLD / WARM) ** (step / steps)
            total += self._step(warmth)
            if total < best - 1e-6:
                best, kept = total, self._copy()
        self.crews, self.themes, self.home, self.energy, self.room = kept

    def _copy(self) -> tuple[list[list[int]], list[int], list[int], list[float], list[int]]:
        crews = [list(crew) for crew in self.crews]
        return crews, list(self.themes), list(self.home), list(self.energy), list(self.room)

    def _step(self, warmth: float) -> float:
        """One change and by how much the energy grew: 0 when it was taken back."""
        if self.free and self.instance.themes and self.chance.random() < 0.05:
            return self._step_theme(warmth)
        if not self.loose or len(self.opened) < 2:
            return 0.0
        unit = self.chance.choice(self.loose)
        here, there = self.home[unit], self.chance.choice(self.opened)
        if here == there:
            return 0.0
        others = [other for other in self.crews[there] if self._is_loose(other)]
        other = self.chance.choice(others) if others and self.chance.random() < 0.75 else None
        before = self.energy[here] + self.energy[there]
        kept = self.energy[here], self.energy[there]
        self._exchange(unit, other, here, there)
        self.energy[here], self.energy[there] = self.price(here), self.price(there)
        change = self.energy[here] + self.energy[there] - before
        if self._is_accepted(change, warmth):
            return change
        self._exchange(unit, other, there, here)
        self.energy[here], self.energy[there] = kept
        return 0.0

    def _is_loose(self, unit: int) -> bool:
        formed = len(self.instance.formed)
        return not formed or self.home[unit] >= formed or unit in self.loose

    def _exchange(self, unit: int, other: int | None, here: int, there: int) -> None:
        self.crews[here].remove(unit)
        self.crews[there].append(unit)
        self.home[unit] = there
        if other is not None:
            self.crews[there].remove(other)
            self.crews[here].append(other)
            self.home[other] = here

    def _step_theme(self, warmth: float) -> float:
        """Another theme for a team, or two teams exchange theirs."""
        team = self.chance.choice(self.free)
        new, other = self.chance.randrange(len(self.room)), self.chance.choice(self.free)
        old, swapped = self.themes[team], self.room[new] <= 0
        if swapped:
            new = self.themes[other]
        kept = self.energy[team], self.energy[other]
        self.retheme(team, new)
        change = self.energy[team] - kept[0]
        if swapped and other != team:
            self.retheme(other, old)
            change += self.energy[other] - kept[1]
        if self._is_accepted(change, warmth):
            return change
        self.retheme(team, old)
        if swapped and other != team:
            self.retheme(other, new)
        return 0.0

    def _is_accepted(self, change: float, warmth: float) -> bool:
        return change <= 0 or (change < 20 * warmth and self.chance.random() < exp(-change / warmth))

    def is_broken(self) -> bool:
        """Whether something hard is missed now."""
        return any(energy >= HARD for energy in self.energy)

    def division(self) -> tuple[Team, ...]:
        """The division as it is now."""
        people, names = self.instance.people, [theme.id for theme in self.instance.themes]
        return in_order(
            self.instance,
            [
                Team(
                    tuple(people[p].id for u in crew for p in self.units[u]), names[theme] if names else None
                )
                for crew, theme in zip(self.crews, self.themes, strict=True)
            ],
        )
