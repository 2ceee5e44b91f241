"""Asking anew with less: what a relaxation changes in what was asked. Values only."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from collab.divisions.asking import TEAM, Asked, Stay, count_of, formed, placed
from collab.divisions.ground import Ground
from collab.proposals.facts import Fact
from collab.text import Localised

Change = Mapping[str, Any]
"""{"at": "rules[0]", "field": "min", "value": 2}, as an answer says it."""
APART = Fact.APART.value


def relaxed(asked: Asked, ground: Ground, changes: Iterable[Change], said: Localised) -> Asked:
    """What was asked of the ground, given way. `said` says what gives way, as a sentence.

    Raises KeyError for a change that no answer proposes.
    """
    kinds = set()
    for change in changes:
        kind = kind_of(change)
        kinds.add(kind)
        asked = _CHANGES[kind](asked, ground, change)
    if APART in kinds:
        return replace(asked, confided=(*asked.confided, said))
    return replace(asked, gave_way=(*asked.gave_way, said))


def kind_of(change: Change) -> str:
    """What it changes: rules, teams, themes, pins, formed, or apart."""
    return str(change["at"]).split()[0].split("[")[0]


def _rule(asked: Asked, _ground: Ground, change: Change) -> Asked:
    at, value = _number(change["at"]), change["value"]
    given = {
        "min": {"least": value},
        "max": {"most": value},
        "max_km": {"most": value},
        "sectors": {"sectors": tuple(value) if isinstance(value, list) else ()},
        "strength": {"is_hard": False},
    }[change["field"]]
    rules = [replace(rule, **given) if i == at else rule for i, rule in enumerate(asked.rules)]
    return replace(asked, rules=tuple(rules))


def _teams(asked: Asked, ground: Ground, change: Change) -> Asked:
    if change["field"] == "count":
        return replace(asked, count=(change["value"], change["value"]))
    if change["field"] == "count_max":
        least, _ = count_of(asked, len(placed(ground))) or (1, 1)
        return replace(asked, count=(least, change["value"]))
    people = len(placed(ground))
    count = count_of(asked, people)
    most = people if count is None else max(2 * count[1], count[1] + 10)
    return replace(asked, count=(1, min(people, most)))


def _themes(asked: Asked, ground: Ground, change: Change) -> Asked:
    if change["field"] == "teams_max":
        key = list(ground.themes)[_number(change["at"])]
        return replace(asked, rooms={**asked.rooms, key: change["value"]})
    return replace(asked, rooms=dict.fromkeys(ground.themes))


def _pins(asked: Asked, _ground: Ground, change: Change) -> Asked:
    group = set(change["at"].split()[1:])
    return replace(asked, pins=tuple(pin for pin in asked.pins if pin[0] not in group))


def _formed(asked: Asked, ground: Ground, change: Change) -> Asked:
    members = change["at"].split()[1:]
    slug = next(slug for slug, team in formed(asked, ground) if team["members"] == members)
    if change["field"] == "closed":
        return replace(asked, stays={**asked.stays, slug: Stay.OPEN})
    pins = tuple(pin for pin in asked.pins if pin[1] != TEAM + slug)
    return replace(asked, stays={**asked.stays, slug: Stay.ANEW}, pins=pins)


def _apart(asked: Asked, _ground: Ground, change: Change) -> Asked:
    one, other = change["at"].split()[1:]
    return replace(asked, together=(*asked.together, (one, other)))


def _number(at: str) -> int:
    return int(at.partition("[")[2].rstrip("]"))


_CHANGES = {
    "rules": _rule,
    "teams": _teams,
    "themes": _themes,
    "pins": _pins,
    "formed": _formed,
    APART: _apart,
}
