"""Why there is no division: the clash is irreducible, what is proposed mends it."""

import json
from collections.abc import Iterable
from copy import deepcopy
from itertools import combinations
from typing import Any

import pytest
from msgspec.structs import replace

from collab.proposals.answer import Status
from collab.proposals.clashes import explain, irreducible, relaxations
from collab.proposals.facts import items
from collab.proposals.instance import Formed, Instance
from collab.proposals.modelling import is_solvable
from collab.proposals.proposing import propose
from collab.proposals.reading import read
from collab.proposals.telling import as_lines, as_values
from collab.text import Localised
from tests.proposals.tiny import best_cost, can_keep, everything, file


def hard(seed: int, **changed: Any) -> dict[str, Any]:
    """The values of a tiny file where every rule is hard."""
    values = file(seed) | changed
    values["rules"] = [
        {k: v for k, v in r.items() if k != "weight"} | {"strength": "hard"} for r in values["rules"]
    ]
    return values


def instance(seed: int) -> Instance:
    return read(json.dumps(hard(seed)).encode())


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


SIZED = [
    values
    for seed in range(30)
    if best_cost(read(json.dumps(values := hard(seed, teams={"min": 2, "max": 2 + seed % 2})).encode()))
    is None
]
CROWDED = [hard(seed, pins=[["p0", "p1", "p2"], ["p3", "p4"]]) for seed in IMPOSSIBLE[:12]]
GIVING = [*(hard(seed) for seed in IMPOSSIBLE), *SIZED[:12], *CROWDED]


def has_division(values: dict[str, Any], changes: Iterable[tuple[str, str, Any]]) -> bool:
    """Whether there is one once the changes are written into the file, by looking at everything."""
    written = deepcopy(values)
    for change in changes:
        _write(written, *change)
    return best_cost(read(json.dumps(written).encode())) is not None


@pytest.mark.parametrize("values", GIVING)
def test_each_relaxation_is_enough_when_it_is_written_into_the_file_and_less_of_it_is_not(
    values: dict[str, Any],
) -> None:
    asked = read(json.dumps(values).encode())
    given = [relaxation.changes for relaxation in relaxations(asked, irreducible(asked))]
    assert given
    for changes in given:
        assert has_division(values, changes)
        for change in changes:
            others = [other for other in changes if other is not change]
            assert not has_division(values, others)
            assert not any(has_division(values, [*others, less]) for less in _gentler(values, change))
    places = [{(at, field) for at, field, _ in changes} for changes in given]
    assert not any(one < other for one in places for other in places)


@pytest.mark.parametrize("values", CROWDED + SIZED[:6])
def test_no_relaxation_lets_more_things_give_way_than_need_to(values: dict[str, Any]) -> None:
    asked = read(json.dumps(values).encode())
    told = min(len({at for at, _, _ in r.changes}) for r in relaxations(asked, irreducible(asked)))
    every = everything(asked)
    fewer = combinations(every, told - 1)
    assert not any(can_keep(asked, every - set(dropped)) for dropped in fewer)


@pytest.mark.parametrize("values", SIZED)
def test_a_size_clashes_as_the_size_that_the_file_says(values: dict[str, Any]) -> None:
    answer = propose(read(json.dumps(values).encode()))
    assert "teams" not in {clash.rule for clash in answer.conflict}
    fields = {(at, field) for r in answer.relaxations for at, field, _ in r.changes if at == "teams"}
    assert fields <= {("teams", "min"), ("teams", "max")}
    asked = read(json.dumps(values).encode())
    clash = set(irreducible(asked))
    assert not can_keep(asked, clash)
    assert [item for item in clash if not can_keep(asked, clash - {item})] == []


def _gentler(values: dict[str, Any], change: tuple[str, str, Any]) -> list[tuple[str, str, Any]]:
    """The same change by one step less, where it is of a number; of sectors, by one more of them."""
    at, field, value = change
    name, _, rest = at.partition("[")
    old = values[name][int(rest.rstrip("]"))].get(field) if rest else values.get(name, {}).get(field)  # type: ignore[union-attr]
    if field == "sectors":
        asked = old or values["sectors"]
        more = [[code for code in asked if code in (*value, other)] for other in asked if other not in value]
        return [(at, field, codes) for codes in more if len(codes) < len(asked)]
    if type(value) is not int or abs(value - old) < 2:
        return []
    return [(at, field, value - 1 if value > old else value + 1)]


def _write(values: dict[str, Any], at: str, field: str, value: Any) -> None:
    name, _, rest = at.partition("[" if "[" in at else " ")
    if name in ("rules", "themes") and rest:
        values[name][int(rest.rstrip("]"))][field] = value
    elif name == "teams":
        values["teams"][field] = value
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
    answer = propose(asked)
    assert answer.status is Status.INFEASIBLE
    assert [(c.rule, c.sentence.sv) for c in answer.conflict] == [
        ("each-sector", "Sju från tourism räcker inte till åtta team som alla ska ha en."),
        ("teams", "32 personer ska bli åtta team."),
    ]
    assert [r.sentence.sv for r in answer.relaxations] == [
        "Begär bara culture och business av varje team.",
        "Bilda sju team.",
    ]
    assert answer.conflict[0].sentence.en == (
        "Seven from tourism are not enough for eight teams that should all have one."
    )


