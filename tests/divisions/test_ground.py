"""What a proposal stands on: the same ground has the same fingerprint, and what changed is said in words."""

import json

from msgspec.structs import replace

from collab.divisions import ground
from collab.divisions.ground import Difference, Ground, Wanted, What
from collab.text import in_language

GROUND = Ground(
    people={"a": ("culture", "Ystad"), "b": ("tourism", "Ystad"), "c": ("business", "Lund")},
    wishes={"a": Wanted(("sea",), ("b",), ("c",))},
    rules=("size 4-6",),
    themes={"sea": 2, "food": None},
    teams={"north": ("a",)},
    ideas={"north": "sea"},
    running=("north",),
)


def test_a_ground_comes_back_from_json_as_it_was() -> None:
    again = ground.from_values(json.loads(json.dumps(GROUND.as_values())))
    assert again == GROUND
    assert again.fingerprint == GROUND.fingerprint
    assert ground.differences(GROUND, again) == []


def test_any_change_gives_another_fingerprint() -> None:
    others = [
        replace(GROUND, people={"a": ("culture", "Ystad")}),
        replace(GROUND, wishes={}),
        replace(GROUND, rules=()),
        replace(GROUND, themes={"sea": 3, "food": None}),
        replace(GROUND, teams={"north": ("a", "b")}),
        replace(GROUND, ideas={}),
        replace(GROUND, running=()),
    ]
    assert len({other.fingerprint for other in [GROUND, *others]}) == 8


def test_whom_people_would_be_apart_from_is_in_no_fingerprint_that_others_see() -> None:
    said = replace(GROUND, wishes={"a": Wanted(("sea",), ("b",)), "b": Wanted(apart=("a",))})
    unsaid = replace(GROUND, wishes={"a": Wanted(("sea",), ("b",))})
    assert said.fingerprint == unsaid.fingerprint == GROUND.fingerprint
    assert said.without_apart == GROUND.without_apart == unsaid
    assert ground.differences(GROUND, said) == [Difference(What.WISHED, "a"), Difference(What.WISHED, "b")]


def test_who_left_came_moved_joined_and_parted_is_told_apart() -> None:
    now = replace(
        GROUND,
        people={"a": ("culture", "Lund"), "b": ("tourism", "Ystad"), "d": ("business", "Lund")},
        teams={"north": ("b",), "south": ("d",)},
    )
    assert ground.differences(GROUND, now) == [
        Difference(What.MOVED, "a"),
        Difference(What.LEFT, "c"),
        Difference(What.CAME, "d"),
        Difference(What.PARTED, "a", "north"),
        Difference(What.JOINED, "b", "north"),
        Difference(What.FORMED, team="south"),
    ]


def test_other_wishes_rules_and_themes_are_told() -> None:
    now = replace(
        GROUND,
        wishes={"b": Wanted(beside=("a",))},
        rules=("size 5-6",),
        themes={"sea": 1, "art": None},
        ideas={"north": "art"},
    )
    assert ground.differences(GROUND, now) == [
        Difference(What.WORKS, team="north"),
        Difference(What.WISHED, "a"),
        Difference(What.WISHED, "b"),
        Difference(What.RULED),
        *(Difference(What.THEME_ROOM, "sea"), Difference(What.THEME_GONE, "food")),
        Difference(What.THEME_NEW, "art"),
    ]


def test_a_team_that_begins_a_project_or_runs_none_any_more_is_told() -> None:
    idle = replace(GROUND, running=())
    assert ground.differences(idle, GROUND) == [Difference(What.BEGAN, team="north")]
    assert ground.differences(GROUND, idle) == [Difference(What.RUNS_NONE, team="north")]


def test_of_a_search_that_did_not_write_projects_down_nothing_is_told_about_them() -> None:
    values = GROUND.as_values()
    del values["running"]
    assert ground.differences(ground.from_values(values), GROUND) == []


def test_only_other_people_and_teams_keep_a_proposal_from_being_as_it_was() -> None:
    kinds = {what for what in What if Difference(what).concerns_teams}
    assert kinds == {What.LEFT, What.CAME, What.JOINED, What.PARTED, What.FORMED, What.DISSOLVED}


def test_a_difference_is_a_sentence_with_names() -> None:
    left, joined = Difference(What.LEFT, "c"), Difference(What.JOINED, "b", "north")
    with in_language("en"):
        assert ground.said(left, {"c": "Culture, Lund"}, {}) == (
            "Culture, Lund has left the programme meanwhile."
        )
        assert ground.said(joined, {"b": "Tourism, Ystad"}, {"north": "The North"}) == (
            "Tourism, Ystad has joined the team The North meanwhile."
        )
    with in_language("sv"):
        assert (
            ground.said(left, {"c": "Kultur, Lund"}, {}) == "Kultur, Lund har lämnat programmet under tiden."
        )
