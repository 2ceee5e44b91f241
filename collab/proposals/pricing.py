"""What a team costs, counted fast: the arithmetic of judging on numbers instead of names."""

from collections.abc import Callable, Sequence
from itertools import combinations

from collab.proposals.instance import Instance, wish_cost
from collab.teams.composition import Rule, RuleKind, distance_km, steps_too_far

Amount = Callable[[Sequence[int], int], int]
"""By how much these people miss a rule, given their greatest distance."""


class Prices:
    """The prices of an instance. People are numbers in its order, themes too."""

    def __init__(self, instance: Instance) -> None:
        people = instance.people
        self.sector = _numbered([person.place.sector for person in people])
        self.home = _numbered([person.place.municipality for person in people])
        self.county = _numbered([person.place.county for person in people])
        self.kilometres = _kilometres(instance, self.home)
        names: list[str | None] = [theme.id for theme in instance.themes] or [None]
        self.wishes = [[wish_cost(person, name) for name in names] for person in people]
        index = {person.id: i for i, person in enumerate(people)}
        self.beside = [tuple(index[other] for other in person.beside) for person in people]
        apart: list[set[int]] = [set() for _ in people]
        for pair in instance.apart:
            one, other = (index[member] for member in pair)
            apart[one].add(other)
            apart[other].add(one)
        self.apart = apart
        self.sectors = {code: self._sector_number(instance, code) for code in instance.sectors}
        self.hard = [self._amount(rule) for rule in instance.rules if rule.is_hard]
        self.soft = [(rule.weight, self._amount(rule)) for rule in instance.rules if not rule.is_hard]

    def of(self, people: Sequence[int], theme: int) -> tuple[int, int, int]:
        """By how much a team misses what is hard, its cost, and its greatest distance in km."""
        if not people:
            return 1, 0, 0
        km = self._km(people)
        hard = sum(amount(people, km) for amount in self.hard) + self._together(people)
        cost = sum(weight * amount(people, km) for weight, amount in self.soft)
        for person in people:
            cost += self.wishes[person][theme]
            for other in self.beside[person]:
                cost += other not in people
        return hard, cost, km

    def _together(self, people: Sequence[int]) -> int:
        """How many of them should be apart from another one."""
        return sum(1 for person in people if self.apart[person] and not self.apart[person].isdisjoint(people))

    def _km(self, people: Sequence[int]) -> int:
        homes = {self.home[person] for person in people}
        return max((self.kilometres[a][b] for a, b in combinations(homes, 2)), default=0)

    def _sector_number(self, instance: Instance, code: str) -> int:
        """The number of a sector; -1 where nobody comes from it."""
        there = [i for i, person in enumerate(instance.people) if person.place.sector == code]
        return self.sector[there[0]] if there else -1

    def _amount(self, rule: Rule) -> Amount:
        least, most = rule.least or 0, rule.most
        if rule.kind is RuleKind.SIZE:
            return _size(least, most)
        if rule.kind is RuleKind.TRAVEL:
            return lambda _people, km: steps_too_far(km, most or 0)
        if rule.kind is RuleKind.EACH_SECTOR:
            wanted = [self.sectors[code] for code in rule.sectors or self.sectors]
            return _each(self.sector, wanted, least)
        if rule.kind is RuleKind.SAME_MUNICIPALITY:
            return _crowded(self.home, most or 0)
        of = {RuleKind.SECTORS: self.sector, RuleKind.MUNICIPALITIES: self.home}.get(rule.kind, self.county)
        return lambda people, _km: max(0, least - len({of[person] for person in people}))


def _size(least: int, most: int | None) -> Amount:
    def missed(people: Sequence[int], _km: int) -> int:
        size = len(people)
        return least - size if size < least else size - most if most is not None and size > most else 0

    return missed


def _each(sector: Sequence[int], wanted: Sequence[int], least: int) -> Amount:
    def missed(people: Sequence[int], _km: int) -> int:
        there = [sector[person] for person in people]
        return sum(max(0, least - there.count(code)) for code in wanted)

    return missed


def _crowded(home: Sequence[int], most: int) -> Amount:
    def missed(people: Sequence[int], _km: int) -> int:
        there = [home[person] for person in people]
        names = set(there)
        if most == 1:
            return len(there) - len(names)
        return sum(max(0, there.count(name) - most) for name in names)

    return missed


def _numbered(words: Sequence[str]) -> list[int]:
    numbers: dict[str, int] = {}
    return [numbers.setdefault(word, len(numbers)) for word in words]


def _kilometres(instance: Instance, home: Sequence[int]) -> list[list[int]]:
    places = {number: person.place for number, person in zip(home, instance.people, strict=True)}
    return [[distance_km(places[a], places[b]) for b in range(len(places))] for a in range(len(places))]
