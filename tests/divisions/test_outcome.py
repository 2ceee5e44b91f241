"""What applying made of the teams, from the pictures before and after."""

from typing import Any

from collab.divisions import outcome
from collab.divisions.outcome import Made, Place


def picture(**teams: tuple[str, bool, list[str]]) -> dict[str, Any]:
    """Slug → name, whether it is dissolved, and who is in it; the first coordinates it."""
    return {
        "teams": {slug: {"name": name, "is_dissolved": gone} for slug, (name, gone, _) in teams.items()},
        "seats": {
            slug: [{"who": who, "leads": who == crew[0]} for who in crew]
            for slug, (_, _, crew) in teams.items()
            if crew
        },
    }


BEFORE = picture(north=("Norr", False, ["a", "b"]), try_=("Försöket", False, ["c", "d"]))
AFTER = picture(
    north=("Norr", False, ["a", "b", "c"]), try_=("Försöket", True, []), south=("Söder", False, ["d", "e"])
)


def test_each_team_says_who_is_new_and_where_they_were() -> None:
    assert outcome.made(BEFORE, AFTER) == [
        Made(
            "north",
            "Norr",
            False,
            (
                Place("a", True, False, "Norr"),
                Place("b", False, False, "Norr"),
                Place("c", False, True, "Försöket"),
            ),
        ),
        Made("south", "Söder", True, (Place("d", True, True, "Försöket"), Place("e", False, True, ""))),
    ]


def test_a_team_that_nobody_is_in_afterwards_has_ended() -> None:
    assert outcome.ended(BEFORE, AFTER) == [("try_", "Försöket")]
    assert outcome.ended(BEFORE, BEFORE) == []
