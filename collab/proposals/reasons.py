"""Why things clash: each of them as a sentence with the numbers that matter beside the others."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from collab import geography
from collab.proposals import wording
from collab.proposals.facts import Fact, Item
from collab.proposals.instance import Instance, Person
from collab.proposals.judging import together
from collab.teams.composition import Rule, RuleKind, distance_km, judge
from collab.text import _, _n, begun, in_words, listed

_OF: dict[RuleKind, Callable[[Person], str]] = {
    RuleKind.SECTORS: lambda person: person.place.sector,
    RuleKind.MUNICIPALITIES: lambda person: person.place.municipality,
    RuleKind.COUNTIES: lambda person: person.place.county,
}


class Conflict(Struct, frozen=True):
    """Things that cannot all be kept, and what they alone say of the number of teams."""

    instance: Instance
    items: Sequence[Item]

    def has(self, *asked: Fact) -> bool:
        """Whether some such thing is among them."""
        return any(item.fact in asked for item in self.items)

    @property
    def rules(self) -> list[Rule]:
        """The rules among them."""
        return [self.instance.rules[item.at] for item in self.items if item.fact is Fact.RULE]

    @property
    def formed(self) -> list[int]:
        """The places of the formed teams among them."""
        return [item.at for item in self.items if item.fact is Fact.FORMED]

    @property
    def fewest(self) -> int:
        """At least so many teams there are to be."""
        people = len(self.instance.people)
        sizes = [rule.most for rule in self.rules if rule.kind is RuleKind.SIZE and rule.most]
        asked = self.instance.teams.least if self.has(Fact.TEAMS) else 1
        return max(asked, len(self.formed), *(-(-people // most) for most in sizes), 1)

    @property
    def groups(self) -> list[tuple[Person, ...]]:
        """Those who stay together by the things among them, in their groups."""
        pins = tuple(self.instance.pins[item.at] for item in self.items if item.fact is Fact.PIN)
        formed = tuple(self.instance.formed[at] for at in self.formed)
        kept = together(replace(self.instance, pins=pins, formed=formed))
        return [group for group in kept if len(group) > 1]


def sentence(instance: Instance, item: Item, items: Sequence[Item]) -> str:
    """One of the things that clash, with why it cannot be kept beside the others."""
    clash = Conflict(instance, items)
    if item.fact is Fact.THEMES:
        return _themes(clash, item)
    if item.fact is not Fact.RULE:
        return wording.sentence(instance, item)
    rule = instance.rules[item.at]
    said = _INSTEAD[rule.kind](clash, rule) if rule.kind in _INSTEAD else None
    return said or " ".join([wording.sentence(instance, item), *_BESIDE[rule.kind](clash, rule)])


def _themes(clash: Conflict, item: Item) -> str:
    instance = clash.instance
    limits = {theme.id: theme.teams_most for theme in instance.themes}
    used = Counter(instance.formed[at].theme for at in clash.formed)
    over = [(key, most) for key, most in limits.items() if most is not None and used[key] > most]
    if over:
        return " ".join(wording.room(instance, *limit) for limit in over)
    whole = [most for most in limits.values() if most is not None]
    if len(whole) < len(limits) or sum(whole) >= clash.fewest:
        return wording.sentence(instance, item)
    if sum(whole) == 0:
        return _("The themes have room for no team.")
    return _n("The themes have room for one team.", "The themes have room for %(count)s teams.", sum(whole),
              count=in_words(sum(whole)))  # fmt: skip


def _size(clash: Conflict, rule: Rule) -> str | None:
    """Why people are too few, too many, or do not divide, where the size and number of teams say so."""
    people, least, most = len(clash.instance.people), rule.least or 0, rule.most
    fewest = max(1, clash.instance.teams.least if clash.has(Fact.TEAMS) else 1, len(clash.formed))
    if least * fewest > people:
        return _too_few(people, fewest, least)
    teams = clash.instance.teams.most
    if most and clash.has(Fact.TEAMS) and most * teams < people:
        return _n("%(people)s people do not fit into one team of at most %(most)s.",
                  "%(people)s people do not fit into %(teams)s teams of at most %(most)s.", teams,
                  **_numbers(people=people), teams=in_words(teams), most=in_words(most))  # fmt: skip
    if not most or len(clash.items) > 1:
        return None
    said = {"people": begun(in_words(people)), "least": in_words(least), "most": in_words(most)}
    if least == most:
        return _("%(people)s people cannot be divided into teams of %(least)s.", **said)
    return _("%(people)s people cannot be divided into teams of %(least)s to %(most)s.", **said)


def _too_few(people: int, teams: int, least: int) -> str:
    said = {**_numbers(people=people), "teams": in_words(teams), "least": in_words(least)}
    if teams == 1:
        return _n("One person is not enough for a team of at least %(least)s.",
                  "%(people)s people are not enough for a team of at least %(least)s.", people,
                  **said)  # fmt: skip
    return _n("One person is not enough for %(teams)s teams of at least %(least)s.",
              "%(people)s people are not enough for %(teams)s teams of at least %(least)s.", people,
              **said)  # fmt: skip


def _numbers(**counts: int) -> dict[str, str]:
    return {name: begun(in_words(count)) for name, count in counts.items()}


_COUNTING = frozenset({RuleKind.EACH_SECTOR, *_OF})
"""Rules that are the harder to keep the more teams there are."""


def _size_beside(clash: Conflict, rule: Rule) -> Iterator[str]:
    people = len(clash.instance.people)
    teams = -(-people // rule.most) if rule.most else 1
    is_counted = clash.has(Fact.THEMES) or any(other.kind in _COUNTING for other in clash.rules)
    if teams > 1 and is_counted and not clash.has(Fact.TEAMS):
        yield _("%(people)s people are at least %(count)s teams then.", **_numbers(people=people),
                count=in_words(teams))  # fmt: skip


def _each_sector(clash: Conflict, rule: Rule) -> str | None:
    """Why those from a sector are not enough; None where they are."""
    code, count = _scarcest(clash, rule)
    least, teams = rule.least or 0, clash.fewest
    if count >= least * teams:
        return None
    said = {
        "sector": wording.sectors_named(clash.instance, [code]), "teams": in_words(teams),
        "least": in_words(least), "count": begun(in_words(count)),
    }  # fmt: skip
    if count == 0:
        return _n(
            "Nobody is from %(sector)s, and every team should have one.",
            "Nobody is from %(sector)s, and every team should have %(least)s.",
            least,
            **said,
        )
    return _not_enough(count, least, teams, said)


def _not_enough(count: int, least: int, teams: int, said: dict[str, str]) -> str:
    if teams == 1:
        return _n(
            "One from %(sector)s is not enough for a team that should have %(least)s.",
            "%(count)s from %(sector)s are not enough for a team that should have %(least)s.",
            count,
            **said,
        )
    if least == 1:
        return _n(
            "One from %(sector)s is not enough for %(teams)s teams that should all have one.",
            "%(count)s from %(sector)s are not enough for %(teams)s teams that should all have one.",
            count,
            **said,
        )
    return _n(
        "One from %(sector)s is not enough for %(teams)s teams that should all have %(least)s.",
        "%(count)s from %(sector)s are not enough for %(teams)s teams that should all have %(least)s.",
        count,
        **said,
    )


def _scarcest(clash: Conflict, rule: Rule) -> tuple[str, int]:
    people = Counter(person.place.sector for person in clash.instance.people)
    code = min(rule.sectors or clash.instance.sectors, key=lambda code: people[code])
    return code, people[code]


def _each_sector_beside(clash: Conflict, rule: Rule) -> Iterator[str]:
    code, count = _scarcest(clash, rule)
    yield _n("One person is from %(sector)s.", "%(count)s people are from %(sector)s.", count,
             count=begun(in_words(count)), sector=wording.sectors_named(clash.instance, [code]))  # fmt: skip


def _same_municipality(clash: Conflict, rule: Rule) -> Iterator[str]:
    """Those who stay together from one municipality, where they are too many; otherwise all from one."""
    most = rule.most or 0
    kept = [_crowd(group) for group in clash.groups]
    name, count = max(kept, key=lambda crowd: crowd[1], default=("", 0))
    if count > max(1, most):
        yield _("%(count)s who stay together come from %(place)s.", **_numbers(count=count), place=name)
        return
    name, count = _crowd(clash.instance.people)
    if count > 1:
        yield _("%(count)s come from %(place)s.", **_numbers(count=count), place=name)


def _crowd(people: Sequence[Person]) -> tuple[str, int]:
    return Counter(person.place.municipality for person in people).most_common(1)[0]


def _travel(clash: Conflict, rule: Rule) -> Iterator[str]:
    """The two who stay together too far apart; or who has too few near; or the two farthest of all."""
    pairs = [pair for group in clash.groups for pair in combinations(group, 2)]
    far = [pair for pair in pairs if _km(pair) > (rule.most or 0)]
    homes = _one_of_each(clash.instance.people)
    lonely = None if far else _lonely(clash, rule, homes)
    if lonely is not None:
        place, count = lonely
        yield _n("Only one person lives that near %(place)s.",
                 "Only %(count)s people live that near %(place)s.", count, count=in_words(count),
                 place=place)  # fmt: skip
        return
    pair = max(far or combinations(homes, 2), key=_km, default=None)
    if pair is not None:
        is_open = bool(far) and not clash.instance.apart
        ends = [_end(clash.instance, person, is_named=is_open) for person in pair]
        yield _("It is %(km)s km between %(places)s.", km=_km(pair), places=listed(ends))


def _km(pair: tuple[Person, Person]) -> int:
    return distance_km(pair[0].place, pair[1].place)


def _lonely(clash: Conflict, travel: Rule, homes: Sequence[Person]) -> tuple[str, int] | None:
    """The municipality near which fewest people live, where these are no team by another rule; how many."""
    found = []
    for home in homes:
        near = [p.place for p in clash.instance.people if _km((home, p)) <= (travel.most or 0)]
        judged = judge(near, [rule for rule in clash.rules if rule is not travel], clash.instance.sectors)
        if any(judgement.falls_short for judgement in judged.judgements):
            found.append((home.place.municipality, len(near)))
    return min(found, key=lambda place: place[1], default=None)


def _end(instance: Instance, person: Person, *, is_named: bool) -> str:
    """A municipality, with who lives there unless that could tell whose wish to be apart it is about."""
    place = person.place.municipality
    return (
        _("%(person)s in %(place)s", person=instance.name_of(person.id), place=place) if is_named else place
    )


def _one_of_each(people: Collection[Person]) -> list[Person]:
    return list({person.place.municipality: person for person in people}.values())


def _distinct(clash: Conflict, rule: Rule) -> Iterator[str]:
    people, least = len(clash.instance.people), rule.least or 0
    groups = Counter(_OF[rule.kind](person) for person in clash.instance.people)
    name, count = groups.most_common(1)[0]
    if len(groups) == 1:
        yield _("Everybody is from %(name)s.", name=_called(clash, rule, name))
    elif len(groups) < least:
        names = listed(_called(clash, rule, name) for name in groups)
        yield _("There are only %(count)s: %(names)s.", count=in_words(len(groups)), names=names)
    elif least * clash.fewest > people:
        yield _("%(people)s people are too few for %(teams)s such teams.", **_numbers(people=people),
                teams=in_words(clash.fewest))  # fmt: skip
    elif count > 1:
        yield _("%(count)s of %(people)s people are from %(name)s.", **_numbers(count=count),
                people=in_words(people), name=_called(clash, rule, name))  # fmt: skip


def _called(clash: Conflict, rule: Rule, name: str) -> str:
    if rule.kind is RuleKind.SECTORS:
        return wording.sectors_named(clash.instance, [name])
    return geography.county_name(name) if rule.kind is RuleKind.COUNTIES else name


_INSTEAD: dict[RuleKind, Callable[[Conflict, Rule], str | None]] = {
    RuleKind.SIZE: _size,
    RuleKind.EACH_SECTOR: _each_sector,
}
"""Kinds whose numbers can say everything."""
_BESIDE: dict[RuleKind, Callable[[Conflict, Rule], Iterator[str]]] = {
    RuleKind.SIZE: _size_beside,
    RuleKind.EACH_SECTOR: _each_sector_beside,
    RuleKind.SAME_MUNICIPALITY: _same_municipality,
    RuleKind.TRAVEL: _travel,
    **dict.fromkeys(_OF, _distinct),
}
