"""A division as CP-SAT sees it: who is in which team, and everything that is hard."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Any

from collab.proposals import facts
from collab.proposals.engine import cp_model
from collab.proposals.facts import Fact, Item
from collab.proposals.instance import Instance, Person
from collab.proposals.judging import Team, in_order, together
from collab.teams.composition import Rule, RuleKind, distance_km

OF: dict[RuleKind, Callable[[Person], str]] = {
    RuleKind.SECTORS: lambda person: person.place.sector,
    RuleKind.MUNICIPALITIES: lambda person: person.place.municipality,
    RuleKind.COUNTIES: lambda person: person.place.county,
}


class Model:
    """The hard part. `is_in[unit][team]`, `is_used[team]` and `works_on[team][theme]` are its choices."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.cp: Any = cp_model.CpModel()
        self.units = self._units()
        self.unit_of = {person.id: i for i, unit in enumerate(self.units) for person in unit}
        self.teams = range(self._most_teams())
        self.is_used = [self.cp.new_bool_var("") for _ in self.teams]
        self.is_in = [[self.cp.new_bool_var("") for _ in self.teams] for _ in self.units]
        self.works_on = [[self.cp.new_bool_var("") for _ in instance.themes] for _ in self.teams]
        self._present: dict[tuple[str, str, int], Any] = {}
        self._place()
        self._count()
        self._part()
        self._theme()
        self._form()
        for at, rule in enumerate(instance.rules):
            if rule.is_hard:
                for team in self.teams:
                    self._keep(Item(Fact.RULE, at), rule, team)

    def _units(self) -> Sequence[tuple[Person, ...]]:
        """Those who are in one team in any case."""
        return together(self.instance)

    def _most_teams(self) -> int:
        return self.instance.teams.most

    def _ask(self, _item: Item, constraint: Any) -> None:
        """A constraint that belongs to something hard; it holds, unless somebody may drop that."""

    def members(self, team: int, of: Callable[[Person], bool] = lambda _: True) -> Any:
        """How many in the team are such people."""
        weights = [sum(1 for person in unit if of(person)) for unit in self.units]
        terms = [(self.is_in[i][team], weight) for i, weight in enumerate(weights) if weight]
        return cp_model.LinearExpr.weighted_sum([t for t, _ in terms], [w for _, w in terms])

    def present(self, kind: str, name: str, of: Callable[[Person], str], team: int) -> Any:
        """True only if somebody such is in the team; for `travel` also true whenever somebody is."""
        key = (kind, name, team)
        if key not in self._present:
            there = self.cp.new_bool_var("")
            inside = [self.is_in[i][team] for i, u in enumerate(self.units) if any(of(p) == name for p in u)]
            self.cp.add_bool_or([*inside, ~there])
            if kind == RuleKind.TRAVEL:
                for one in inside:
                    self.cp.add_implication(one, there)
            self._present[key] = there
        return self._present[key]

    def distinct(self, kind: RuleKind, team: int) -> Any:
        """How many different sectors, municipalities or counties the team has, or fewer."""
        of = OF[kind]
        names = dict.fromkeys(of(person) for person in self.instance.people)
        return sum(self.present(kind, name, of, team) for name in names)

    def division(self, value: Callable[[Any], int]) -> tuple[Team, ...]:
        """The division that these values of the choices say."""
        crews: dict[int, list[str]] = defaultdict(list)
        for i, unit in enumerate(self.units):
            team = next(t for t in self.teams if value(self.is_in[i][t]))
            crews[team] += [person.id for person in unit]
        themes = [theme.id for theme in self.instance.themes]
        said = {
            t: next((k for k, on in zip(themes, self.works_on[t], strict=True) if value(on)), None)
            for t in crews
        }
        return in_order(self.instance, [Team(tuple(crew), said[t]) for t, crew in crews.items()])

    def _not_both(self, one: Any, other: Any) -> Any:
        return self.cp.add_at_most_one([one, other])

    def _place(self) -> None:
        """One team each; teams are alike, so the first unit without a team is in the first free one."""
        for chosen in self.is_in:
            self.cp.add_exactly_one(chosen)
        for team in self.teams:
            self.cp.add(self.members(team) >= 1).only_enforce_if(self.is_used[team])
            for chosen in self.is_in:
                self.cp.add_implication(chosen[team], self.is_used[team])
        firsts = {self.unit_of[formed.members[0]] for formed in self.instance.formed}
        for order, unit in enumerate(i for i in range(len(self.units)) if i not in firsts):
            for team in self.teams[len(self.instance.formed) + order + 1 :]:
                self.cp.add(self.is_in[unit][team] == 0)

    def _count(self) -> None:
        for team in self.teams[: self.instance.teams.least]:
            self.cp.add(self.is_used[team] == 1)

    def _part(self) -> None:
        for at, pair in enumerate(facts.apart(self.instance)):
            one, other = (self.is_in[self.unit_of[member]] for member in pair)
            for chosen in zip(one, other, strict=True):
                self._ask(Item(Fact.APART, at), self._not_both(*chosen))

    def _theme(self) -> None:
        for team, themes in zip(self.teams, self.works_on, strict=True):
            if themes:
                self.cp.add(sum(themes) == self.is_used[team])
        for i, theme in enumerate(self.instance.themes):
            if theme.teams_most is not None:
                room = sum(themes[i] for themes in self.works_on) <= theme.teams_most
                self._ask(Item(Fact.THEMES), self.cp.add(room))

    def _form(self) -> None:
        position = {theme.id: i for i, theme in enumerate(self.instance.themes)}
        for team, formed in enumerate(self.instance.formed):
            item = Item(Fact.FORMED, team)
            if team not in self.teams:
                self._ask(item, self.cp.add_bool_or([]))
                continue
            for member in formed.members:
                self._ask(item, self.cp.add(self.is_in[self.unit_of[member]][team] == 1))
            if formed.is_closed:
                self._ask(item, self.cp.add(self.members(team) == len(formed.members)))
            if formed.theme is not None:
                self._ask(item, self.cp.add(self.works_on[team][position[formed.theme]] == 1))

    def _keep(self, item: Item, rule: Rule, team: int) -> None:
        for constraint in self._constraints(rule, team):
            self._ask(item, constraint)

    def _constraints(self, rule: Rule, team: int) -> Iterator[Any]:
        used, least, most = self.is_used[team], rule.least or 0, rule.most
        if rule.kind is RuleKind.SIZE:
            yield self.cp.add(self.members(team) >= least * used)
            if most is not None:
                yield self.cp.add(self.members(team) <= most)
        elif rule.kind is RuleKind.EACH_SECTOR:
            for code in rule.sectors or self.instance.sectors:
                yield self.cp.add(self.members(team, sector_is(code)) >= least * used)
        elif rule.kind is RuleKind.SAME_MUNICIPALITY:
            for name in municipalities(self.instance):
                yield self.cp.add(self.members(team, lives_in(name)) <= (most or 0))
        elif rule.kind is RuleKind.TRAVEL:
            yield from self._near(most or 0, team)
        else:
            yield self.cp.add(self.distinct(rule.kind, team) >= least * used)

    def _near(self, most: int, team: int) -> Iterator[Any]:
        for one, other in far_pairs(self.instance, most):
            yield self._not_both(self.lived_in(one, team), self.lived_in(other, team))

    def lived_in(self, name: str, team: int) -> Any:
        """Whether somebody from the municipality is in the team, and only then."""
        return self.present(RuleKind.TRAVEL, name, lambda person: person.place.municipality, team)


