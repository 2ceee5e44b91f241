"""How a team is judged by a programme's rules."""

import pytest

from collab.teams.composition import Place, Rule, RuleKind, UnknownRule, distance_km, judge, rule, suggest

SECTORS = ["culture", "business", "tourism"]
WHERE = {
    "Kristianstad": ("12", 55.94, 14.16),
    "Landskrona": ("12", 55.89, 12.88),
    "Karlskrona": ("10", 56.18, 15.65),
    "Trelleborg": ("12", 55.42, 13.21),
}


def place(sector: str, municipality: str) -> Place:
    county, latitude, longitude = WHERE[municipality]
    return Place(sector, municipality, county, latitude, longitude)


FORTRESS = [place("culture", "Karlskrona"), place("culture", "Landskrona"), place("business", "Landskrona")]
RULES = [
    rule("size", {"min": 4, "max": 6}, is_hard=True),
    rule("sectors", {"min": 2}, is_hard=True),
    rule("municipalities", {"min": 3}, is_hard=True),
    rule("same-municipality", {"max": 2}, is_hard=True),
    rule("counties", {"min": 2}, is_hard=False),
]


def test_each_rule_is_judged_by_its_number() -> None:
    composition = judge(FORTRESS, RULES, SECTORS)
    assert [(j.rule.kind, j.actual, j.is_met) for j in composition.judgements] == [
        (RuleKind.SIZE, 3, False),
        (RuleKind.SECTORS, 2, True),
        (RuleKind.MUNICIPALITIES, 2, False),
        (RuleKind.SAME_MUNICIPALITY, 2, True),
        (RuleKind.COUNTIES, 2, True),
    ]
    assert not composition.is_complete
    assert [j.rule.kind for j in composition.unmet] == [RuleKind.SIZE, RuleKind.MUNICIPALITIES]


def test_a_sector_that_nobody_comes_from_is_named() -> None:
    assert judge(FORTRESS, RULES, SECTORS).absent == ("tourism",)


def test_a_sector_that_one_person_carries_is_named_with_its_municipality() -> None:
    assert judge(FORTRESS, RULES, SECTORS).sole == (("business", "Landskrona"),)


def test_a_wish_that_is_not_met_leaves_the_team_complete() -> None:
    wish = Rule(RuleKind.COUNTIES, is_hard=False, least=3)
    composition = judge(FORTRESS, [wish], SECTORS)
    assert composition.is_complete
    assert not composition.judgements[0].is_met


def test_each_sector_can_be_asked_for() -> None:
    asked = rule("each-sector", {"min": 1}, is_hard=True)
    (judgement,) = judge(FORTRESS, [asked], SECTORS).judgements
    assert (judgement.actual, judgement.names, judgement.is_met) == (0, ("tourism",), False)
    (judgement,) = judge([*FORTRESS, place("tourism", "Trelleborg")], [asked], SECTORS).judgements
    assert (judgement.actual, judgement.names, judgement.is_met) == (1, (), True)


def test_too_many_from_one_municipality_exceed_the_rule_and_the_municipality_is_named() -> None:
    crowd = [*FORTRESS, place("tourism", "Landskrona")]
    judgement = judge(crowd, RULES, SECTORS).judgements[3]
    assert (judgement.actual, judgement.names, judgement.exceeds) == (3, ("Landskrona",), True)


def test_a_team_of_nobody_is_judged_too() -> None:
    composition = judge([], RULES, SECTORS)
    assert [j.actual for j in composition.judgements] == [0, 0, 0, 0, 0]
    assert composition.absent == tuple(SECTORS)


def test_who_completes_the_team_is_suggested_first() -> None:
    candidates = {
        "neighbour": place("culture", "Kristianstad"),
        "castle": place("tourism", "Trelleborg"),
        "crowd": place("tourism", "Landskrona"),
    }
    found = suggest(FORTRESS, candidates, RULES, SECTORS)
    assert [(s.key, s.completes, s.brings) for s in found] == [
        ("castle", True, "tourism"),
        ("neighbour", True, ""),
    ]
    assert [j.rule.kind for j in found[0].helps] == [RuleKind.SIZE, RuleKind.MUNICIPALITIES]
    assert found[0].nearest_km == 56


def test_nobody_is_suggested_to_a_team_that_is_full() -> None:
    full = [*FORTRESS, *[place("business", "Kristianstad"), place("business", "Trelleborg")] * 2][:6]
    assert suggest(full, {"castle": place("tourism", "Trelleborg")}, RULES, SECTORS) == []


