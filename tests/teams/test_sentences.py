"""What a rule says of a team, in both languages."""

from typing import Any

import pytest

from collab.teams.composition import Judgement, Place, judge, rule
from collab.teams.sentences import demand, refusal, sentence
from collab.text import Localised, in_language

NAMES = {
    "culture": Localised("Kultur", "Culture"),
    "business": Localised("Näringsliv", "Business"),
    "tourism": Localised("Turism", "Tourism"),
}
CREW = [
    Place("culture", "Landskrona", "12", 55.89, 12.88),
    Place("business", "Landskrona", "12", 55.89, 12.88),
    Place("culture", "Karlskrona", "10", 56.18, 15.65),
]


def judged(kind: str, settings: dict[str, Any], *, hard: bool) -> Judgement:
    return judge(CREW, [rule(kind, settings, is_hard=hard)], list(NAMES)).judgements[0]


@pytest.mark.parametrize(
    ("kind", "settings", "hard", "swedish", "english"),
    [
        ("size", {"min": 2}, True, "Tre personer.", "Three people."),
        ("size", {"min": 4}, True, "Tre personer av minst fyra.", "Three people of at least four."),
        ("size", {"max": 2}, True, "Tre personer, högst två är tillåtna.",
         "Three people, at most two are allowed."),
        ("size", {"max": 2}, False, "Tre personer, helst högst två.",
         "Three people, preferably at most two."),
        ("sectors", {"min": 3}, True, "Två verksamhetsområden av minst tre.",
         "Two sectors of at least three."),
        ("sectors", {"min": 1}, True, "Två verksamhetsområden av minst ett.",
         "Two sectors of at least one."),
        ("counties", {"min": 1}, True, "Två län av minst ett.", "Two counties of at least one."),
        ("each-sector", {}, True, "Saknar turism.", "Lacks tourism."),
        ("each-sector", {"min": 2}, True, "För få från näringsliv och turism.",
         "Too few from business and tourism."),
        ("each-sector", {"sectors": ["culture", "business"]}, True, "Från kultur och näringsliv.",
         "From culture and business."),
        ("municipalities", {"min": 2}, True, "Två kommuner av minst två.",
         "Two municipalities of at least two."),
        ("counties", {"min": 3}, False, "Två län, gärna tre.", "Two counties, preferably three."),
        ("counties", {"min": 2}, False, "Två län av minst två.", "Two counties of at least two."),
        ("same-municipality", {"max": 2}, True, "Högst två personer från samma kommun.",
         "At most two people from the same municipality."),
        ("same-municipality", {"max": 1}, True, "Två personer från Landskrona, högst en är tillåtna.",
         "Two people from Landskrona, at most one are allowed."),
        ("same-municipality", {"max": 1}, False, "Två personer från Landskrona, helst högst en.",
         "Two people from Landskrona, preferably at most one."),
        ("travel", {"max_km": 200}, True, "175 km mellan Landskrona och Karlskrona, av högst 200.",
         "175 km between Landskrona and Karlskrona, of at most 200."),
        ("travel", {"max_km": 100}, True, "175 km mellan Landskrona och Karlskrona, högst 100 är tillåtna.",
         "175 km between Landskrona and Karlskrona, at most 100 are allowed."),
        ("travel", {"max_km": 100}, False, "175 km mellan Landskrona och Karlskrona, helst högst 100.",
         "175 km between Landskrona and Karlskrona, preferably at most 100."),
    ],
)  # fmt: skip
def test_a_judgement_is_a_sentence(
    kind: str, settings: dict[str, Any], hard: bool, swedish: str, english: str
) -> None:
    said = judged(kind, settings, hard=hard)
    with in_language("sv"):
        assert sentence(said, NAMES) == swedish
    with in_language("en"):
        assert sentence(said, NAMES) == english


@pytest.mark.parametrize(
    ("kind", "settings", "swedish"),
    [
        ("size", {"max": 2}, "Teamet skulle bli tre personer, och programmet tillåter två."),
        ("same-municipality", {"max": 1},
         "Teamet skulle få två personer från Landskrona, och programmet tillåter en."),
        ("travel", {"max_km": 100},
         "Det skulle bli 175 km mellan Landskrona och Karlskrona, och programmet tillåter 100 km."),
    ],
)  # fmt: skip
def test_who_would_break_a_rule_is_refused_in_words(
    kind: str, settings: dict[str, Any], swedish: str
) -> None:
    with in_language("sv"):
        assert refusal(judged(kind, settings, hard=True)) == swedish


@pytest.mark.parametrize(
    ("hard", "swedish", "english"),
    [
        (True, "Två personer från vardera Landskrona och Osby, högst en är tillåtna.",
         "Two people from each of Landskrona and Osby, at most one are allowed."),
        (False, "Två personer från vardera Landskrona och Osby, helst högst en.",
         "Two people from each of Landskrona and Osby, preferably at most one."),
    ],
)  # fmt: skip
def test_as_many_from_each_of_several_municipalities_is_said_of_each(
    hard: bool, swedish: str, english: str
) -> None:
    osby = Place("tourism", "Osby", "12", 56.38, 13.99)
    asked = rule("same-municipality", {"max": 1}, is_hard=hard)
    (said,) = judge([*CREW[:2], osby, osby], [asked], list(NAMES)).judgements
    with in_language("sv"):
        assert sentence(said, NAMES) == swedish
    with in_language("en"):
        assert sentence(said, NAMES) == english


@pytest.mark.parametrize(
    ("settings", "swedish"),
    [
        ({"min": 4, "max": 6}, "Fyra till sex personer"),
        ({"min": 5, "max": 5}, "Fem personer"),
        ({"min": 1, "max": 1}, "En person"),
        ({"max": 0}, "Högst noll personer"),
    ],
)
def test_a_size_is_asked_for_in_words(settings: dict[str, int], swedish: str) -> None:
    with in_language("sv"):
        assert demand(rule("size", settings, is_hard=True), NAMES) == swedish
