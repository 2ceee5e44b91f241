"""What was asked becomes an instance of what the programme is like; what gives way changes what was asked."""

import json

import pytest
from msgspec.structs import replace

from collab.divisions import asking
from collab.divisions.asking import Asked, Stay
from collab.divisions.forms import suggested
from collab.divisions.ground import Ground, Wanted
from collab.divisions.queries import Standing
from collab.divisions.relaxing import relaxed
from collab.proposals import reading
from collab.proposals.instance import Formed, Teams, Theme
from collab.teams.composition import Rule, RuleKind
from collab.text import Localised

SECTORS = ["culture", "tourism"]
GROUND = Ground(
    people={
        "a": ("culture", "1290"), "b": ("tourism", "1290"), "c": ("culture", "1080"),
        "d": ("tourism", "1080"), "e": ("culture", "1284"), "f": ("", "1284"), "g": ("culture", ""),
    },
    wishes={"c": Wanted(("sea", "food"), ("d", "f"), ("e",)), "d": Wanted(("food",))},
    rules=(),
    themes={"food": 1, "sea": None},
    teams={"north": ("a", "b"), "south": ("b", "e")},
    ideas={"north": "sea"},
    running=("north",),
)  # fmt: skip
SIZE = Rule(RuleKind.SIZE, True, 2, 3)
SECTOR = Rule(RuleKind.EACH_SECTOR, False, 1, sectors=("tourism",), weight=4)
ASKED = Asked((SIZE, SECTOR), stays={"north": Stay.OPEN, "south": Stay.ANEW})
SAID = Localised("Mindre", "Less")


def read(asked: Asked) -> reading.Instance:
    return reading.read(json.dumps(asking.instance_of(asked, GROUND, SECTORS)).encode())


def test_what_was_asked_comes_back_from_json_as_it_was() -> None:
    everything = replace(
        ASKED, count=(2, 3), pins=(("a", "team:north"),), has_themes=True, rooms={"food": 2, "sea": None},
        together=(("c", "e"),), gave_way=(SAID,),
    )  # fmt: skip
    assert asking.from_values(json.loads(json.dumps(everything.as_values()))) == everything


def test_rules_and_people_are_given_as_files_say_them() -> None:
    found = read(ASKED)
    assert found.rules == (SIZE, SECTOR)
    assert [person.id for person in found.people] == ["a", "b", "c", "d", "e"]
    assert found.sectors == ("culture", "tourism")


def test_numbers_that_are_too_large_for_a_file_ask_for_the_same_of_any_team() -> None:
    huge = Rule(RuleKind.SIZE, True, 2_000_000, 1_000_000_000)
    travel = Rule(RuleKind.TRAVEL, False, None, 1_000_000_000)
    found = read(replace(ASKED, rules=(huge, travel), count=(1, 1)))
    assert [(rule.least, rule.most) for rule in found.rules] == [(1_000_000, 1_000_000), (None, 1_000_000)]


def test_the_size_of_a_team_says_how_many_there_are() -> None:
    assert read(ASKED).teams == Teams(2, 2)
    assert read(replace(ASKED, count=(1, 4))).teams == Teams(1, 4)


def test_without_a_number_and_a_size_nothing_can_be_asked() -> None:
    with pytest.raises(ValueError, match="neither"):
        asking.instance_of(replace(ASKED, rules=(SECTOR,)), GROUND, SECTORS)


def test_a_team_stays_whole_closed_or_is_divided_anew() -> None:
    stays = {"north": Stay.CLOSED, "south": Stay.CLOSED}
    assert read(ASKED).formed == (Formed(("a", "b")),)
    assert read(replace(ASKED, stays=stays)).formed == (
        Formed(("a", "b"), None, True),
        Formed(("e",), None, True),
    )
    assert read(replace(ASKED, stays={})).formed == read(replace(ASKED, stays=stays)).formed
    assert read(replace(ASKED, stays=dict.fromkeys(stays, Stay.ANEW))).formed == ()


def test_wishes_for_themes_count_only_where_teams_work_on_themes() -> None:
    assert (read(ASKED).themes, read(ASKED).people[2].wishes) == ((), ())
    found = read(replace(ASKED, has_themes=True))
    assert found.themes == (Theme("food", 1), Theme("sea", None))
    assert found.people[2].wishes == ("sea", "food")
    assert found.formed[0].theme == "sea"


def test_wishes_for_people_count_among_those_who_can_be_placed() -> None:
    found = read(ASKED)
    assert (found.people[2].beside, found.people[2].apart) == (frozenset({"d"}), frozenset({"e"}))


