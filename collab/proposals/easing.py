"""How one thing can give way: the smallest change of what it asks that is enough."""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from collab.proposals import facts, solvable, wording
from collab.proposals.facts import Fact, Item
from collab.proposals.instance import Instance, Teams
from collab.teams.composition import Rule, RuleKind

EFFORT, SECONDS = 4.0, 6.0
"""The deterministic limit of one look whether a change is enough, and the emergency stop."""
WISHED, DROPPED, OPENED = 100, 10, 5
"""How large a step it is to make a rule a wish, to give a fact up, to let others join a team."""


class Change(Struct, frozen=True):
    """A way to give way: where, which field becomes what, and the instance that results."""

    at: str
    field: str
    value: Any
    instance: Instance
    step: int
    said: Callable[[], str]


Way = tuple[Change, ...]


class Look(Struct, frozen=True):
    """Whether changes are enough while some things are dropped; nothing is any more once `stop()` says so."""

    opened: Collection[Item] = ()
    stop: Callable[[], bool] = lambda: False

    def is_enough(self, instance: Instance) -> bool:
        """Whether there is surely a division."""
        return not self.stop() and _is_solvable(facts.only(instance, self._kept(instance)))

    def teams(self, instance: Instance) -> int:
        """How many teams some division has when any number may be."""
        kept = self._kept(instance) - {Item(Fact.TEAMS)}
        found = solvable.any_division(facts.only(instance, kept))
        return len(found) if found is not None else 1

    def _kept(self, instance: Instance) -> set[Item]:
        return set(facts.items(instance)).difference(self.opened)


def _is_solvable(instance: Instance) -> bool:
    return solvable.is_solvable(instance, effort=EFFORT, seconds=SECONDS) is True


def ways(instance: Instance, item: Item, look: Look) -> list[Way]:
    """The smallest ways in which one thing can give way so that there is a division, beside what is opened.

    Dropping the thing has to be enough.
    """
    if item.fact is Fact.RULE:
        return _rule_ways(instance, item, look)
    if item.fact is Fact.TEAMS:
        return [(_count(instance, look),)]
    if item.fact is Fact.FORMED:
        return _formed_ways(instance, item, look)
    found = [_first(steps, look) for steps in _rooms(instance)] if item.fact is Fact.THEMES else []
    return [(change,) for change in found if change is not None] or [(_dropped(instance, item),)]


def _formed_ways(instance: Instance, item: Item, look: Look) -> list[Way]:
    """The team joined by others where that is enough, else divided anew, unless it runs a project."""
    team = instance.formed[item.at]
    if team.is_closed:
        formed = (replace(one, is_closed=False) if one is team else one for one in instance.formed)
        given, said = replace(instance, formed=tuple(formed)), partial(wording.opened, instance, team)
        if look.is_enough(given):
            return [(Change(wording.place(instance, item), "closed", False, given, OPENED, said),)]
    return [] if team.runs_project else [(_dropped(instance, item),)]


def _rule_ways(instance: Instance, item: Item, look: Look) -> list[Way]:
    rule = instance.rules[item.at]
    found = [_first(steps, look) for steps in _steps(instance, item)]
    if rule.kind is RuleKind.EACH_SECTOR:
        found.append(_fewer_sectors(instance, item, look))
    some: list[Way] = [(change,) for change in found if change is not None]
    if some:
        return some
    return [_sized(instance, item, look) if _makes_count(instance, item) else (_dropped(instance, item),)]


def _first(steps: Sequence[Change], look: Look) -> Change | None:
    """The first that is enough of steps that give more and more: found by halving."""
    low, high = 0, len(steps)
    while low < high:
        middle = (low + high) // 2
        if look.is_enough(steps[middle].instance):
            high = middle
        else:
            low = middle + 1
    return steps[low] if low < len(steps) else None


def _steps(instance: Instance, item: Item) -> list[list[Change]]:
    """By setting, the rule given way step by step."""
    by_field: dict[str, list[Change]] = {}
    for field, value, given in facts.eased(instance.rules[item.at], instance):
        steps = by_field.setdefault(field, [])
        steps.append(_ruled(instance, item, (field, value), given, len(steps) + 1))
    return list(by_field.values())


def _flat(instance: Instance, item: Item) -> list[Change]:
    return [step for steps in _steps(instance, item) for step in steps]


def _sized(instance: Instance, item: Item, look: Look) -> Way:
    """Both ends of the size of the teams, where neither alone is enough."""
    rule, way = instance.rules[item.at], list[Change]()
    widest = _with_rule(instance, item, replace(rule, most=len(instance.people)))
    lower = [step for step in _flat(widest, item) if step.field == "min"]
    if lower:
        found = _first(lower, look) or lower[-1]
        given = replace(rule, least=found.value)
        way.append(_ruled(instance, item, ("min", found.value), given, found.step))
        instance = way[-1].instance
    upper = [step for step in _flat(instance, item) if step.field == "max"]
    return (*way, *([_first(upper, look) or upper[-1]] if upper else ()))


