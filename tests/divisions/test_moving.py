"""Moving one person in a proposal: what changes, what is refused, what was moved by hand."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from collab.divisions import moving
from collab.divisions.moving import Foreseen, NoSuchMove
from collab.proposals.instance import Formed, Instance
from collab.proposals.judging import Team
from collab.proposals.reading import read

SEVEN = read((Path(__file__).parent.parent / "proposals/seven.json").read_bytes())
TEAMS = [Team(("p01", "p03", "p04"), "food"), Team(("p02", "p05", "p06", "p07"), "coast")]
CALLED = ["Mat", "Kust"]


def foresee(who: str, to: int, instance: Instance = SEVEN) -> Foreseen:
    return moving.foresee(instance, TEAMS, who, to, called=CALLED)


def test_a_move_shows_each_team_before_and_after() -> None:
    found = foresee("p02", 0)
    assert [team.members for team in found.teams] == [("p01", "p03", "p04", "p02"), ("p05", "p06", "p07")]
    assert [(c.at, c.before.cost, c.after.cost, c.before.km, c.after.km) for c in found.changes] == [
        (1, 13, found.after.teams[1].cost, 121, found.after.teams[1].km),
        (0, 9, found.after.teams[0].cost, 26, found.after.teams[0].km),
    ]
    assert found.before.cost.sum == 22
    assert found.after.cost.sum == sum(team.cost for team in found.after.teams)


def test_the_persons_rank_before_and_after_is_told() -> None:
    ranks = {who: foresee(who, to).ranks for who, to in (("p02", 0), ("p06", 0), ("p01", 1))}
    wishes = {who: SEVEN.by_id[who].wishes for who in ranks}
    assert ranks == {
        "p02": (_rank(wishes["p02"], "coast"), _rank(wishes["p02"], "food")),
        "p06": (_rank(wishes["p06"], "coast"), _rank(wishes["p06"], "food")),
        "p01": (_rank(wishes["p01"], "food"), _rank(wishes["p01"], "coast")),
    }


def _rank(wishes: tuple[str, ...], theme: str) -> int | None:
    return wishes.index(theme) + 1 if theme in wishes else None


def test_what_breaks_a_pin_or_apart_or_a_hard_rule_is_refused_in_words() -> None:
    assert "p01 och p04 ska vara tillsammans." in foresee("p01", 1).refusals
    assert foresee("p06", 0).refusals == ("p03 och p06 får inte vara i samma team.",)
    refused = foresee("p03", 1).refusals
    assert any(said.startswith("Mat: ") for said in refused)


def test_a_move_that_breaks_nothing_is_not_refused() -> None:
    assert foresee("p02", 0).refusals == ()


def test_nobody_is_moved_to_where_they_are_and_no_team_is_emptied() -> None:
    assert foresee("p02", 1).refusals == ("p02 är redan i Kust.",)
    alone = [Team(("p01",)), Team(("p02",))]
    found = moving.foresee(SEVEN, alone, "p01", 1, called=CALLED)
    assert found.refusals == ("Ingen skulle bli kvar i Mat.",)


def test_who_was_in_a_team_before_stays_and_nobody_joins_a_closed_one() -> None:
    kept = replace(SEVEN, formed=(Formed(("p02", "p05")),))
    assert foresee("p02", 0, kept).refusals == ("p02 är i ett team som hålls ihop: p02 och p05.",)
    closed = replace(SEVEN, formed=(Formed(("p01", "p03", "p04"), is_closed=True),))
    assert foresee("p02", 0, closed).refusals == ("Mat får vara som det är: ingen kommer till.",)


def test_a_rule_that_is_missed_already_and_not_by_more_refuses_nothing() -> None:
    thrown = [Team(("p01", "p04"), "food"), Team(("p02", "p03", "p05", "p06", "p07"), "coast")]
    found = moving.foresee(SEVEN, thrown, "p02", 0, called=CALLED)
    assert [said for said in found.refusals if "Kust" in said] == []


@pytest.mark.parametrize(("who", "to"), [("p99", 0), ("p01", 2), ("p01", -1)])
def test_there_is_no_move_of_nobody_or_to_nowhere(who: str, to: int) -> None:
    with pytest.raises(NoSuchMove):
        moving.moved(TEAMS, who, to)


def test_what_was_moved_by_hand_is_found_and_moving_back_leaves_nothing() -> None:
    there = moving.moved(TEAMS, "p02", 0)
    assert moving.moved_by_hand(there, TEAMS) == {"p02": (1, 0)}
    assert moving.moved_by_hand(moving.moved(there, "p02", 1), TEAMS) == {}
