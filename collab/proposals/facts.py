"""What an instance asks for, taken apart: rules and facts that can be dropped or given way one by one."""

from collections.abc import Iterator
from enum import StrEnum
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from collab.proposals.instance import Instance, Person, Teams
from collab.teams.composition import Rule, RuleKind, distance_km

SIZED = "teams"
"""The place of the rule that the size of the teams makes."""
ANY_NUMBER = 40
"""Up to so many people every number of teams is looked at where none is asked for."""


class Fact(StrEnum):
    """What is asked for besides rules."""

    RULE = "rule"
    TEAMS = "teams"
    THEMES = "themes"
    PIN = "pin"
    FORMED = "formed"
    APART = "apart"


class Item(Struct, frozen=True):
    """One thing that can be dropped. `at` is its place among its kind."""

    fact: Fact
    at: int = 0


def items(instance: Instance) -> list[Item]:
    """Everything that is hard, so that dropping all of it leaves something that can be done."""
    found = [Item(Fact.RULE, i) for i, rule in enumerate(instance.rules) if rule.is_hard]
    if not is_sized(instance):
        found.append(Item(Fact.TEAMS))
    if any(theme.teams_most is not None for theme in instance.themes):
        found.append(Item(Fact.THEMES))
    found += [Item(Fact.PIN, i) for i in range(len(instance.pins))]
    found += [Item(Fact.FORMED, i) for i in range(len(instance.formed))]
    found += [Item(Fact.APART, i) for i in range(len(instance.apart))]
    return found


def is_sized(instance: Instance) -> bool:
    """Whether the size of the teams is asked instead of their number: it is the last rule then."""
    return SIZED in instance.rule_places


def teams_of(size: Rule, people: int) -> Teams:
    """How many teams of such a size so many people can be."""
    most = max(1, people // max(1, size.least or 0))
    return Teams(min(most, max(1, -(-people // max(1, size.most or people)))), most)


def most_teams(instance: Instance) -> int:
    """How many teams are looked at where their number is free: each alone while people are few."""
    people, most = len(instance.people), instance.teams.most
    return people if people <= ANY_NUMBER else min(people, max(2 * most, most + 10))


def apart(instance: Instance) -> list[tuple[str, str]]:
    """Who must not be together, in a fixed order."""
    pairs = [tuple(sorted(pair)) for pair in instance.apart]
    return sorted((one, other) for one, other in pairs)


def only(instance: Instance, kept: set[Item]) -> Instance:
    """The instance where nothing hard is asked for but these."""
    is_kept = kept.__contains__
    counted = Item(Fact.RULE, len(instance.rules) - 1) if is_sized(instance) else Item(Fact.TEAMS)
    rules = [i for i, r in enumerate(instance.rules) if r.is_hard and is_kept(Item(Fact.RULE, i))]
    places = instance.rule_places or tuple(f"rules[{i}]" for i in range(len(instance.rules)))
    pairs = {frozenset(p) for i, p in enumerate(apart(instance)) if is_kept(Item(Fact.APART, i))}
    themes = instance.themes
    if not is_kept(Item(Fact.THEMES)):
        themes = tuple(replace(theme, teams_most=None) for theme in themes)
    return replace(
        instance,
        rules=tuple(instance.rules[i] for i in rules),
        rule_places=tuple(places[i] for i in rules),
        teams=instance.teams if is_kept(counted) else Teams(1, most_teams(instance)),
        themes=themes,
        pins=tuple(pin for i, pin in enumerate(instance.pins) if is_kept(Item(Fact.PIN, i))),
        formed=tuple(f for i, f in enumerate(instance.formed) if is_kept(Item(Fact.FORMED, i))),
        people=tuple(_parted(person, pairs) for person in instance.people),
    )


def _parted(person: Person, pairs: set[frozenset[str]]) -> Person:
    away = frozenset(other for other in person.apart if frozenset((person.id, other)) in pairs)
    return replace(person, apart=away, beside=frozenset())


def with_projects(instance: Instance) -> list[Item]:
    """The formed teams that run a project: no change divides them."""
    return [Item(Fact.FORMED, at) for at, team in enumerate(instance.formed) if team.runs_project]


def without(instance: Instance, dropped: Item) -> Instance:
    """The instance where one thing less is asked for, everything else as it is."""
    return only(instance, set(items(instance)) - {dropped})


def _distances(instance: Instance) -> list[int]:
    """Every distance between two people's municipalities in km, the shortest first."""
    homes = {person.place.municipality: person.place for person in instance.people}
    return sorted({distance_km(one, other) for one, other in combinations(homes.values(), 2)})


def eased(rule: Rule, instance: Instance) -> Iterator[tuple[str, int, Rule]]:
    """Each setting given way step by step, the smallest step first: which, its value, and the rule."""
    people = len(instance.people)
    if rule.kind is RuleKind.TRAVEL:
        for km in _distances(instance):
            if km > (rule.most or 0):
                yield "max_km", km, replace(rule, most=km)
        return
    if rule.least is not None:
        for least in range(min(rule.least - 1, people), 0, -1):
            yield "min", least, replace(rule, least=least)
    if rule.most is not None:
        for most in range(rule.most + 1, people + 1):
            yield "max", most, replace(rule, most=most)
