"""A team's composition, judged by the programme's rules: values in, values out, no database."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import combinations
from math import asin, ceil, cos, radians, sin, sqrt
from typing import Any, Generic, TypeVar

from msgspec import Struct

EARTH_RADIUS_KM = 6371.0
KM_PER_STEP = 10
"""A journey that is too long is counted in steps of so many kilometres, the last one begun."""
HEAVIEST = 1_000_000
"""The greatest weight of a wish; the least is 1."""


class RuleKind(StrEnum):
    """What a rule for teams can be about."""

    SIZE = "size"
    SECTORS = "sectors"
    EACH_SECTOR = "each-sector"
    MUNICIPALITIES = "municipalities"
    SAME_MUNICIPALITY = "same-municipality"
    COUNTIES = "counties"
    TRAVEL = "travel"


SETTINGS = {
    RuleKind.SIZE: frozenset({"min", "max"}),
    RuleKind.SECTORS: frozenset({"min"}),
    RuleKind.EACH_SECTOR: frozenset({"min", "sectors"}),
    RuleKind.MUNICIPALITIES: frozenset({"min"}),
    RuleKind.SAME_MUNICIPALITY: frozenset({"max"}),
    RuleKind.COUNTIES: frozenset({"min"}),
    RuleKind.TRAVEL: frozenset({"max_km"}),
}
"""What each kind of rule may set: whole numbers, but `sectors`, which is a list of codes."""


class UnknownRule(ValueError):
    """Nobody here can judge such a rule. The message says what is wrong with it."""


class Rule(Struct, frozen=True):
    """One rule: at least and at most so many; what is not hard is a wish, and weighs."""

    kind: RuleKind
    is_hard: bool
    least: int | None = None
    most: int | None = None
    """Of travel: kilometres."""
    sectors: tuple[str, ...] = ()
    """Of each-sector: the codes that are asked for; none are all of the programme's."""
    weight: int = 1
    """What each step of a wish that is missed costs. A hard rule has no use for it."""


def rule(kind: str, settings: Mapping[str, Any], *, is_hard: bool, weight: int = 1) -> Rule:
    """The rule of a programme's data. Raises UnknownRule for a kind or setting that is not judged here."""
    if kind not in set(RuleKind):
        raise UnknownRule(f"unknown rule {kind!r}: known are {', '.join(RuleKind)}")
    known = RuleKind(kind)
    _demand_settings(known, settings)
    least, sectors = settings.get("min"), tuple(dict.fromkeys(settings.get("sectors", ())))
    if known is RuleKind.EACH_SECTOR and least is None:
        least = 1
    return Rule(known, is_hard, least, settings.get("max", settings.get("max_km")), sectors, weight)


def _demand_settings(kind: RuleKind, settings: Mapping[str, Any]) -> None:
    known = SETTINGS[kind]
    if not known.issuperset(settings) or (not settings and kind is not RuleKind.EACH_SECTOR):
        raise UnknownRule(f"rule {kind.value!r} takes {' and '.join(sorted(known))}, not {sorted(settings)}")
    numbers = {key: value for key, value in settings.items() if key != "sectors"}
    if not all(type(value) is int and value >= 0 for value in numbers.values()):
        given = sorted(numbers.values(), key=str)
        raise UnknownRule(f"rule {kind.value!r} takes whole numbers, not {given}")
    if numbers.get("min", 0) > numbers.get("max", numbers.get("min", 0)):
        raise UnknownRule(f"rule {kind.value!r}: at most {numbers['max']} is below at least {numbers['min']}")
    sectors = settings.get("sectors", ["-"])
    if not sectors or isinstance(sectors, str) or not all(isinstance(code, str) for code in sectors):
        raise UnknownRule(f"rule {kind.value!r} takes a list of sectors, not {sectors!r}")


def settings_of(rule: Rule) -> dict[str, Any]:
    """The rule's numbers and sectors as a programme's data says them."""
    said = {"min": rule.least, "max": rule.most, "max_km": rule.most, "sectors": list(rule.sectors) or None}
    return {name: said[name] for name in sorted(SETTINGS[rule.kind]) if said[name] is not None}