def _fewer_sectors(instance: Instance, item: Item, look: Look) -> Change | None:
    """The rule asked of as many sectors as can be, the scarcest left out first; None when of none."""
    rule = instance.rules[item.at]
    wanted = rule.sectors or instance.sectors
    people = [person.place.sector for person in instance.people]
    kept: set[str] = set()
    change = None
    for code in sorted(wanted, key=people.count, reverse=True):
        rest = tuple(other for other in wanted if other in kept | {code})
        given, dropped = replace(rule, sectors=rest), len(wanted) - len(rest)
        trial = _ruled(instance, item, ("sectors", list(rest)), given, dropped)
        if dropped and look.is_enough(trial.instance):
            kept, change = kept | {code}, trial
    return change


def _ruled(instance: Instance, item: Item, change: tuple[str, Any], given: Rule, step: int) -> Change:
    said = partial(wording.given_way, instance, instance.rules[item.at], *change)
    return Change(wording.place(instance, item), *change, _with_rule(instance, item, given), step, said)


def _with_rule(instance: Instance, item: Item, given: Rule) -> Instance:
    rules = tuple(given if i == item.at else rule for i, rule in enumerate(instance.rules))
    people = len(instance.people)
    teams = facts.teams_of(given, people) if _makes_count(instance, item) else instance.teams
    return replace(instance, rules=rules, teams=teams)


def _makes_count(instance: Instance, item: Item) -> bool:
    """Whether the rule is the size that the file asks of the teams."""
    return facts.is_sized(instance) and item.at == len(instance.rules) - 1


def _count(instance: Instance, look: Look) -> Change:
    """Another number of teams, the nearest that is enough."""
    teams, people = instance.teams, len(instance.people)
    known = look.teams(instance)
    counts = [count for count in range(1, people + 1) if not teams.least <= count <= teams.most]
    far = {count: max(teams.least - count, count - teams.most) for count in counts}
    for count in sorted(counts, key=lambda count: (far[count], count)):
        change = _counted(instance, count, far[count])
        if count == known or look.is_enough(change.instance):
            return change
    return _counted(instance, known, far.get(known, 0))


def _counted(instance: Instance, count: int, step: int) -> Change:
    least, most = instance.teams.least, instance.teams.most
    if count > most > least:
        given = replace(instance, teams=Teams(least, count))
        return Change("teams", "count_max", count, given, step, partial(wording.more_teams, count))
    given = replace(instance, teams=Teams(count, count))
    return Change("teams", "count", count, given, step, partial(wording.other_count, count))


def _rooms(instance: Instance) -> Iterator[list[Change]]:
    """Each theme for more and more teams."""
    for i, theme in enumerate(instance.themes):
        if theme.teams_most is not None:
            counts = range(theme.teams_most + 1, len(instance.people) + 1)
            yield [_roomier(instance, i, theme.teams_most, most) for most in counts]


def _roomier(instance: Instance, at: int, before: int, most: int) -> Change:
    theme = instance.themes[at]
    themes = tuple(replace(t, teams_most=most) if t is theme else t for t in instance.themes)
    said = partial(wording.more_room, instance.name_of(theme.id), most)
    given = replace(instance, themes=themes)
    return Change(f"themes[{at}]", "teams_max", most, given, most - before, said)


def _dropped(instance: Instance, item: Item) -> Change:
    """The thing given up. The instance names pins and pairs by their place, and so keeps them."""
    said, place = partial(wording.without, instance, item), wording.place(instance, item)
    if item.fact is Fact.RULE:
        given = replace(instance.rules[item.at], is_hard=False)
        return Change(place, "strength", "advisory", _with_rule(instance, item, given), WISHED, said)
    if item.fact is Fact.THEMES:
        themes = tuple(replace(theme, teams_most=None) for theme in instance.themes)
        instance = replace(instance, themes=themes)
    return Change(place, "removed", True, instance, DROPPED, said)


def together(instance: Instance, giving: Sequence[Item], stop: Callable[[], bool]) -> Way:
    """Several things that give way at once, each as little as can be, one after the other.

    Empty where one of them is a team that cannot give way.
    """
    opened, changes = set(giving), list[Change]()
    for item in giving:
        found = ways(instance, item, Look(frozenset(opened - {item}), stop))
        if not found:
            return ()
        changes += found[0]
        instance = changes[-1].instance
        if changes[-1].field != "removed":
            opened.discard(item)
    return tuple(changes)