def municipalities(instance: Instance) -> list[str]:
    """Where people come from."""
    return list(dict.fromkeys(person.place.municipality for person in instance.people))


def far_pairs(instance: Instance, most: int) -> list[tuple[str, str]]:
    """Municipalities that are farther than so many km from each other."""
    homes = {person.place.municipality: person.place for person in instance.people}
    return [(a, b) for a, b in combinations(homes, 2) if distance_km(homes[a], homes[b]) > most]


def sector_is(code: str) -> Callable[[Person], bool]:
    """Whether somebody comes from the sector."""
    return lambda person: person.place.sector == code


def lives_in(name: str) -> Callable[[Person], bool]:
    """Whether somebody comes from the municipality."""
    return lambda person: person.place.municipality == name


def solver(instance: Instance, *, effort: float, seconds: float) -> Any:
    """A CP-SAT solver that answers the same every time: one worker, a fixed seed, a deterministic limit."""
    made = cp_model.CpSolver()
    made.parameters.num_workers = 1
    made.parameters.random_seed = instance.seed
    made.parameters.max_deterministic_time = effort
    made.parameters.max_time_in_seconds = max(0.01, seconds)
    made.parameters.linearization_level = 2
    return made


def is_solvable(instance: Instance, *, effort: float = 20.0, seconds: float = 30.0) -> bool | None:
    """Whether there is any division; None when that was not found out within the effort."""
    status, _ = _solved(instance, effort, seconds)
    if status == cp_model.INFEASIBLE:
        return False
    return True if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


def find(instance: Instance, *, effort: float = 20.0, seconds: float = 30.0) -> tuple[Team, ...] | None:
    """Any division that keeps what is hard; None when there is none or none was found."""
    return _solved(instance, effort, seconds)[1]


def _solved(instance: Instance, effort: float, seconds: float) -> tuple[Any, tuple[Team, ...] | None]:
    if instance.teams.most < instance.teams.least or not instance.people:
        return cp_model.INFEASIBLE, None
    model, made = Model(instance), solver(instance, effort=effort, seconds=seconds)
    status = made.solve(model.cp)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return status, None
    return status, model.division(made.value)
