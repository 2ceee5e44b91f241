"""Each kind of check, judged by itself: what is missing is said with numbers."""

from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from collab.projects.readiness import Dated, Written
from collab.stages.facts import Facts, Home, InRound
from collab.stages.judging import JUDGES, Lack, Lacking, Voice, judge
from collab.stages.kinds import NEEDS, CheckKind, faults
from collab.text import Localised
from collab.updates.models import Kind

FINAL = Localised("Slutgranskning", "Final")
EVERYTHING = Facts(
    promise=Localised("Fler tåg.", "More trains."),
    sections=[Written("need", Localised("Behov"), 80, 60), Written("idea", Localised("Idé"), 60, 60)],
    milestones=[Dated("a", "Signed", True), Dated("b", "Built", True)],
    rules_missed=[],
    homes=[Home("hoor", "Höör", True, True), Home("osby", "Osby", True, True)],
    updates={"progress": 5, "learned": 1},
    rounds={"final": InRound(FINAL, True, True, recommended={"ready": 2})},
    is_public=True,
    has_conference=True,
    is_on_stage=True,
    has_speaker=True,
)
SETTINGS: dict[CheckKind, dict[str, Any]] = {
    CheckKind.PROMISE: {"max_characters": 140},
    CheckKind.SECTION_WORDS: {"section": "need", "min": 80},
    CheckKind.MILESTONES: {"min": 2},
    CheckKind.REVIEW_ANSWERED: {"round": "final", "severity": "must"},
    CheckKind.REVIEW_RECOMMENDATION: {"round": "final", "recommendation": "ready"},
    CheckKind.UPDATES: {"min": 6},
    CheckKind.UPDATES_OF_KIND: {"of_kind": "learned", "min": 1},
}
WORDS = {"sv": "Så", "en": "So"}


def asked(kind: str) -> dict[str, Any]:
    return {"code": "c", "kind": kind, "label": WORDS, **SETTINGS.get(kind, {})}  # type: ignore[call-overload]


def lacking(kind: str, **others: Any) -> list[Lacking] | None:
    """What the check misses in a project that has everything but these; None where the team answers."""
    gate = judge([asked(kind)], [], replace(EVERYTHING, **others), {})
    return None if gate.statements else list(gate.checks[0].lacking)


def in_final(**others: Any) -> dict[str, InRound]:
    return {"final": replace(EVERYTHING.rounds["final"], **others)}


@pytest.mark.parametrize("kind", sorted(JUDGES))
def test_nothing_is_missing_where_everything_is_there(kind: str) -> None:
    assert lacking(kind) == []


