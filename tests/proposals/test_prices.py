"""Three ways of counting agree with the judge: the columns', the local search's, and the crowds' bound."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from collab.proposals import bounding, large, starting
from collab.proposals.answer import Status
from collab.proposals.climbing import Climb
from collab.proposals.columns import every_team
from collab.proposals.instance import Instance
from collab.proposals.judging import Team, judge_division, judge_team
from collab.proposals.pricing import Prices
from collab.proposals.reading import read
from tests.proposals.tiny import best_cost, file

SEEDS = st.integers(0, 10_000)
FEW = settings(max_examples=60, deadline=None, derandomize=True)


def instance(seed: int, people: int = 7) -> Instance:
    return read(json.dumps(file(seed, people)).encode())


@FEW
@given(seed=SEEDS)
def test_the_columns_are_the_teams_that_keep_what_is_hard_with_the_judges_costs(seed: int) -> None:
    asked = instance(seed, people=5)
    every = every_team(asked)
    assert every is not None
    rows = [(every.team(i, asked), int(every.cost[i]), int(every.km[i])) for i in range(len(every.masks))]
    for team, cost, km in rows:
        judged = judge_team(asked, team)
        assert (judged.cost, judged.km, judged.composition.is_complete) == (cost, km, True)
    assert len(rows) == len({team for team, _, _ in rows})


@FEW
@given(seed=SEEDS, chosen=st.sets(st.integers(0, 6), min_size=1))
def test_the_local_search_counts_as_the_judge_does(seed: int, chosen: set[int]) -> None:
    asked = instance(seed)
    for number, name in enumerate([theme.id for theme in asked.themes] or [None]):
        judged = judge_team(asked, Team(tuple(f"p{i}" for i in sorted(chosen)), name))
        hard, cost, km = Prices(asked).of(sorted(chosen), number)
        apart = sum(1 for pair in asked.apart if pair <= set(judged.team.members))
        assert (cost, km, hard > 0) == (
            judged.cost,
            judged.km,
            not judged.composition.is_complete or apart > 0,
        )


@FEW
@given(seed=SEEDS)
def test_a_climb_ends_with_everybody_in_one_team_and_no_worse_than_it_began(seed: int) -> None:
    climb = Climb(instance(seed, 9), seed, 3)
    starting.greedily(climb)
    before = sum(climb.energy)
    climb.improve(300, lambda: False)
    assert sum(climb.energy) <= before + 1e-6
    assert climb.energy == pytest.approx([climb.price(team) for team in range(3)])
    members = sorted(member for team in climb.division() for member in team.members)
    assert members == [f"p{i}" for i in range(9)]


@pytest.mark.parametrize("seed", range(30))
def test_no_division_is_cheaper_than_the_bound(seed: int) -> None:
    asked = instance(seed, 6)
    best = best_cost(asked)
    bound = bounding.least_sum(asked, [], seconds=5)
    if best is not None:
        assert bound is not None
        assert bound <= best.sum
        assert not bounding.is_impossible(asked)


def test_what_is_too_large_for_a_proof_gets_divisions_that_keep_what_is_hard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(large, "STEPS", 3_000)
    monkeypatch.setattr(large, "ROUNDS", 2)
    asked = replace(instance(12, 24), pins=(), teams=replace(instance(12).teams, least=6, most=6))
    asked = replace(
        asked,
        rules=tuple(replace(rule, is_hard=False) for rule in asked.rules),
        themes=tuple(replace(theme, teams_most=None) for theme in asked.themes),
    )
    answer = large.propose(asked, lambda: False, lambda _: None)
    assert answer.status is Status.FEASIBLE
    assert len(answer.proposals) == 3
    assert [judge_division(asked, [t.team for t in p.judged.teams]).broken for p in answer.proposals] == [
        ()
    ] * 3
    assert all(p.bounds[1] is not None and p.bounds[1] <= p.cost.sum for p in answer.proposals)
    assert answer == large.propose(asked, lambda: False, lambda _: None)


def test_what_was_neither_found_nor_counted_out_is_not_called_impossible(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(large, "_first", lambda *_: None)
    monkeypatch.setattr(large, "is_solvable", lambda _: None)
    answer = large.propose(instance(12), lambda: False, lambda _: None)
    assert (answer.status, answer.proposals, answer.conflict) == (Status.STOPPED, (), ())
