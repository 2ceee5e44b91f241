"""Proposals are the best there are, on all three levels."""

import json
from dataclasses import replace
from itertools import combinations

import pytest

from collab.proposals.answer import Status
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