@pytest.mark.parametrize(
    ("least", "said"),
    [(2, "Nöj er med en från tourism i ett team."), (3, "Nöj er med två från tourism i ett team.")],
)
def test_a_rule_of_some_sectors_gives_way_in_words_that_name_them(least: int, said: str) -> None:
    rule = {"rule": "each-sector", "strength": "hard", "sectors": ["tourism"], "min": least}
    answer = propose(crowd(["tourism"] * (2 * (least - 1)) + ["culture"] * 6, 2, [rule]))
    assert answer.status is Status.INFEASIBLE
    assert said in [relaxation.sentence.sv for relaxation in answer.relaxations]


def test_two_who_stay_together_and_must_not_clash() -> None:
    values = file(1) | {"pins": [["p0", "p1"]], "rules": [], "themes": []}
    for person in values["people"]:
        person |= {"apart": ["p1"] if person["id"] == "p0" else [], "with": [], "wishes": []}
    answer = propose(read(json.dumps(values).encode()))
    assert {clash.sentence.en for clash in answer.conflict} == {
        "p0 and p1 stay together.",
        "p0 and p1 must not be in the same team.",
    }
    assert {r.sentence.en for r in answer.relaxations} == {
        "Give this up: p0 and p1 stay together.",
        "Give this up: p0 and p1 must not be in the same team.",
    }


def test_people_are_called_by_their_names_where_these_are_known() -> None:
    values = file(1) | {"pins": [["p0", "p1"]], "rules": [], "themes": []}
    for person in values["people"]:
        person |= {"apart": ["p1"] if person["id"] == "p0" else [], "with": [], "wishes": []}
    named = replace(read(json.dumps(values).encode()), names={"p0": Localised("Noll", "Nought")})
    answer = propose(named)
    assert answer.conflict[0].sentence == Localised(
        "Noll och p1 ska vara tillsammans.", "Nought and p1 stay together."
    )


@pytest.mark.parametrize("seed", IMPOSSIBLE)
def test_what_is_said_to_be_enough_is_and_what_clashes_besides_shares_nothing(seed: int) -> None:
    asked = instance(seed)
    answer = explain(asked, lambda: False)
    clash, every = set(irreducible(asked)), everything(asked)
    enough = [item for item in clash if can_keep(asked, every - {item})]
    assert answer.is_each_enough == (len(enough) == len(clash))
    rest = every - clash
    for further in answer.further:
        assert not can_keep(asked, rest)
        found = set(irreducible(asked, among=[item for item in items(asked) if item in rest]))
        assert len(found) == len(further)
        assert not can_keep(asked, found)
        assert [item for item in found if not can_keep(asked, found - {item})] == []
        rest -= found
    assert can_keep(asked, rest)


def test_some_instances_clash_in_more_than_one_place() -> None:
    answers = [explain(instance(seed), lambda: False) for seed in IMPOSSIBLE]
    assert any(answer.further for answer in answers)
    assert any(answer.is_each_enough for answer in answers)


def test_two_clashes_that_have_nothing_to_do_with_each_other_are_both_told() -> None:
    asked = crowd(["culture"] * 6, 2, [{"rule": "municipalities", "strength": "hard", "min": 9}])
    apart = replace(asked.people[0], apart=frozenset({"p1"}))
    both = replace(asked, people=(apart, *asked.people[1:]), pins=(("p0", "p1"),))
    answer = propose(both)
    assert [clash.rule for clash in answer.conflict] == ["municipalities"]
    assert [{clash.rule for clash in further} for further in answer.further] == [{"pin", "apart"}]
    assert not answer.is_each_enough
    assert {len({at for at, _, _ in given.changes}) for given in answer.relaxations} == {2}
    said = "\n".join(as_lines(both, answer))
    assert said.index("These cannot all be kept:") < said.index("Nor can these:")
    assert [[one["rule"] for one in clash] for clash in as_values(both, answer)["further_conflicts"]] == [
        [clash.rule for clash in answer.further[0]]
    ]


def team_of_two(*, is_closed: bool, runs_project: bool) -> Instance:
    """Of seven, two are a team already, and every team is to have three or four."""
    found = crowd(["culture"] * 7, 2, [{"rule": "size", "strength": "hard", "min": 3, "max": 4}])
    return replace(found, formed=(Formed(("p0", "p1"), None, is_closed, runs_project),))


def test_a_closed_team_is_opened_before_it_is_divided() -> None:
    given = propose(team_of_two(is_closed=True, runs_project=False)).relaxations
    assert "Låt andra gå med i teamet p0 och p1." in [r.sentence.sv for r in given]
    assert ("formed p0 p1", "closed", False) in [change for r in given for change in r.changes]
    assert ("formed p0 p1", "removed", True) not in [change for r in given for change in r.changes]


def apart_in_a_team(*, runs_project: bool) -> Instance:
    """Two who are a team already must not be together, and others must be together who must not."""
    values = file(1) | {"teams": {"count": 2}, "pins": [["p2", "p3"]], "rules": [], "themes": []}
    away = {"p0": "p1", "p2": "p3"}
    for person in values["people"]:
        person |= {"apart": [away[person["id"]]] if person["id"] in away else [], "with": [], "wishes": []}
    return replace(
        read(json.dumps(values).encode()), formed=(Formed(("p0", "p1"), None, True, runs_project),)
    )


@pytest.mark.parametrize("runs_project", [True, False])
def test_only_a_team_without_a_project_is_divided_to_mend_a_clash(*, runs_project: bool) -> None:
    asked = apart_in_a_team(runs_project=runs_project)
    for less in (asked, replace(asked, pins=())):  # two clashes that are mended together, and one
        answer = propose(less)
        changes = [change for given in answer.relaxations for change in given.changes]
        assert changes
        assert (("formed p0 p1", "removed", True) in changes) is not runs_project


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