class Place(Struct, frozen=True):
    """Where a member comes from. Sector is a code, municipality and county whatever tells them apart."""

    sector: str
    municipality: str
    county: str
    latitude: float | None
    longitude: float | None
    """Degrees, WGS 84; None where nobody knows: then nobody travels from there."""


class Judgement(Struct, frozen=True):
    """What a rule says of a team: the number that counts, and what it should be."""

    rule: Rule
    actual: int
    names: tuple[str, ...] = ()
    """Of each-sector: the sectors with too few; of same-municipality: the municipalities with the most;
    of travel: the two that are farthest from each other."""
    amount: int = 0
    """By how much the rule is missed, 0 when it is met: persons outside the range, persons above the most
    summed over municipalities, how many are missing, or steps of ten kilometres begun."""

    @property
    def cost(self) -> int:
        """What missing a wish costs: weight times amount; nothing for a hard rule, which has no price."""
        return 0 if self.rule.is_hard else self.rule.weight * self.amount

    @property
    def falls_short(self) -> bool:
        """Whether more are needed."""
        return self.rule.least is not None and self.actual < self.rule.least

    @property
    def exceeds(self) -> bool:
        """Whether there are too many."""
        return self.rule.most is not None and self.actual > self.rule.most

    @property
    def is_met(self) -> bool:
        """Whether the rule is kept."""
        return not (self.falls_short or self.exceeds)


class Composition(Struct, frozen=True):
    """A team, judged: every rule in the programme's order, and how its sectors are carried."""

    judgements: tuple[Judgement, ...]
    absent: tuple[str, ...]
    """Sectors that nobody comes from."""
    sole: tuple[tuple[str, str], ...]
    """(sector, municipality) where one person alone carries the sector."""

    @property
    def is_complete(self) -> bool:
        """Whether every hard rule is kept."""
        return all(j.is_met for j in self.judgements if j.rule.is_hard)

    @property
    def unmet(self) -> list[Judgement]:
        """Hard rules that are not kept."""
        return [j for j in self.judgements if j.rule.is_hard and not j.is_met]

    @property
    def absent_unasked(self) -> list[str]:
        """Sectors that nobody comes from and that no rule says so of."""
        said = {code for j in self.judgements if j.rule.kind is RuleKind.EACH_SECTOR for code in j.names}
        return [code for code in self.absent if code not in said]

    @property
    def exceeded(self) -> list[Judgement]:
        """Hard rules that there are too many for: nobody more helps."""
        return [j for j in self.unmet if j.exceeds]


def judge(members: Sequence[Place], rules: Sequence[Rule], sectors: Sequence[str]) -> Composition:
    """The team of these members under these rules; `sectors` are the programme's codes in its order."""
    carried = Counter(m.sector for m in members)
    return Composition(
        judgements=tuple(_JUDGES[r.kind](members, r, sectors) for r in rules),
        absent=tuple(s for s in sectors if not carried[s]),
        sole=tuple((s, m.municipality) for s in sectors if carried[s] == 1 for m in members if m.sector == s),
    )


def _each_sector(members: Sequence[Place], asked: Rule, sectors: Sequence[str]) -> Judgement:
    carried, least = Counter(m.sector for m in members), asked.least or 0
    wanted = asked.sectors or sectors
    fewest = min((carried[s] for s in wanted), default=least)
    missing = sum(max(0, least - carried[s]) for s in wanted)
    return Judgement(asked, fewest, tuple(s for s in wanted if carried[s] < least), missing)


def _same_municipality(members: Sequence[Place], asked: Rule, _sectors: Sequence[str]) -> Judgement:
    carried = Counter(m.municipality for m in members)
    most = max(carried.values(), default=0)
    above = sum(max(0, count - (asked.most or 0)) for count in carried.values())
    return Judgement(asked, most, tuple(name for name, count in carried.items() if count == most), above)


def _size(members: Sequence[Place], asked: Rule, _sectors: Sequence[str]) -> Judgement:
    size = len(members)
    return Judgement(asked, size, amount=_outside(size, asked))


