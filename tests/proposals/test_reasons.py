"""What clashes is said with the numbers of what clashes, so that one sees why; and in good English, too."""

import json
from typing import Any

import pytest

from collab.proposals.answer import Answer, Status
from collab.proposals.proposing import propose
from collab.proposals.reading import read

KRISTIANSTAD, KARLSKRONA, OLOFSTROM = "1290", "1080", "1060"


def person(identity: str, sector: str = "culture", municipality: str = KRISTIANSTAD) -> dict[str, Any]:
    return {"id": identity, "sector": sector, "municipality": municipality}


def people(count: int, **tourism: int) -> list[dict[str, Any]]:
    """So many people of one municipality; the first `tourism` from that sector."""
    few = tourism.get("tourism", 0)
    return [person(f"p{i}", "tourism" if i < few else "culture") for i in range(count)]


def rule(kind: str, **settings: Any) -> dict[str, Any]:
    return {"rule": kind, "strength": "hard", **settings}


def answered(**values: Any) -> Answer:
    answer = propose(read(json.dumps({"rules": [], "people": people(3)} | values).encode()))
    assert answer.status is Status.INFEASIBLE
    return answer


def english(answer: Answer) -> list[str]:
    return [clash.sentence.en for clash in answer.conflict]


TOURISM = rule("each-sector", sectors=["tourism"])


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"teams": {"count": 50}}, ["Three people are to be 50 teams."]),
        ({"teams": {"count": 2}, "people": people(1)}, ["One person is to be two teams."]),
        (
            {"teams": {"count": 2}, "people": people(9), "rules": [rule("size", min=5, max=5)]},
            ["Nine people cannot be divided into teams of five."],
        ),
        (
            {"teams": {"count": 2}, "people": people(9), "rules": [rule("size", min=5)]},
            [
                "Nine people are not enough for two teams of at least five.",
                "Nine people are to be two teams.",
            ],
        ),
        (
            {"teams": {"count": 1}, "people": people(3), "rules": [rule("size", max=2)]},
            ["Three people do not fit into one team of at most two.", "Three people are to be one team."],
        ),
        (
            {"teams": {"min": 1, "max": 3}, "people": people(5, tourism=1), "rules": [TOURISM]},
            [
                "One from tourism is not enough for two teams that should all have one.",
                "Every team has one to three people. Five people are at least two teams then.",
            ],
        ),
        (
            {"teams": {"count": 3}, "people": people(6, tourism=1), "rules": [TOURISM | {"min": 2}]},
            ["One from tourism is not enough for a team that should have two."],
        ),
        (
            {"teams": {"count": 1}, "sectors": ["culture", "tourism"], "rules": [TOURISM]},
            ["Nobody is from tourism, and every team should have one."],
        ),
        (
            {"teams": {"count": 3}, "people": people(8, tourism=2), "rules": [rule("sectors", min=2)]},
            [
                "Every team has at least two sectors. Six of eight people are from culture.",
                "Eight people are to be three teams.",
            ],
        ),
        (
            {"teams": {"count": 2}, "rules": [rule("counties", min=2)]},
            ["Every team has at least two counties. Everybody is from Skåne County."],
        ),
        (
            {"teams": {"count": 1}, "rules": [rule("same-municipality", max=2)]},
            [
                "At most two from one municipality in a team. Three come from Kristianstad.",
                "Three people are to be one team.",
            ],
        ),
        (
            {
                "teams": {"count": 2}, "pins": [["p0", "p1"]], "rules": [rule("same-municipality", max=1)],
                "people": [*people(2), person("p2", municipality=OLOFSTROM)],
            },
            [
                "At most one from one municipality in a team. Two who stay together come from Kristianstad.",
                "p0 and p1 stay together.",
            ],
        ),
        (
            {
                "teams": {"count": 2},
                "formed": [{"members": ["p0"], "closed": True}, {"members": ["p1"], "closed": True}],
            },
            [
                "Three people are to be two teams.",
                "p0 is a team already. Nobody joins it.",
                "p1 is a team already. Nobody joins it.",
            ],
        ),
    ],
)  # fmt: skip
def test_the_sentences_explain_each_other_with_numbers_that_are_true(
    values: dict[str, Any], said: list[str]
) -> None:
    assert sorted(english(answered(**values))) == sorted(said)


