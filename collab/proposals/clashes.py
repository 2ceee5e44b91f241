"""Why there is no division: things that cannot all be kept, and the least that would have to give way."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from collab.proposals import facts, wording
from collab.proposals.answer import Answer, Clash, Relaxation, Status
from collab.proposals.facts import Fact, Item
from collab.proposals.instance import Instance, Teams
from collab.proposals.solvable import is_solvable
from collab.teams.composition import Rule, RuleKind

DEPTH = 3
"""So many independent clashes are looked through for what would have to give way together."""
Stop = Callable[[], bool]


def explain(instance: Instance, stop: Stop) -> Answer:
    """The clash and what would mend it, each in a sentence. The instance has no division."""
    clash = irreducible(instance, stop)
    said = tuple(Clash(wording.name(instance, item), wording.sentence(instance, item)) for item in clash)
    return Answer(
        Status.STOPPED if stop() else Status.INFEASIBLE,
        conflict=said,
        relaxations=tuple(relaxations(instance, clash, stop)),
    )


def irreducible(instance: Instance, stop: Stop = lambda: False) -> list[Item]:
    """A set of things that cannot all be kept, whereas all but any one of them can."""
    everything = facts.items(instance)
    kept = set(everything)
    for group in _groups(instance, everything):
        trial = kept - set(group)
        if trial != kept and not stop() and is_solvable(facts.only(instance, trial)) is False:
            kept = trial
    return [item for item in everything if item in kept]


TOLD_LAST = (
    *(RuleKind.COUNTIES, RuleKind.TRAVEL, RuleKind.MUNICIPALITIES, RuleKind.SECTORS),
    *(RuleKind.SAME_MUNICIPALITY, RuleKind.SIZE, RuleKind.EACH_SECTOR),
)
"""Where several clashes can be told, rules further back are told: a lack of people is plainest."""


def _groups(instance: Instance, everything: Sequence[Item]) -> Iterator[Iterable[Item]]:
    """What is tried to be dropped, whole kinds first: most clashes need few facts."""
    many = (Fact.APART, Fact.PIN, Fact.FORMED)
    for fact in many:
        yield [item for item in everything if item.fact is fact]
    rules = [item for item in everything if item.fact is Fact.RULE]
    rules.sort(key=lambda item: TOLD_LAST.index(instance.rules[item.at].kind))
    for fact in (*many, Fact.THEMES, Fact.RULE, Fact.TEAMS):
        for item in rules if fact is Fact.RULE else everything:
            if item.fact is fact:
                yield [item]


@dataclass(frozen=True, slots=True)
class _Change:
    """A way to give way: where, which field becomes what, and the instance that results."""

    at: str
    field: str
    value: Any
    instance: Instance
    step: int
    said: str


def relaxations(instance: Instance, clash: Sequence[Item], stop: Stop = lambda: False) -> list[Relaxation]:
    """The least that would work, the smallest change first; several changes where one is not enough."""
    return [
        Relaxation(
            tuple((change.at, change.field, change.value) for change in changes),
            " ".join(change.said for change in changes),
        )
        for changes in _mended(instance, clash, stop, DEPTH)
    ]


def _mended(instance: Instance, clash: Sequence[Item], stop: Stop, depth: int) -> list[tuple[_Change, ...]]:
    single = [change for item in clash if not stop() for change in _least(instance, item)]
    if single:
        return [(change,) for change in sorted(single, key=lambda change: change.step)]
    found = []
    for item in clash if depth > 1 else ():
        if stop():
            break
        dropped = _dropped(instance, item)
        further = irreducible(dropped.instance, stop)
        found += [(dropped, *rest) for rest in _mended(dropped.instance, further, stop, depth - 1)[:1]]
    return sorted(found, key=lambda changes: (len(changes), sum(change.step for change in changes)))


def _least(instance: Instance, item: Item) -> list[_Change]:
    """The smallest ways in which one thing can give way so that there is a division."""
    if is_solvable(facts.without(instance, item)) is not True:
        return []
    if item.fact is Fact.RULE:
        found = [_first(ways) for ways in _ways(instance, item)]
    elif item.fact is Fact.TEAMS:
        found = [_first_of(_counts(instance))]
    elif item.fact is Fact.THEMES:
        found = [_first(ways) for ways in _rooms(instance)]
    else:
        found = [_dropped(instance, item)]
    some = [change for change in found if change is not None]
    return some or [_dropped(instance, item)]


def _first(ways: Sequence[_Change]) -> _Change | None:
    """The first that works of ways that give more and more: found by halving."""
    low, high = 0, len(ways)
    while low < high:
        middle = (low + high) // 2
        if is_solvable(ways[middle].instance) is True:
            high = middle
        else:
            low = middle + 1
    return ways[low] if low < len(ways) else None


def _first_of(ways: Iterable[_Change]) -> _Change | None:
    return next((way for way in ways if is_solvable(way.instance) is True), None)


def _ways(instance: Instance, item: Item) -> list[list[_Change]]:
    """By setting, the rule given way step by step."""
    rule = instance.rules[item.at]
    if rule.kind is RuleKind.EACH_SECTOR and rule.least == 1:
        return [_fewer_sectors(instance, item)]
    by_field: dict[str, list[_Change]] = {}
    for field, value, given in facts.eased(rule, instance):
        ways = by_field.setdefault(field, [])
        step = len(ways) + 1
        ways.append(_ruled(instance, item, (field, value), given, step))
    return list(by_field.values())


def _fewer_sectors(instance: Instance, item: Item) -> list[_Change]:
    """The rule asked of one sector less, the scarcest."""
    rule = instance.rules[item.at]
    wanted = rule.sectors or instance.sectors
    people = [person.place.sector for person in instance.people]
    rest = tuple(code for code in wanted if code != min(wanted, key=people.count))
    if not rest:
        return []
    return [_ruled(instance, item, ("sectors", list(rest)), replace(rule, sectors=rest), 1)]


def _ruled(instance: Instance, item: Item, change: tuple[str, Any], given: Rule, step: int) -> _Change:
    rules = tuple(given if i == item.at else rule for i, rule in enumerate(instance.rules))
    said = wording.given_way(instance, instance.rules[item.at], *change)
    return _Change(
        wording.place(instance, item), *change, instance=replace(instance, rules=rules), step=step, said=said
    )


def _counts(instance: Instance) -> Iterator[_Change]:
    """Other numbers of teams, the nearest first."""
    teams = instance.teams
    for step in range(1, len(instance.people)):
        for count in (teams.least - step, teams.most + step):
            if 1 <= count <= len(instance.people):
                given = replace(instance, teams=Teams(count, count))
                yield _Change("teams", "count", count, given, step, wording.other_count(count))


def _rooms(instance: Instance) -> Iterator[list[_Change]]:
    """Each theme for more and more teams."""
    for i, theme in enumerate(instance.themes):
        if theme.teams_most is None:
            continue
        ways = []
        for most in range(theme.teams_most + 1, instance.teams.most + 1):
            themes = [replace(t, teams_most=most) if t is theme else t for t in instance.themes]
            given = replace(instance, themes=tuple(themes))
            said = wording.more_room(theme.id, most)
            ways.append(_Change(f"themes[{i}]", "teams_max", most, given, most - theme.teams_most, said))
        yield ways


def _dropped(instance: Instance, item: Item) -> _Change:
    rest = facts.without(instance, item)
    said = wording.without(instance, item)
    if item.fact is Fact.RULE:
        return _Change(wording.place(instance, item), "strength", "advisory", rest, 100, said)
    return _Change(wording.place(instance, item), "removed", True, rest, 10, said)