def _travel(members: Sequence[Place], asked: Rule, _sectors: Sequence[str]) -> Judgement:
    km, names = farthest(members)
    return Judgement(asked, km, names, steps_too_far(km, asked.most or 0))


def _distinct(of: Callable[[Place], str]) -> Callable[[Sequence[Place], Rule, Sequence[str]], Judgement]:
    def judged(members: Sequence[Place], asked: Rule, _sectors: Sequence[str]) -> Judgement:
        found = len({of(m) for m in members})
        return Judgement(asked, found, amount=_outside(found, asked))

    return judged


def _outside(count: int, asked: Rule) -> int:
    too_few = max(0, (asked.least or 0) - count)
    return too_few + (max(0, count - asked.most) if asked.most is not None else 0)


_JUDGES: dict[RuleKind, Callable[[Sequence[Place], Rule, Sequence[str]], Judgement]] = {
    RuleKind.SIZE: _size,
    RuleKind.SECTORS: _distinct(lambda m: m.sector),
    RuleKind.EACH_SECTOR: _each_sector,
    RuleKind.MUNICIPALITIES: _distinct(lambda m: m.municipality),
    RuleKind.SAME_MUNICIPALITY: _same_municipality,
    RuleKind.COUNTIES: _distinct(lambda m: m.county),
    RuleKind.TRAVEL: _travel,
}


def steps_too_far(km: int, most: int) -> int:
    """By how many steps of ten kilometres, the last one begun, a distance is above what it may be."""
    return max(0, ceil((km - most) / KM_PER_STEP))


def farthest(members: Sequence[Place]) -> tuple[int, tuple[str, ...]]:
    """The greatest distance between two members' municipalities in whole km, and which two they are."""
    where = {m.municipality: m for m in members}
    pairs = (
        (distance_km(a, b), (a.municipality, b.municipality)) for a, b in combinations(where.values(), 2)
    )
    return max(pairs, key=lambda pair: pair[0], default=(0, ()))


def distance_km(a: Place, b: Place) -> int:
    """The great-circle distance in whole kilometres; 0 where one of the two is nowhere."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return 0
    return _haversine(a.latitude, a.longitude, b.latitude, b.longitude)


@lru_cache(maxsize=1 << 14)
def _haversine(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> int:
    north, east = radians(to_latitude - latitude), radians(to_longitude - longitude)
    h = sin(north / 2) ** 2 + cos(radians(latitude)) * cos(radians(to_latitude)) * sin(east / 2) ** 2
    return round(2 * EARTH_RADIUS_KM * asin(sqrt(h)))


Key = TypeVar("Key", bound=Hashable)


class Suggestion(Struct, Generic[Key], frozen=True):
    """Somebody who would make the team more complete, and how."""

    key: Key
    helps: tuple[Judgement, ...]
    """Hard rules that fall short now and come closer."""
    brings: str
    """The sector that nobody comes from now; empty when it is there already."""
    completes: bool
    """Whether every hard rule is kept then."""
    nearest_km: int
    """As the crow flies to the nearest member."""


def suggest(
    members: Sequence[Place], candidates: Mapping[Key, Place], rules: Sequence[Rule], sectors: Sequence[str]
) -> list[Suggestion[Key]]:
    """Who of the candidates would help, those who help most first and of these the nearest."""
    now = judge(members, rules, sectors)
    found = []
    for key, place in candidates.items():
        then = judge([*members, place], rules, sectors)
        brings = place.sector if place.sector in now.absent else ""
        helps = tuple(
            before
            for before, after in zip(now.judgements, then.judgements, strict=True)
            if before.rule.is_hard and before.falls_short and after.actual > before.actual
        )
        if (helps or brings) and not then.exceeded:
            found.append(Suggestion(key, helps, brings, then.is_complete, _nearest(place, members)))
    return sorted(found, key=lambda s: (not s.completes, not s.brings, -len(s.helps), s.nearest_km))


def _nearest(place: Place, members: Sequence[Place]) -> int:
    return min((distance_km(place, m) for m in members), default=0)