@pytest.mark.parametrize(
    ("kind", "settings"),
    [
        ("age", {"min": 4}),
        ("size", {"least": 4}),
        ("size", {}),
        ("same-municipality", {"min": 1}),
        ("sectors", {"min": "two"}),
        ("sectors", {"min": -1}),
        ("sectors", {"min": True}),
        ("size", {"min": 5, "max": 4}),
        ("travel", {"max": 80}),
        ("travel", {}),
        ("each-sector", {"sectors": []}),
        ("each-sector", {"sectors": "culture"}),
        ("each-sector", {"sectors": [1]}),
        ("counties", {"min": 2, "sectors": ["culture"]}),
    ],
)
def test_a_rule_that_nobody_judges_is_refused(kind: str, settings: dict[str, object]) -> None:
    with pytest.raises(UnknownRule):
        rule(kind, settings, is_hard=True)


@pytest.mark.parametrize(
    ("kind", "settings", "amount"),
    [
        ("size", {"min": 5, "max": 6}, 2),
        ("size", {"max": 1}, 2),
        ("size", {"min": 3, "max": 3}, 0),
        ("sectors", {"min": 3}, 1),
        ("each-sector", {}, 1),
        ("each-sector", {"sectors": ["culture", "business"]}, 0),
        ("each-sector", {"min": 2, "sectors": ["business", "tourism"]}, 3),
        ("municipalities", {"min": 5}, 3),
        ("counties", {"min": 2}, 0),
        ("same-municipality", {"max": 1}, 1),
        ("same-municipality", {"max": 0}, 3),
        ("travel", {"max_km": 175}, 0),
        ("travel", {"max_km": 174}, 1),
        ("travel", {"max_km": 165}, 1),
        ("travel", {"max_km": 164}, 2),
        ("travel", {"max_km": 0}, 18),
    ],
)
def test_each_rule_says_by_how_much_it_is_missed(kind: str, settings: dict[str, object], amount: int) -> None:
    (judgement,) = judge(FORTRESS, [rule(kind, settings, is_hard=False, weight=3)], SECTORS).judgements
    assert (judgement.amount, judgement.is_met, judgement.cost) == (amount, amount == 0, 3 * amount)


def test_a_hard_rule_that_is_missed_has_no_price() -> None:
    (judgement,) = judge(FORTRESS, [rule("size", {"min": 5}, is_hard=True)], SECTORS).judgements
    assert (judgement.amount, judgement.cost) == (2, 0)


def test_a_journey_is_as_long_as_between_the_two_municipalities_that_are_farthest_apart() -> None:
    asked = rule("travel", {"max_km": 100}, is_hard=True)
    (judgement,) = judge([*FORTRESS, place("tourism", "Kristianstad")], [asked], SECTORS).judgements
    assert (judgement.actual, judgement.names, judgement.exceeds) == (175, ("Karlskrona", "Landskrona"), True)


def test_a_distance_is_whole_kilometres_whichever_way_one_goes() -> None:
    there, back = place("culture", "Kristianstad"), place("culture", "Landskrona")
    assert (distance_km(there, back), distance_km(back, there), distance_km(there, there)) == (80, 80, 0)


def test_nobody_travels_from_a_place_that_is_nowhere() -> None:
    nowhere = Place("tourism", "Elsewhere", "25", None, None)
    (judgement,) = judge([*FORTRESS, nowhere], [rule("travel", {"max_km": 1}, is_hard=True)], []).judgements
    assert judgement.actual == 175


def test_who_would_have_too_far_to_travel_is_not_suggested() -> None:
    near = [*RULES, rule("travel", {"max_km": 175}, is_hard=True)]
    candidates = {"castle": place("tourism", "Trelleborg"), "neighbour": place("culture", "Kristianstad")}
    assert [s.key for s in suggest(FORTRESS, candidates, near, SECTORS)] == ["castle", "neighbour"]
    nearer = [*RULES, rule("travel", {"max_km": 150}, is_hard=True)]
    assert suggest(FORTRESS, candidates, nearer, SECTORS) == []


def test_a_sector_that_a_rule_misses_is_not_named_twice() -> None:
    composition = judge(FORTRESS[:2], [rule("each-sector", {"sectors": ["tourism"]}, is_hard=True)], SECTORS)
    assert (composition.absent, composition.absent_unasked) == (("business", "tourism"), ["business"])
