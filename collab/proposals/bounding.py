"""What no division of a large instance can beat: CP-SAT counts people per theme, not per team.

Teams that work on the same theme are looked at as one crowd of so many teams, and every amount by which the
crowd must miss its rules is missed by its teams together. The local search's division is where CP-SAT starts.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from collab.proposals.engine import cp_model
from collab.proposals.instance import Instance, Person, wish_cost
from collab.proposals.judging import Team
from collab.proposals.modelling import OF, solver
from collab.teams.composition import Rule, RuleKind

EFFORT = 12.0
"""The deterministic limit."""


class Crowds:
    """`works_on[person][theme]`, `count[theme]` teams: a relaxation of every division."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.cp: Any = cp_model.CpModel()
        self.themes: list[str | None] = [theme.id for theme in instance.themes] or [None]
        self.works_on = [[self.cp.new_bool_var("") for _ in self.themes] for _ in instance.people]
        limits = [theme.teams_most for theme in instance.themes] or [None]
        most = instance.teams.most
        self.count = [self.cp.new_int_var(0, most if cap is None else min(cap, most), "") for cap in limits]
        self.cp.add_linear_constraint(sum(self.count), instance.teams.least, most)
        for chosen in self.works_on:
            self.cp.add_exactly_one(chosen)
        self.index = {person.id: i for i, person in enumerate(instance.people)}
        self.costs: list[Any] = []
        self._keep_together()
        for theme in range(len(self.themes)):
            self.cp.add(self.crowd(theme) >= self.count[theme])
            for rule in instance.rules:
                self._keep(rule, theme)
        self._wish()
        self.cp.minimize(sum(self.costs))

    def crowd(self, theme: int, of: Callable[[Person], bool] = lambda _: True) -> Any:
        """How many such people work on the theme."""
        return sum(w[theme] for p, w in zip(self.instance.people, self.works_on, strict=True) if of(p))

    def _keep_together(self) -> None:
        for group in [*self.instance.pins, *(formed.members for formed in self.instance.formed)]:
            first = self.works_on[self.index[group[0]]]
            for member in group[1:]:
                for one, other in zip(first, self.works_on[self.index[member]], strict=True):
                    self.cp.add(one == other)

    def _wish(self) -> None:
        for person, chosen in zip(self.instance.people, self.works_on, strict=True):
            self.costs += [wish_cost(person, name) * w for name, w in zip(self.themes, chosen, strict=True)]
            for other in sorted(person.beside):
                parted = self.cp.new_bool_var("")
                for mine, theirs in zip(chosen, self.works_on[self.index[other]], strict=True):
                    self.cp.add(parted >= mine - theirs)
                self.costs.append(parted)

    def _keep(self, rule: Rule, theme: int) -> None:
        for missed in self._missed(rule, theme):
            if rule.is_hard:
                self.cp.add(missed <= 0)
            else:
                amount = self.cp.new_int_var(0, len(self.instance.people) * 4, "")
                self.cp.add(amount >= missed)
                self.costs.append(rule.weight * amount)

    def _missed(self, rule: Rule, theme: int) -> Iterator[Any]:
        """Amounts of which the teams of a theme together miss at least so much, in each case."""
        teams, least, most = self.count[theme], rule.least or 0, rule.most
        if rule.kind is RuleKind.SIZE:
            yield least * teams - self.crowd(theme)
            if most is not None:
                yield self.crowd(theme) - most * teams
        elif rule.kind is RuleKind.EACH_SECTOR:
            for code in rule.sectors or self.instance.sectors:
                yield least * teams - self.crowd(theme, lambda p, code=code: p.place.sector == code)  # type: ignore[misc]
        elif rule.kind is RuleKind.SAME_MUNICIPALITY:
            homes = Counter(person.place.municipality for person in self.instance.people)
            for name in (name for name, count in homes.items() if count > (most or 0)):
                crowd = self.crowd(theme, lambda p, name=name: p.place.municipality == name)  # type: ignore[misc]
                yield crowd - (most or 0) * teams
        elif rule.kind is not RuleKind.TRAVEL:
            yield least * teams - sum(self._reached(rule.kind, theme))

    def _reached(self, kind: RuleKind, theme: int) -> Iterator[Any]:
        """For each sector, municipality or county: in how many of the theme's teams it can be."""
        of = OF[kind]
        for name, many in Counter(of(person) for person in self.instance.people).items():
            reached = self.cp.new_int_var(0, many, "")
            self.cp.add(reached <= self.count[theme])
            self.cp.add(reached <= self.crowd(theme, lambda p, name=name: of(p) == name))  # type: ignore[misc]
            yield reached

    def hint(self, division: Sequence[Team]) -> None:
        """Begin with the themes of a division."""
        for team in division:
            for member in team.members:
                for name, chosen in zip(self.themes, self.works_on[self.index[member]], strict=True):
                    self.cp.add_hint(chosen, name == team.theme)
        teams = Counter(team.theme for team in division)
        for name, count in zip(self.themes, self.count, strict=True):
            self.cp.add_hint(count, teams[name])


def is_impossible(instance: Instance, *, seconds: float = 10.0) -> bool:
    """Whether people are too few or too many for what is hard, however they are divided."""
    if instance.teams.most < instance.teams.least or not instance.people:
        return True
    crowds = Crowds(replace(instance, rules=tuple(rule for rule in instance.rules if rule.is_hard)))
    crowds.cp.clear_objective()
    return bool(solver(instance, effort=EFFORT, seconds=seconds).solve(crowds.cp) == cp_model.INFEASIBLE)


def least_sum(instance: Instance, division: Sequence[Team], *, seconds: float) -> int | None:
    """What the sum of all teams' costs is at least; None when there can be no division."""
    crowds = Crowds(instance)
    crowds.hint(division)
    made = solver(instance, effort=EFFORT, seconds=seconds)
    status = made.solve(crowds.cp)
    if status == cp_model.INFEASIBLE:
        return None
    return max(0, round(made.best_objective_bound)) if status != cp_model.UNKNOWN else 0
