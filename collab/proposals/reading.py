"""Reads an instance from a JSON file and names everything that is wrong with it, each at its place."""

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from collab import geography
from collab.proposals import constraints, facts
from collab.proposals.instance import Formed, Instance, Person, Teams, Theme
from collab.proposals.values import Faults, Unreadable, Value, parsed, printable
from collab.teams.composition import Place, Rule, rule

FIELDS = (
    *("seed", "seconds", "proposals", "teams", "sectors", "themes", "rules"),
    *("pins", "formed", "people"),
)
PERSON = ("id", "sector", "municipality", "wishes", "with", "apart")
MOST_PROPOSALS = 10
MOST_SECONDS = 86_400


def read(text: bytes) -> Instance:
    """The instance of a file's bytes. Raises Unreadable with every fault that it has."""
    faults = Faults()
    raw = parsed(text, faults)
    found = None if faults.noted else _instance(Value(raw, "", faults))
    if faults.noted or found is None:
        raise Unreadable(faults.noted)
    return found


class _Names(Struct):
    """Everything that a file names: what refers to something else is unknown."""

    sectors: tuple[str, ...]
    themes: frozenset[str]
    people: frozenset[str]


def _instance(file: Value) -> Instance | None:
    parts = file.fields(FIELDS, ("teams", "rules", "people"))
    if parts is None:
        return None
    themes = _themes(parts)
    names = _Names(_sectors(parts), frozenset(t.id for t in themes), _ids(parts))
    people = [_person(item, names) for item in _listed(parts, "people")]
    if "people" in parts and parts["people"].raw == []:
        parts["people"].wrong("At least one person is needed.")
    rules = constraints.read(_listed(parts, "rules"), names.sectors)
    numbers = _numbers(parts)
    teams = _teams(parts["teams"], len(people)) if "teams" in parts else None
    pins = [_people(item, names, 2) for item in _listed(parts, "pins")]
    formed = _formed(parts, names)
    if file.faults.noted or teams is None:
        return None
    return Instance(
        people=tuple(p for p in people if p is not None),
        rules=(*rules, *teams[1]),
        teams=teams[0],
        rule_places=(*(f"rules[{i}]" for i in range(len(rules))), *(facts.SIZED for _ in teams[1])),
        themes=tuple(themes),
        pins=tuple(pins),
        formed=tuple(formed),
        sectors=names.sectors,
        **numbers,
    )


def _numbers(parts: dict[str, Value]) -> dict[str, Any]:
    limits = {"seed": (0, 2**31 - 1), "proposals": (1, MOST_PROPOSALS)}
    found = {key: parts[key].whole(*limits[key]) for key in limits if key in parts}
    return found | ({"seconds": _seconds(parts["seconds"])} if "seconds" in parts else {})


def _seconds(value: Value) -> float | None:
    if type(value.raw) not in (int, float):
        value.wrong("This has to be a number of seconds.")
        return None
    if not 0 < value.raw <= MOST_SECONDS:
        value.wrong(f"The seconds have to be more than 0 and at most {MOST_SECONDS}.")
        return None
    return float(value.raw)


def _teams(value: Value, people: int) -> tuple[Teams, list[Rule]] | None:
    """How many teams, and the rule that their size makes."""
    parts = value.fields(("count", "count_max", "min", "max"))
    if parts is None:
        return None
    if "count" in parts:
        for key in parts.keys() & {"min", "max"}:
            parts[key].wrong("Either the number of teams or their size, not both.")
        return _counted(parts, people)
    if parts.keys() != {"min", "max"}:
        value.wrong("Either count, the number of teams, or min and max, their size.")
        return None
    least, most = parts["min"].whole(1), parts["max"].whole(1)
    if least is None or most is None:
        return None
    if least > most:
        parts["max"].wrong(f"At most {most} is below at least {least}.")
        return None
    size = rule("size", {"min": least, "max": most}, is_hard=True)
    return facts.teams_of(size, people), [size]


def _counted(parts: dict[str, Value], people: int) -> tuple[Teams, list[Rule]] | None:
    least = parts["count"].whole(1)
    most = parts["count_max"].whole(1) if "count_max" in parts else least
    if least is None or most is None:
        return None
    if most < least:
        parts["count_max"].wrong(f"At most {most} is below at least {least}.")
        return None
    return Teams(least, max(least, min(most, people))), []


