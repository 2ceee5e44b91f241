"""Reads the rules of an instance, each fault at its place."""

from collections.abc import Iterable, Sequence
from typing import Any

from collab.proposals.values import Value
from collab.teams.composition import SETTINGS, Rule, RuleKind, UnknownRule, rule

STRENGTHS = ("hard", "advisory")


def read(items: Iterable[Value], sectors: Sequence[str]) -> list[Rule]:
    """The rules in their order, those without a fault."""
    return [found for item in items if (found := _rule(item, sectors)) is not None]


def _rule(item: Value, sectors: Sequence[str]) -> Rule | None:
    known = ("rule", "strength", "weight", *sorted({key for keys in SETTINGS.values() for key in keys}))
    parts = item.fields(known, ("rule", "strength"))
    if parts is None:
        return None
    kind = parts["rule"].one_of(list(RuleKind), "rule") if "rule" in parts else None
    strength = parts["strength"].one_of(STRENGTHS, "strength") if "strength" in parts else None
    weight = _weight(parts, strength)
    if kind not in set(RuleKind):
        return None
    settings = _settings(item, RuleKind(kind), parts, sectors)
    if settings is None or strength is None or weight is None:
        return None
    try:
        return rule(kind, settings, is_hard=strength == "hard", weight=weight)
    except UnknownRule as no:
        item.wrong(f"{no}.")
        return None


def _weight(parts: dict[str, Value], strength: str | None) -> int | None:
    if "weight" not in parts:
        return 1
    if strength == "hard":
        parts["weight"].wrong("A hard rule is never missed and takes no weight.")
        return None
    return parts["weight"].whole()


def _settings(
    item: Value, kind: RuleKind, parts: dict[str, Value], sectors: Sequence[str]
) -> dict[str, Any] | None:
    given = {key: value for key, value in parts.items() if key not in ("rule", "strength", "weight")}
    strange = [value for key, value in given.items() if key not in SETTINGS[kind]]
    for value in strange:
        value.wrong(f"The rule {kind.value} does not take this.")
    if not given and kind is not RuleKind.EACH_SECTOR:
        item.wrong(f"The rule {kind.value} needs {' or '.join(sorted(SETTINGS[kind]))}.")
        return None
    found: dict[str, Any] = {}
    for key, value in given.items():
        found[key] = _sector_list(value, sectors) if key == "sectors" else value.whole()
    if strange or None in found.values():
        return None
    if kind is RuleKind.SIZE and found.get("min", 0) > found.get("max", found.get("min", 0)):
        parts["max"].wrong(f"At most {found['max']} is below at least {found['min']}.")
        return None
    return found


def _sector_list(value: Value, sectors: Sequence[str]) -> list[str] | None:
    found = [item.one_of(sectors, "sector") for item in value.items()]
    if not isinstance(value.raw, list) or None in found:
        return None
    if not found:
        value.wrong("At least one sector is needed here.")
        return None
    codes = [code for code in found if code is not None]
    if len(set(codes)) < len(codes):
        value.wrong("A sector stands here twice.")
        return None
    return codes