def test_pins_that_share_somebody_are_one_group_and_a_team_is_one_of_its_members() -> None:
    pins = (("c", "d"), ("e", "d"), ("b", "team:north"), ("c", "team:north"))
    assert read(replace(ASKED, pins=pins)).pins == (("a", "b", "c", "d", "e"),)
    assert read(replace(ASKED, pins=(("c", "d"), ("a", "b")))).pins == (("c", "d"), ("a", "b"))


def test_who_is_left_to_place_is_in_no_team_that_stays() -> None:
    assert asking.left_to_place(ASKED, GROUND) == ["c", "d", "e"]
    assert asking.left_to_place(replace(ASKED, stays={}), GROUND) == ["c", "d"]


def test_only_a_team_without_a_project_is_divided() -> None:
    assert asking.divided_in_vain(ASKED, GROUND) == []
    both = replace(ASKED, stays=dict.fromkeys(GROUND.teams, Stay.ANEW))
    assert asking.divided_in_vain(both, GROUND) == ["north"]


def give_way(asked: Asked, at: str, field: str, value: object) -> Asked:
    less = relaxed(asked, GROUND, [{"at": at, "field": field, "value": value}], SAID)
    assert (less.gave_way, less.confided) == (((), (SAID,)) if at.startswith("apart") else ((SAID,), ()))
    return replace(less, gave_way=(), confided=())


def test_a_rule_gives_way_where_it_stands() -> None:
    assert give_way(ASKED, "rules[0]", "min", 1).rules == (replace(SIZE, least=1), SECTOR)
    assert give_way(ASKED, "rules[0]", "max", 5).rules == (replace(SIZE, most=5), SECTOR)
    assert give_way(ASKED, "rules[0]", "strength", "advisory").rules == (replace(SIZE, is_hard=False), SECTOR)
    assert give_way(ASKED, "rules[1]", "sectors", ["culture"]).rules[1].sectors == ("culture",)
    travel = replace(ASKED, rules=(Rule(RuleKind.TRAVEL, True, most=40),))
    assert give_way(travel, "rules[0]", "max_km", 60).rules[0].most == 60


def test_another_number_of_teams_and_more_room_for_a_theme() -> None:
    assert give_way(ASKED, "teams", "count", 3).count == (3, 3)
    assert give_way(replace(ASKED, count=(1, 2)), "teams", "count_max", 3).count == (1, 3)
    assert give_way(ASKED, "teams", "removed", True).count == (1, 5)
    roomier = replace(ASKED, has_themes=True)
    assert read(give_way(roomier, "themes[0]", "teams_max", 2)).themes[0] == Theme("food", 2)
    assert read(give_way(roomier, "themes", "removed", True)).themes[0] == Theme("food", None)


def test_pins_teams_and_wishes_to_be_apart_are_given_up() -> None:
    pinned = replace(ASKED, pins=(("c", "d"), ("e", "c"), ("b", "a")))
    assert give_way(pinned, "pins c d e", "removed", True).pins == (("b", "a"),)
    anew = give_way(replace(ASKED, pins=(("c", "team:north"),)), "formed a b", "removed", True)
    assert (read(anew).formed, anew.pins) == ((), ())
    opened = give_way(replace(ASKED, stays={"south": Stay.ANEW}), "formed a b", "closed", False)
    assert read(opened).formed == (Formed(("a", "b")),)
    assert read(give_way(ASKED, "apart c e", "removed", True)).apart == frozenset()


def test_several_things_give_way_together() -> None:
    changes = [
        {"at": "rules[0]", "field": "max", "value": 4},
        {"at": "teams", "field": "count", "value": 1},
    ]
    less = relaxed(ASKED, GROUND, changes, SAID)
    assert (less.rules[0].most, less.count) == (4, (1, 1))


@pytest.mark.parametrize(
    ("lonely", "complete", "stay"),
    [
        (1, {"north": True, "south": True}, Stay.OPEN),
        (2, {"north": True, "south": True}, Stay.CLOSED),
        (0, {"north": True, "south": True}, Stay.CLOSED),
        (1, {"north": True, "south": False}, Stay.CLOSED),
    ],
)
def test_complete_teams_may_be_joined_when_whoever_has_none_could_go_nowhere(
    lonely: int, complete: dict[str, bool], stay: Stay
) -> None:
    seated = {"north": ("a", "b"), "south": ("c", "d")}
    people = {code: GROUND.people[code] for code in "abcdef"[: 4 + lonely]}
    standing = Standing(replace(GROUND, people=people, teams=seated), dict.fromkeys(people, SAID), {}, {}, {})
    stays = suggested([SIZE], complete, standing).stays
    assert stays["north"] is stay
    assert stays["south"] is (stay if complete["south"] else Stay.OPEN)