def _sectors(parts: dict[str, Value]) -> tuple[str, ...]:
    if "sectors" in parts:
        return tuple(_unique((v, v.text()) for v in parts["sectors"].items()))
    seen = (p.raw.get("sector") for p in _quietly(parts, "people") if isinstance(p.raw, dict))
    return tuple(dict.fromkeys(code for code in seen if isinstance(code, str) and code.strip()))


def _themes(parts: dict[str, Value]) -> list[Theme]:
    found: list[tuple[Value, str | None]] = []
    most: dict[str, int | None] = {}
    for item in _listed(parts, "themes"):
        theme = item.fields(("id", "teams_max"), ("id",))
        if theme is not None and "id" in theme:
            code = theme["id"].text()
            limit = theme["teams_max"].whole() if "teams_max" in theme else None
            found.append((theme["id"], code))
            most[code or ""] = limit
    return [Theme(code, most[code]) for code in _unique(found)]


def _ids(parts: dict[str, Value]) -> frozenset[str]:
    """Everybody's id; one that two have is a fault of the second."""
    ids = [
        Value(p.raw["id"], f"{p.place}.id", parts["people"].faults)
        for p in _quietly(parts, "people")
        if isinstance(p.raw, dict) and isinstance(p.raw.get("id"), str)
    ]
    return frozenset(_unique((value, value.raw) for value in ids))


def _person(item: Value, names: _Names) -> Person | None:
    parts = item.fields(PERSON, ("id", "sector", "municipality"))
    if parts is None:
        return None
    code = parts["id"].text() if "id" in parts else None
    place = _place(parts, names)
    wishes = _unique((v, v.one_of(names.themes, "theme")) for v in _listed(parts, "wishes"))
    company = {key: _company(parts, key, code, names) for key in ("with", "apart")}
    for value in _quietly(parts, "with"):
        if isinstance(value.raw, str) and value.raw in company["apart"]:
            value.wrong(f'"{value.raw}" stands in apart too.')
    if code is None or place is None:
        return None
    return Person(code, place, tuple(wishes), company["with"], company["apart"])


def _place(parts: dict[str, Value], names: _Names) -> Place | None:
    sector = parts["sector"].one_of(names.sectors, "sector") if "sector" in parts else None
    known = geography.municipalities()
    code = parts["municipality"].one_of(known, "municipality") if "municipality" in parts else None
    if sector is None or code not in known:
        return None
    home = known[code]
    return Place(sector, home.name, home.county_code, home.latitude, home.longitude)


def _company(parts: dict[str, Value], key: str, own: str | None, names: _Names) -> frozenset[str]:
    found = []
    for value in _listed(parts, key):
        other = value.one_of(names.people, "person")
        if other is not None and other == own:
            value.wrong("Nobody is with or apart from themselves.")
        found.append((value, other))
    return frozenset(_unique(found))


def _people(value: Value, names: _Names, least: int) -> tuple[str, ...]:
    items = list(value.items())
    if isinstance(value.raw, list) and len(items) < least:
        value.wrong(f"At least {least} people are needed here.")
    return tuple(_unique((v, v.one_of(names.people, "person")) for v in items))


def _formed(parts: dict[str, Value], names: _Names) -> list[Formed]:
    found, taken = [], set[str]()
    for item in _listed(parts, "formed"):
        team = item.fields(("members", "theme", "closed"), ("members",))
        if team is None or "members" not in team:
            continue
        members = _people(team["members"], names, 1)
        for member in taken & set(members):
            team["members"].wrong(f'"{member}" is in another team that is formed already.')
        taken |= set(members)
        theme = team["theme"].one_of(names.themes, "theme") if "theme" in team else None
        found.append(Formed(members, theme, bool("closed" in team and team["closed"].flag())))
    return found


def _unique(found: Iterable[tuple[Value, str | None]]) -> list[str]:
    """The texts that were found; one that comes twice is a fault."""
    seen: dict[str, None] = {}
    for value, text in found:
        if text in seen:
            value.wrong(f'"{printable(text)}" stands here twice.')
        elif text is not None:
            seen[text] = None
    return list(seen)


def _listed(parts: dict[str, Value], key: str) -> Iterable[Value]:
    return parts[key].items() if key in parts else ()


def _quietly(parts: dict[str, Value], key: str) -> list[Value]:
    """The items of a list, without a fault where it is none: that is said when it is read."""
    return list(parts[key].items()) if key in parts and isinstance(parts[key].raw, list) else []