@pytest.mark.parametrize(
    ("kind", "others", "missing"),
    [
        ("promise", {"promise": Localised("")}, [Lacking(Lack.PROMISE, needs=140)]),
        ("promise", {"promise": Localised("", "x" * 141)}, [Lacking(Lack.PROMISE, has=141, needs=140)]),
        ("section_words", {"sections": [Written("need", Localised("Behov"), 79, 60)]},
         [Lacking(Lack.SECTION, "need", Localised("Behov"), 79, 80)]),
        ("sections_complete", {"sections": [Written("need", Localised("Behov"), 0, 60)]},
         [Lacking(Lack.SECTION, "need", Localised("Behov"), 0, 60)]),
        ("milestones", {"milestones": [Dated("a", "Signed", True)]},
         [Lacking(Lack.MILESTONES, has=1, needs=2)]),
        ("milestones", {"milestones": [Dated("a", "Signed", True), Dated("b", "Built", False)]},
         [Lacking(Lack.OWNER, "b", "Built")]),
        ("anchoring_informed", {"homes": [Home("hoor", "Höör", False, True)]},
         [Lacking(Lack.INFORMED, "hoor", "Höör")]),
        ("anchoring_mandate", {"homes": [Home("hoor", "Höör", True, False)]},
         [Lacking(Lack.DECIDED, "hoor", "Höör")]),
        ("anchoring_mandate", {"homes": []}, [Lacking(Lack.DECIDED)]),
        ("review_answered", {"rounds": in_final(open_points={"must": 2, "should": 1})},
         [Lacking(Lack.POINTS, "must", FINAL, has=2)]),
        ("review_answered", {"rounds": in_final(is_released=False)}, [Lacking(Lack.REVIEW, name=FINAL)]),
        ("review_answered", {"rounds": in_final(is_released=False, is_handed_in=False)},
         [Lacking(Lack.HANDING_IN, name=FINAL)]),
        ("review_recommendation", {"rounds": in_final(recommended={"ready": 1, "not-yet": 1})},
         [Lacking(Lack.RECOMMENDATION, "ready", FINAL, 1, 2)]),
        ("review_recommendation", {"rounds": in_final(recommended={})},
         [Lacking(Lack.RECOMMENDATION, "ready", FINAL, 0, 1)]),
        ("updates", {"updates": {"progress": 5}}, [Lacking(Lack.UPDATES, has=5, needs=6)]),
        ("updates_of_kind", {"updates": {"progress": 5}},
         [Lacking(Lack.UPDATES, "learned", has=0, needs=1)]),
        ("showcase_published", {"is_public": False}, [Lacking(Lack.SHOWCASE)]),
        ("speaker_named", {"is_on_stage": False}, [Lacking(Lack.SESSION)]),
        ("speaker_named", {"has_speaker": False}, [Lacking(Lack.SPEAKER)]),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_with_numbers(kind: str, others: dict[str, Any], missing: list[Any]) -> None:
    assert lacking(kind, **others) == missing


def test_an_approval_in_the_round_says_what_reviewers_who_differ_do_not() -> None:
    differing = in_final(recommended={"ready": 1, "not-yet": 1}, is_approved=True)
    assert lacking("review_recommendation", rounds=differing) == []


@pytest.mark.parametrize(
    ("kind", "others"),
    [
        ("interests_answered", {}),
        ("owner_named", {}),
        ("a_kind_of_later", {}),
        ("speaker_named", {"has_conference": False}),
        ("review_answered", {"rounds": {}}),
        ("review_recommendation", {"rounds": in_final(is_exempt=True)}),
        ("section_words", {"sections": []}),
    ],
)
def test_where_the_site_knows_nothing_the_team_answers(kind: str, others: dict[str, Any]) -> None:
    facts = replace(EVERYTHING, **others)
    silent = judge([asked(kind)], [], facts, {})
    assert (silent.met, silent.total, silent.missing) == (0, 1, silent.statements)
    assert silent.statements[0].is_check
    said = judge([asked(kind)], [], facts, {("c", Localised(**WORDS)): [voice()]})
    assert (said.met, said.missing) == (1, ())


def voice() -> Voice:
    return Voice(1, Localised("Kulturchef"), datetime(2017, 5, 1, tzinfo=UTC))


def test_one_who_agrees_is_enough_and_agreeing_to_other_words_is_not() -> None:
    statement = {"code": "s", "label": WORDS}
    for words, met in ((Localised(**WORDS), 1), (Localised("Annat", "Other"), 0)):
        assert judge([], [statement], EVERYTHING, {("s", words): [voice()]}).met == met


def test_what_the_machine_cannot_judge_is_what_the_table_leaves_out() -> None:
    assert set(CheckKind) - set(JUDGES) == {CheckKind.INTERESTS_ANSWERED, CheckKind.OWNER_NAMED}


def test_settings_are_those_of_the_kind_and_ask_for_something() -> None:
    assert all(list(faults(kind, asked(kind))) == [] for kind in CheckKind)
    assert {kind: set(said) for kind, said in SETTINGS.items()} == NEEDS
    senseless = {"code": "c", "kind": "updates", "min": 0, "of_kind": Kind.JOIN}
    assert list(faults(CheckKind.UPDATES, senseless)) == [
        ("of_kind", "A check of kind updates does not take this."),
        ("min", "A check that asks for nothing is always met: write a number from 1 upwards."),
    ]
    assert list(faults(CheckKind.PROMISE, {"code": "c"})) == [
        ("", 'A check of kind promise needs the key "max_characters".')
    ]
