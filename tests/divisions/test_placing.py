"""What applying does to the teams there are, and what new teams are called and who coordinates them."""

from pathlib import Path

from msgspec.structs import replace

from collab.divisions import placing
from collab.divisions.asking import Asked, Stay
from collab.divisions.placing import Seat, Target
from collab.proposals.reading import read

SEVEN = replace(
    read((Path(__file__).parent.parent / "proposals/seven.json").read_bytes()),
    names={"coast": "Levande kust", "food": "Mat på resa"},
)
COAST, FOOD = Target(None, "coast", ("p02", "p05", "p06", "p07")), Target(None, "food", ("p01", "p03", "p04"))
PLACES = {
    target: "–".join(sorted({SEVEN.by_id[who].place.municipality for who in target.members})[:3])
    for target in (COAST, FOOD)
}


def test_who_is_in_a_team_that_stays_keeps_the_place_and_others_get_one() -> None:
    found = placing.plan([Target("north", None, ("a", "b", "c"))], {"north": ["a", "b"]}, [])
    assert (found.seats, found.left, found.ended) == ((Seat("c", 0, None),), {}, ())
    assert found.changed == ["north"]


def test_a_team_that_stays_as_it_is_changes_nothing() -> None:
    found = placing.plan([Target("north", None, ("a", "b"))], {"north": ["a", "b"]}, [])
    assert (found.seats, found.changed) == ((), [])


def test_a_team_that_is_divided_anew_ends_when_everybody_leaves_it() -> None:
    targets = [Target(None, None, ("a", "c")), Target(None, None, ("b", "d"))]
    found = placing.plan(targets, {"south": ["a", "b"], "north": ["e"]}, ["south"])
    assert found.of(0) == [Seat("a", 0, "south"), Seat("c", 0, None)]
    assert (found.left, found.ended) == ({"south": ("a", "b")}, ("south",))
    some = placing.plan(targets, {"south": ["a", "b", "x"]}, ["south"])
    assert (some.left, some.ended) == ({"south": ("a", "b")}, ())


def test_only_what_was_asked_to_be_divided_is() -> None:
    asked = Asked((), stays={"north": Stay.ANEW, "south": Stay.OPEN})
    assert placing.anew(asked, {"north": (), "south": (), "west": ()}) == {"north"}


def test_a_new_team_is_called_as_its_theme() -> None:
    assert placing.suggested_names(SEVEN, [COAST, FOOD], ()) == {0: "Levande kust", 1: "Mat på resa"}


def test_teams_of_one_theme_are_told_apart_by_their_municipalities() -> None:
    other = replace(FOOD, theme="coast")
    assert placing.suggested_names(SEVEN, [COAST, other], ()) == {
        0: f"Levande kust, {PLACES[COAST]}",
        1: f"Levande kust, {PLACES[FOOD]}",
    }


def test_without_a_theme_the_municipalities_name_it_and_no_name_is_used_twice() -> None:
    bare = replace(FOOD, theme=None)
    taken = {PLACES[FOOD]}
    assert placing.suggested_names(SEVEN, [bare, bare, Target("north", None, ())], taken) == {
        0: f"{PLACES[FOOD]} 2",
        1: f"{PLACES[FOOD]} 3",
    }


def test_a_long_theme_is_cut_to_what_a_name_may_be() -> None:
    long = replace(SEVEN, names={"coast": "k" * 120})
    (name,) = placing.suggested_names(long, [COAST], {"k" * 115}).values()
    assert name == "k" * 115 + " 2"


def test_who_proposed_the_theme_coordinates_then_who_led_then_who_wished_most() -> None:
    assert placing.suggested_leaders(SEVEN, [COAST], {"coast": "p07"}, {"p06"}) == {0: "p07"}
    assert placing.suggested_leaders(SEVEN, [COAST], {"coast": "p01"}, {"p06"}) == {0: "p06"}
    assert placing.suggested_leaders(SEVEN, [COAST], {}, ()) == {0: "p02"}
    assert placing.suggested_leaders(SEVEN, [FOOD, Target("north", None, ("p02",))], {}, ()) == {0: "p04"}
