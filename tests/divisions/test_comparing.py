"""Two proposals side by side."""

from pathlib import Path

from collab.divisions import comparing
from collab.proposals.judging import Team, judge_division
from collab.proposals.reading import read

SEVEN = read((Path(__file__).parent.parent / "proposals/seven.json").read_bytes())
ONE = judge_division(
    SEVEN, [Team(("p01", "p03", "p04"), "food"), Team(("p02", "p05", "p06", "p07"), "coast")]
)
OTHER = judge_division(
    SEVEN, [Team(("p05", "p06", "p07"), "coast"), Team(("p01", "p02", "p03", "p04"), "food")]
)


def test_the_same_in_another_order_differs_in_nothing() -> None:
    turned = judge_division(SEVEN, [team.team for team in reversed(ONE.teams)])
    found = comparing.compare(SEVEN, ONE, turned)
    assert (found.people, found.share, [level.better for level in found.levels]) == ((), 100, [0, 0, 0])
    assert set(found.matches) == {(0, 1), (1, 0)}


def test_who_changes_team_and_who_is_still_together_is_counted() -> None:
    found = comparing.compare(SEVEN, ONE, OTHER)
    assert [(p.who, p.teams, p.changes_team) for p in found.people] == [("p02", (1, 1), True)]
    assert (found.common, found.pairs, found.share) == (6, (9, 9), 67)


def test_costs_and_rules_stand_side_by_side() -> None:
    found = comparing.compare(SEVEN, ONE, OTHER)
    assert [(level.name, level.one, level.other) for level in found.levels] == [
        ("largest", ONE.cost.largest, OTHER.cost.largest),
        ("sum", ONE.cost.sum, OTHER.cost.sum),
        ("km", ONE.cost.km, OTHER.cost.km),
    ]
    assert [(kept.rule, kept.one, kept.other) for kept in found.rules] == [
        (
            rule,
            sum(not team.composition.judgements[at].is_met for team in ONE.teams),
            sum(not team.composition.judgements[at].is_met for team in OTHER.teams),
        )
        for at, rule in enumerate(SEVEN.rules)
    ]
    assert sum(kept.one for kept in found.rules) == 3


def test_a_lower_cost_is_better() -> None:
    assert [comparing.Level("sum", one, 5).better for one in (4, 5, 6)] == [-1, 0, 1]


def test_a_person_whose_team_works_on_something_else_differs_by_the_rank_only() -> None:
    other = judge_division(SEVEN, [Team(team.team.members, "coast") for team in ONE.teams])
    found = comparing.compare(SEVEN, ONE, other)
    assert {p.changes_team for p in found.people} == {False}
    assert [p.who for p in found.people] == [
        who for who in ("p01", "p03", "p04") if set(SEVEN.by_id[who].wishes) & {"coast", "food"}
    ]


def test_teams_that_share_nobody_have_no_match() -> None:
    assert comparing.matched([Team(("a",)), Team(("b",))], [Team(("b",))]) == ((1, 0),)
