"""A team's composition, judged by the programme's rules: values in, values out, no database."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt
from typing import Any, Generic, TypeVar

EARTH_RADIUS_KM = 6371.0


class RuleKind(StrEnum):
    """What a rule for teams can be about."""

    SIZE = "size"
    SECTORS = "sectors"
    EACH_SECTOR = "each-sector"
    MUNICIPALITIES = "municipalities"
    SAME_MUNICIPALITY = "same-municipality"
    COUNTIES = "counties"


SETTINGS = {
    RuleKind.SIZE: frozenset({"min", "max"}),
    RuleKind.SECTORS: frozenset({"min"}),
    RuleKind.EACH_SECTOR: frozenset({"min"}),
    RuleKind.MUNICIPALITIES: frozenset({"min"}),
    RuleKind.SAME_MUNICIPALITY: frozenset({"max"}),
    RuleKind.COUNTIES: frozenset({"min"}),
}
"""The whole numbers that each kind of rule may set."""


class UnknownRule(ValueError):
    """Nobody here can judge such a rule. The message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: at least and at most so many; what is not hard is a wish."""

    kind: RuleKind
    is_hard: bool
    least: int | None = None
    most: int | None = None


def rule(kind: str, settings: Mapping[str, Any], *, is_hard: bool) -> Rule:
    """The rule of a programme's data. Raises UnknownRule for a kind or setting that is not judged here."""
    if kind not in set(RuleKind):
        raise UnknownRule(f"unknown rule {kind!r}: known are {', '.join(RuleKind)}")
    known = SETTINGS[RuleKind(kind)]
    if not settings or not known.issuperset(settings):
        raise UnknownRule(f"rule {kind!r} takes {' and '.join(sorted(known))}, not {sorted(settings)}")
    if not all(isinstance(value, int) and value >= 0 for value in settings.values()):
        raise UnknownRule(f"rule {kind!r} takes whole numbers, not {sorted(settings.values(), key=str)}")
    return Rule(RuleKind(kind), is_hard, settings.get("min"), settings.get("max"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a member comes from. Sector is a code, municipality and county whatever tells them apart."""

    sector: str
    municipality: str
    county: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule says of a team: the number that counts, and what it should be."""

    rule: Rule
    actual: int
    names: tuple[str, ...] = ()
    """Of each-sector: the sectors with too few; of same-municipality: the municipalities with the most."""

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


@dataclass(frozen=True, slots=True)
class Composition:
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
    carried = Counter(m.sector for m in members)
    fewest = min((carried[s] for s in sectors), default=0)
    return Judgement(asked, fewest, tuple(s for s in sectors if carried[s] < (asked.least or 0)))


def _same_municipality(members: Sequence[Place], asked: Rule, _sectors: Sequence[str]) -> Judgement:
    carried = Counter(m.municipality for m in members)
    most = max(carried.values(), default=0)
    return Judgement(asked, most, tuple(name for name, count in carried.items() if count == most))


def _distinct(of: Callable[[Place], str]) -> Callable[[Sequence[Place], Rule, Sequence[str]], Judgement]:
    return lambda members, asked, _sectors: Judgement(asked, len({of(m) for m in members}))


_JUDGES: dict[RuleKind, Callable[[Sequence[Place], Rule, Sequence[str]], Judgement]] = {
    RuleKind.SIZE: lambda members, asked, _sectors: Judgement(asked, len(members)),
    RuleKind.SECTORS: _distinct(lambda m: m.sector),
    RuleKind.EACH_SECTOR: _each_sector,
    RuleKind.MUNICIPALITIES: _distinct(lambda m: m.municipality),
    RuleKind.SAME_MUNICIPALITY: _same_municipality,
    RuleKind.COUNTIES: _distinct(lambda m: m.county),
}

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Suggestion(Generic[Key]):
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
    return round(min((_distance_km(place, m) for m in members), default=0))


def _distance_km(a: Place, b: Place) -> float:
    """The great-circle distance by the haversine formula."""
    north, east = radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)
    h = sin(north / 2) ** 2 + cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(h))
