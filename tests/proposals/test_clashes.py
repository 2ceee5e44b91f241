"""Why there is no division: the clash is irreducible, what is proposed mends it."""

import json
from typing import Any

import pytest

from collab.proposals.answer import Status
from collab.proposals.clashes import irreducible, relaxations
from collab.proposals.instance import Instance
from collab.proposals.modelling import is_solvable
from collab.proposals.proposing import propose
from collab.proposals.reading import read
from collab.text import in_language
from tests.proposals.tiny import best_cost, can_keep, everything, file


def instance(seed: int) -> Instance:
    values = file(seed)
    values["rules"] = [
        {k: v for k, v in r.items() if k != "weight"} | {"strength": "hard"} for r in values["rules"]
    ]
    return read(json.dumps(values).encode())


@pytest.mark.parametrize("seed", range(40))
def test_a_division_is_found_to_exist_exactly_when_there_is_one(seed: int) -> None:
    assert is_solvable(instance(seed)) == (best_cost(instance(seed)) is not None)


IMPOSSIBLE = [seed for seed in range(60) if best_cost(instance(seed)) is None]


def test_there_are_impossible_instances_to_look_at() -> None:
    assert len(IMPOSSIBLE) >= 15


@pytest.mark.parametrize("seed", IMPOSSIBLE)
def test_what_clashes_cannot_be_kept_and_all_but_any_one_of_it_can(seed: int) -> None:
    asked = instance(seed)
    clash = set(irreducible(asked))
    assert not can_keep(asked, clash)
    assert [item for item in clash if not can_keep(asked, clash - {item})] == []
    assert clash <= everything(asked)


@pytest.mark.parametrize("seed", IMPOSSIBLE)
def test_each_relaxation_makes_a_division_possible_when_it_is_written_into_the_file(seed: int) -> None:
    asked = instance(seed)
    given = relaxations(asked, irreducible(asked))
    assert given
    for relaxation in given:
        values = file(seed)
        for rule in values["rules"]:
            rule.pop("weight", None)
            rule["strength"] = "hard"
        for change in relaxation.changes:
            _write(values, *change)
        assert best_cost(read(json.dumps(values).encode())) is not None, relaxation.sentence


def _write(values: dict[str, Any], at: str, field: str, value: Any) -> None:
    name, _, rest = at.partition("[" if "[" in at else " ")
    if name in ("rules", "themes") and rest:
        values[name][int(rest.rstrip("]"))][field] = value
    elif name == "teams":
        values["teams"] = {field: value} if field == "count" else {"min": 1, "max": len(values["people"])}
    elif name == "themes":
        values["themes"] = [{"id": theme["id"]} for theme in values["themes"]]
    elif name == "pins":
        values["pins"] = [pin for pin in values["pins"] if pin != rest.split()]
    else:
        for person in values["people"]:
            if person["id"] in rest.split():
                person["apart"] = [other for other in person["apart"] if other not in rest.split()]


def crowd(sectors: list[str], teams: int, rules: list[dict[str, Any]]) -> Instance:
    places = ("1290", "1283", "1080", "1081", "1272", "1291", "1270", "1256")
    people = [
        {"id": f"p{i}", "sector": sector, "municipality": places[i % len(places)]}
        for i, sector in enumerate(sectors)
    ]
    return read(json.dumps({"teams": {"count": teams}, "rules": rules, "people": people}).encode())


def test_too_few_of_a_sector_are_told_with_their_numbers_in_both_languages() -> None:
    asked = crowd(
        ["tourism"] * 7 + ["culture"] * 12 + ["business"] * 13,
        8,
        [{"rule": "each-sector", "strength": "hard"}],
    )
    with in_language("sv"):
        answer = propose(asked)
    assert answer.status is Status.INFEASIBLE
    assert [(c.rule, c.sentence) for c in answer.conflict] == [
        ("each-sector", "Sju från tourism räcker inte till åtta team som alla ska ha en."),
        ("teams", "32 personer ska bli åtta team."),
    ]
    assert [r.sentence for r in answer.relaxations] == [
        "Begär bara culture och business av varje team.",
        "Bilda sju team.",
    ]
    with in_language("en"):
        answer = propose(asked)
    assert answer.conflict[0].sentence == (
        "Seven from tourism are not enough for eight teams that should all have one."
    )


def test_two_who_stay_together_and_must_not_clash() -> None:
    values = file(1) | {"pins": [["p0", "p1"]], "rules": [], "themes": []}
    for person in values["people"]:
        person |= {"apart": ["p1"] if person["id"] == "p0" else [], "with": [], "wishes": []}
    with in_language("en"):
        answer = propose(read(json.dumps(values).encode()))
    assert {clash.sentence for clash in answer.conflict} == {
        "p0 and p1 stay together.",
        "p0 and p1 must not be in the same team.",
    }
    assert {r.sentence for r in answer.relaxations} == {
        "Give this up: p0 and p1 stay together.",
        "Give this up: p0 and p1 must not be in the same team.",
    }


def test_several_clashes_at_once_are_mended_together() -> None:
    values = file(1) | {
        "teams": {"count": 2},
        "pins": [["p0", "p1"], ["p2", "p3"]],
        "rules": [],
        "themes": [],
    }
    away = {"p0": "p1", "p2": "p3"}
    for person in values["people"]:
        person |= {"apart": [away[person["id"]]] if person["id"] in away else [], "with": [], "wishes": []}
    answer = propose(read(json.dumps(values).encode()))
    assert len(answer.conflict) == 2
    assert {len(r.changes) for r in answer.relaxations} == {2}
