"""Proposals are the best there are, on all three levels."""

import json
from itertools import combinations
from typing import Any

import pytest
from msgspec.structs import replace

from collab.proposals.answer import NOTHING_PROVEN, Proposal, Status, proven_by
from collab.proposals.instance import Instance
from collab.proposals.judging import are_clearly_different, judge_division
from collab.proposals.proposing import propose
from collab.proposals.reading import read
from tests.proposals.tiny import best_cost, divisions, file


def instance(seed: int, people: int = 6) -> Instance:
    return read(json.dumps(file(seed, people)).encode())


@pytest.mark.parametrize("seed", range(40))
def test_the_first_proposal_is_as_good_as_the_best_of_all_divisions(seed: int) -> None:
    asked = instance(seed)
    answer = propose(replace(asked, proposals=1))
    best = best_cost(asked)
    assert (answer.status is Status.INFEASIBLE) == (best is None)
    assert [p.cost for p in answer.proposals] == ([] if best is None else [best])
    assert [p.bounds for p in answer.proposals] == [p.cost for p in answer.proposals]


@pytest.mark.parametrize("seed", range(0, 40, 4))
def test_each_further_proposal_is_the_best_that_differs_clearly_from_those_before(seed: int) -> None:
    asked = instance(seed, people=7)
    made = [p.judged for p in propose(asked).proposals]
    divided = [tuple(t.team for t in judged.teams) for judged in made]
    whole = [d for d in divisions(asked) if not judge_division(asked, d).broken]
    for i, judged in enumerate(made):
        others = [d for d in whole if all(are_clearly_different(d, before) for before in divided[:i])]
        assert judged.cost == min(judge_division(asked, d).cost for d in others)
    if len(made) < asked.proposals:
        assert not [d for d in whole if all(are_clearly_different(d, before) for before in divided)]


@pytest.mark.parametrize("seed", range(40))
def test_no_proposal_breaks_what_is_hard_and_all_differ_clearly(seed: int) -> None:
    asked = instance(seed, people=8)
    made = [p.judged for p in propose(asked).proposals]
    assert [judge_division(asked, [t.team for t in judged.teams]).broken for judged in made] == [()] * len(
        made
    )
    divided = [[t.team for t in judged.teams] for judged in made]
    assert all(are_clearly_different(one, other) for one, other in combinations(divided, 2))


def test_a_further_proposal_that_costs_as_little_as_nothing_can_beat_is_proven_by_it() -> None:
    asked = instance(1)
    best = propose(replace(asked, proposals=1)).proposals[0]
    dearer = max((judge_division(asked, d) for d in divisions(asked)), key=lambda judged: judged.cost)
    further = [Proposal(best.judged, NOTHING_PROVEN), Proposal(dearer, NOTHING_PROVEN)]
    alike, other = proven_by(best.bounds, further)
    assert alike.is_optimal
    assert (other.bounds, other.is_optimal) == (NOTHING_PROVEN, False)


def test_the_same_instance_has_the_same_answer() -> None:
    assert propose(instance(3, 9)) == propose(instance(3, 9))


def test_a_size_instead_of_a_number_lets_the_number_be_chosen() -> None:
    values = file(5, 7) | {"teams": {"min": 3, "max": 4}, "rules": [], "pins": []}
    answer = propose(read(json.dumps(values).encode()))
    assert answer.status is Status.OPTIMAL
    assert {len(p.judged.teams) for p in answer.proposals} == {2}
    assert {len(t.team.members) for p in answer.proposals for t in p.judged.teams} == {3, 4}


def test_a_team_that_is_formed_stays_and_nobody_joins_one_that_is_closed() -> None:
    values = file(8, 8) | {
        "teams": {"count": 3}, "rules": [], "pins": [], "themes": [{"id": "coast"}, {"id": "food"}],
        "formed": [{"members": ["p0", "p7"], "closed": True}, {"members": ["p1"], "theme": "food"}],
    }  # fmt: skip
    asked = read(json.dumps(values).encode())
    best = propose(asked).proposals[0]
    teams = {team.team.members: team.team.theme for team in best.judged.teams}
    assert ("p0", "p7") in teams
    assert next(theme for members, theme in teams.items() if "p1" in members) == "food"
    assert best.cost == best_cost(asked)


def test_another_first_as_good_is_taken_where_more_differ_clearly_from_it() -> None:
    ids = [f"p{i}" for i in range(1, 8)]
    north, south = "1080", "1265"
    homes = [north, north, north, south, south, north, south]
    sectors = ["culture", "culture", "business", "culture", "culture", "culture", "business"]
    people: list[dict[str, Any]] = [
        {"id": i, "sector": sector, "municipality": home}
        for i, sector, home in zip(ids, sectors, homes, strict=True)
    ]
    people[1]["apart"], people[5]["with"], people[6]["with"] = ["p4"], ["p5", "p2"], ["p4"]
    rules = [
        {"rule": "each-sector", "sectors": ["culture"], "strength": "advisory"},
        {"rule": "travel", "max_km": 80, "strength": "hard"},
        {"rule": "size", "min": 1, "max": 4, "strength": "hard"},
    ]
    values = {"teams": {"count": 2, "count_max": 3}, "rules": rules, "people": people, "seed": 31}
    asked = read(json.dumps(values).encode())
    made = propose(asked).proposals
    assert (len(made), made[0].cost) == (3, best_cost(asked))
    divided = [[t.team for t in proposal.judged.teams] for proposal in made]
    assert all(are_clearly_different(one, other) for one, other in combinations(divided, 2))


def test_theme_and_formed_teams_beyond_the_number_are_no_division() -> None:
    values = file(1) | {"teams": {"count": 2}, "rules": [], "pins": [], "themes": [{"id": "coast"}]}
    values["formed"] = [{"members": [f"p{i}"], "theme": "coast"} for i in range(3)]
    for person in values["people"]:
        person["wishes"] = []
    assert propose(read(json.dumps(values).encode())).status is Status.INFEASIBLE


def test_few_are_left_beside_many_teams_that_nobody_joins() -> None:
    homes = ("1290", "1283", "1080", "1081")
    people = [{"id": f"p{i}", "sector": "culture", "municipality": homes[i % len(homes)]} for i in range(164)]
    closed = [[f"p{i}" for i in range(first, first + 4)] for first in range(0, 144, 4)]
    values = {
        "teams": {"count": 28, "count_max": 41},
        "rules": [{"rule": "size", "min": 4, "max": 6, "strength": "hard"}],
        "formed": [{"members": crew, "closed": True} for crew in closed],
        "people": people,
        "proposals": 1,
    }
    answer = propose(read(json.dumps(values).encode()))
    assert [len(p.judged.teams) for p in answer.proposals] == [40]
