"""What somebody asks proposals for, and the instance that it makes of the ground. Values only."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from collab import geography
from collab.divisions.ground import Ground, Wanted
from collab.proposals.values import LARGEST
from collab.teams.composition import Rule, RuleKind, rule, settings_of
from collab.text import Localised, spoken

SECONDS = 300
"""The emergency stop of a search: proofs end by themselves well before, unless the machine is busy."""
TEAM = "team:"
"""Begins what somebody stays with when that is a team: `team:` and its slug."""
Pair = tuple[str, str]


class Stay(StrEnum):
    """What becomes of a team that is formed already."""

    CLOSED = "closed"
    OPEN = "open"
    ANEW = "anew"


class Asked(Struct, frozen=True):
    """What somebody chose."""

    rules: tuple[Rule, ...]
    count: tuple[int, int] | None = None
    """At least and at most so many teams; None: as many as the rule of size allows."""
    stays: Mapping[str, Stay] = field(default_factory=dict)
    """By the slug of a team."""
    pins: tuple[Pair, ...] = ()
    """Somebody's code, and whom they stay with: another code, or a team."""
    has_themes: bool = False
    proposals: int = 3
    seed: int = 0
    rooms: Mapping[str, int | None] = field(default_factory=dict)
    """By the key of an idea, on how many teams it is shared, where that is otherwise than it says."""
    together: tuple[Pair, ...] = ()
    """Who may be in one team although one of them wished otherwise."""
    gave_way: tuple[Localised, ...] = ()
    """What was given up for there to be a division, as sentences."""
    confided: tuple[Localised, ...] = ()
    """The same where it says who wished to be apart from whom: for facilitators alone."""

    def as_values(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "rules": [rule_as_values(rule) for rule in self.rules],
            "count": None if self.count is None else list(self.count),
            "stays": {slug: stay.value for slug, stay in self.stays.items()},
            "pins": [list(pin) for pin in self.pins],
            "has_themes": self.has_themes,
            "proposals": self.proposals,
            "seed": self.seed,
            "rooms": dict(self.rooms),
            "together": [list(pair) for pair in self.together],
            "gave_way": [{"sv": said.sv, "en": said.en} for said in self.gave_way],
            "confided": [{"sv": said.sv, "en": said.en} for said in self.confided],
        }


def from_values(values: Mapping[str, Any]) -> Asked:
    """What `as_values` gave, here or in an earlier version, which did not tell apart what is confided."""
    gave_way = tuple(spoken(said) for said in values["gave_way"])
    confided = tuple(spoken(said) for said in values.get("confided", ()))
    if "confided" not in values and values["together"]:
        gave_way, confided = (), gave_way
    return Asked(
        rules=tuple(_rule(given) for given in values["rules"]),
        count=None if values["count"] is None else (values["count"][0], values["count"][1]),
        stays={slug: Stay(stay) for slug, stay in values["stays"].items()},
        pins=tuple((who, whom) for who, whom in values["pins"]),
        has_themes=values["has_themes"],
        proposals=values["proposals"],
        seed=values["seed"],
        rooms=dict(values["rooms"]),
        together=tuple((one, other) for one, other in values["together"]),
        gave_way=gave_way,
        confided=confided,
    )


def rule_as_values(asked: Rule) -> dict[str, Any]:
    """A rule as a file of an instance says it."""
    strength = {"strength": "hard"} if asked.is_hard else {"strength": "advisory", "weight": asked.weight}
    return {"rule": asked.kind.value, **strength, **settings_of(asked)}


def _bounded(rule: Rule) -> Rule:
    """The rule with numbers that a file of an instance takes: larger ones ask for the same of any team."""
    least, most = (None if n is None else min(n, LARGEST) for n in (rule.least, rule.most))
    return replace(rule, least=least, most=most)


def _rule(values: Mapping[str, Any]) -> Rule:
    settings = {key: value for key, value in values.items() if key not in ("rule", "strength", "weight")}
    is_hard = values["strength"] == "hard"
    return rule(values["rule"], settings, is_hard=is_hard, weight=values.get("weight", 1))


def can_be_placed(where: Sequence[str]) -> bool:
    """Whether rules can judge where somebody comes from: a sector, and a municipality that is known."""
    sector, municipality = where
    return bool(sector) and municipality in geography.municipalities()