FAR = [
    person("a", municipality=KARLSKRONA), person("b", municipality=OLOFSTROM),
    person("c", municipality=KRISTIANSTAD),
]  # fmt: skip
NEAR = {"teams": {"count": 2}, "pins": [["a", "b"]], "rules": [rule("travel", max_km=45)]}


def test_travel_is_said_of_the_two_who_stay_together_and_not_of_the_farthest_of_all() -> None:
    answer = answered(**NEAR, people=FAR)
    assert answer.conflict[0].sentence.en == (
        "At most 45 km between two in a team. It is 68 km between a in Karlskrona and b in Olofström."
    )
    assert answer.conflict[0].sentence.sv == (
        "Högst 45 km mellan två i ett team. Det är 68 km mellan a i Karlskrona och b i Olofström."
    )


def test_travel_names_nobody_where_wishes_to_be_apart_could_be_guessed_from_it() -> None:
    apart = [FAR[0], FAR[1], FAR[2] | {"apart": ["b"]}]
    answer = answered(**NEAR, people=apart)
    assert answer.conflict[0].sentence.en == (
        "At most 45 km between two in a team. It is 68 km between Karlskrona and Olofström."
    )


def test_travel_is_said_of_who_has_too_few_near_where_another_rule_asks_for_company() -> None:
    answer = answered(
        teams={"count": 1, "count_max": 2},
        people=[*people(3), person("far", municipality=KARLSKRONA)],
        rules=[rule("travel", max_km=45), rule("size", min=2)],
    )
    assert english(answer)[0] == (
        "At most 45 km between two in a team. Only one person lives that near Karlskrona."
    )
    assert answer.conflict[0].sentence.sv == (
        "Högst 45 km mellan två i ett team. Bara en person bor så nära Karlskrona."
    )


def test_a_theme_that_is_full_is_named_and_not_the_room_of_all() -> None:
    themes = [{"id": "coast", "teams_max": 1}, {"id": "food", "teams_max": 2}, {"id": "trade"}]
    formed = [{"members": ["p0"], "theme": "coast"}, {"members": ["p1"], "theme": "coast"}]
    answer = answered(teams={"count": 2}, themes=themes, formed=formed)
    assert english(answer) == [
        "At most one team can work on coast.",
        "p0 is a team already. It works on coast.",
        "p1 is a team already. It works on coast.",
    ]
    assert "Let up to two teams work on coast." in {r.sentence.en for r in answer.relaxations}


def test_themes_have_room_for_fewer_teams_than_are_wanted() -> None:
    themes = [{"id": "coast", "teams_max": 1}, {"id": "food", "teams_max": 1}]
    answer = answered(teams={"count": 3}, themes=themes)
    assert english(answer) == [
        "Three people are to be three teams.",
        "The themes have room for two teams.",
    ]


def test_a_rule_that_would_be_a_wish_is_said_by_itself() -> None:
    answer = answered(teams={"count": 3}, people=people(6, tourism=1), rules=[TOURISM | {"min": 2}])
    assert [r.sentence.en for r in answer.relaxations] == [
        "Make this a wish instead: Every team has at least two from tourism."
    ]


def test_another_number_of_teams_is_offered_as_a_number_however_far_it_is() -> None:
    answer = answered(teams={"count": 1_000_000})
    assert [(r.changes, r.sentence.en) for r in answer.relaxations] == [
        ((("teams", "count", 3),), "Form three teams.")
    ]


def test_more_teams_than_a_range_allows_are_offered_as_its_upper_end() -> None:
    everybody = [p | {"apart": [f"p{j}" for j in range(4) if f"p{j}" != p["id"]]} for p in people(4)]
    answer = answered(teams={"count": 2, "count_max": 3}, people=everybody, rules=[])
    assert ((("teams", "count_max", 4),), "Let there be up to four teams.") in [
        (r.changes, r.sentence.en) for r in answer.relaxations
    ]


def test_a_team_size_that_is_too_narrow_at_both_ends_is_widened_at_both() -> None:
    closed = [{"members": ["p0"], "closed": True}, {"members": ["p1", "p2", "p3"], "closed": True}]
    answer = answered(teams={"min": 2, "max": 2}, people=people(4), formed=closed)
    assert len(answer.relaxations) >= 1
    assert all("strength" not in {field for _, field, _ in r.changes} for r in answer.relaxations)
