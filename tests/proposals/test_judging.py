"""What a division costs, counted by hand."""

from pathlib import Path

from collab.proposals.judging import Cost, Team, are_clearly_different, judge_division
from collab.proposals.reading import read

SEVEN = read((Path(__file__).parent / "seven.json").read_bytes())


def test_the_cost_is_what_is_missed_and_wished_in_vain() -> None:
    """Food: two from Kristianstad, one county, p01's second wish. Coast: p05's second wish, no wish of p06
    and p07 (p02 got the first), p02 without p01, and 121 km, five steps of ten above 80."""
    judged = judge_division(
        SEVEN, [Team(("p01", "p03", "p04"), "food"), Team(("p02", "p05", "p06", "p07"), "coast")]
    )
    food, coast = judged.teams
    assert (food.km, food.wishes, food.parted, [j.amount for j in food.missed]) == (26, 1, 0, [1, 1])
    assert food.cost == 1 + 5 * 1 + 3 * 1
    assert (coast.km, coast.wishes, coast.parted, [j.amount for j in coast.missed]) == (121, 7, 1, [5])
    assert coast.cost == 7 + 1 + 5
    assert judged.cost == Cost(13, 22, 147)
    assert judged.broken == ()


def test_everything_hard_that_is_not_kept_is_named() -> None:
    judged = judge_division(
        SEVEN, [Team(("p01", "p03", "p06"), "coast"), Team(("p02", "p04", "p05", "p07"), "coast")]
    )
    assert set(judged.broken) == {"apart: p03 p06", "together: p01 p04", "theme: coast"}
    judged = judge_division(SEVEN, [Team(("p01", "p04"), "food"), Team(("p01", "p02"), None)])
    assert {"one team each: p01", "one team each: p07", "size in team 0", "theme of a team: None"} <= set(
        judged.broken
    )


def test_two_divisions_differ_clearly_when_they_share_at_most_four_fifths_of_their_pairs() -> None:
    one = [Team(("a", "b", "c", "d")), Team(("e", "f", "g", "h"))]
    same = [Team(("e", "f", "g", "h")), Team(("d", "c", "b", "a"))]
    swapped = [Team(("e", "b", "c", "d")), Team(("a", "f", "g", "h"))]
    assert not are_clearly_different(one, same)
    assert are_clearly_different(one, swapped)