def placed(ground: Ground) -> list[str]:
    """The codes of those who can be put into a team."""
    return [code for code, where in ground.people.items() if can_be_placed(where)]


def count_of(asked: Asked, people: int) -> tuple[int, int] | None:
    """At least and at most how many teams; None when neither a number nor a size says it."""
    if asked.count is not None:
        return asked.count
    size = next((r for r in asked.rules if r.kind is RuleKind.SIZE), None)
    if size is None or not size.least or not size.most:
        return None
    most = max(1, people // size.least)
    return min(most, max(1, -(-people // size.most))), most


def instance_of(asked: Asked, ground: Ground, sectors: Sequence[str]) -> dict[str, Any]:
    """What the solver is given, in the form of docs/team-files.md. `sectors`: the programme's codes.

    Raises ValueError when nothing says how many teams there are to be.
    """
    people = placed(ground)
    count = count_of(asked, len(people))
    if count is None:
        raise ValueError("neither a number of teams nor a size")
    return {
        "teams": {"count": count[0], "count_max": count[1]},
        "seed": asked.seed,
        "seconds": SECONDS,
        "proposals": asked.proposals,
        "sectors": list(sectors),
        "themes": [_theme(asked, key, most) for key, most in ground.themes.items()]
        if asked.has_themes
        else [],
        "rules": [rule_as_values(_bounded(rule)) for rule in asked.rules],
        "pins": [list(group) for group in _groups(asked, ground, people)],
        "formed": [dict(team) for _, team in formed(asked, ground)],
        "people": [_person(asked, ground, code) for code in people],
    }


def _theme(asked: Asked, key: str, most: int | None) -> dict[str, Any]:
    room = asked.rooms.get(key, most)
    return {"id": key} if room is None else {"id": key, "teams_max": room}


def _person(asked: Asked, ground: Ground, code: str) -> dict[str, Any]:
    sector, municipality = ground.people[code]
    wanted = ground.wishes.get(code, Wanted())
    known = {other for other in placed(ground) if other != code}
    freed = {other for pair in asked.together if code in pair for other in pair}
    said = {
        "wishes": [key for key in wanted.ideas if key in ground.themes] if asked.has_themes else [],
        "with": [other for other in wanted.beside if other in known],
        "apart": [other for other in wanted.apart if other in known - freed],
    }
    filled = {what: names for what, names in said.items() if names}
    return {"id": code, "sector": sector, "municipality": municipality, **filled}


def formed(asked: Asked, ground: Ground) -> Iterator[tuple[str, dict[str, Any]]]:
    """The teams that stay, by slug, in the form of a file. Who is in two of them counts in the first."""
    taken: set[str] = set()
    everybody = set(placed(ground))
    for slug, members in ground.teams.items():
        stay = asked.stays.get(slug, Stay.CLOSED)
        crew = [code for code in members if code in everybody - taken]
        if stay is Stay.ANEW or not crew:
            continue
        taken |= set(crew)
        idea = ground.ideas.get(slug)
        theme = {"theme": idea} if asked.has_themes and idea in ground.themes else {}
        closed = {"closed": True} if stay is Stay.CLOSED else {}
        yield slug, {"members": crew, **theme, **closed}


def divided_in_vain(asked: Asked, ground: Ground) -> list[str]:
    """The slugs of the teams that are to be divided anew although they run a project."""
    running = ground.running or ()
    return [slug for slug, stay in asked.stays.items() if stay is Stay.ANEW and slug in running]


def left_to_place(asked: Asked, ground: Ground) -> list[str]:
    """The codes of those who can be placed and are in no team that stays."""
    seated = {code for _, team in formed(asked, ground) for code in team["members"]}
    return [code for code in placed(ground) if code not in seated]


def _groups(asked: Asked, ground: Ground, people: Iterable[str]) -> list[tuple[str, ...]]:
    """Who stays together: pins that have somebody in common are one group."""
    anchors = {TEAM + slug: team["members"][0] for slug, team in formed(asked, ground)}
    groups: list[set[str]] = []
    for pin in asked.pins:
        pair = {anchors.get(end, end) for end in pin}
        touching = [group for group in groups if group & pair]
        groups = [group for group in groups if not group & pair]
        groups.append(pair.union(*touching))
    order = list(people)
    kept = [tuple(code for code in order if code in group) for group in groups]
    return [group for group in kept if len(group) > 1]
