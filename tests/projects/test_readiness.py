"""What a project owes before a review, looked at without a database."""

from collab.projects.readiness import Dated, Matter, Met, Missing, Written, look
from collab.teams.composition import Place, judge, rule
from collab.text import Localised

PROMISE = Localised("Ett löfte.", "A promise.")
NEED = Localised("Behov", "Need")
TEAM = judge([Place("culture", "Osby", "12", 56.4, 14.0)], [], ["culture"])


def test_a_project_with_everything_in_place_owes_nothing() -> None:
    readiness = look(PROMISE, [Written("need", NEED, 60, 60)], [Dated("m1", "Doors open", True)], TEAM)
    assert readiness.missing == ()
    assert readiness.met == (
        Met(Matter.PROMISE, 1), Met(Matter.SECTION, 1), Met(Matter.OWNER, 1), Met(Matter.TEAM, 0),
    )  # fmt: skip


def test_a_section_with_too_few_words_is_owed_with_its_numbers() -> None:
    readiness = look(PROMISE, [Written("need", NEED, 12, 60)], [Dated("m1", "Doors open", True)], TEAM)
    assert readiness.missing == (Missing(Matter.SECTION, "need", NEED, 12, 60),)


def test_a_milestone_that_nobody_owns_is_owed_by_its_key() -> None:
    readiness = look(PROMISE, [], [Dated("m1", "Doors open", False), Dated("m2", "Fair", True)], TEAM)
    assert readiness.missing == (Missing(Matter.OWNER, "m1", "Doors open"),)


def test_a_project_without_milestones_owes_the_first_one() -> None:
    assert look(PROMISE, [], [], TEAM).missing == (Missing(Matter.MILESTONES),)


def test_a_promise_is_one_sentence_in_either_language() -> None:
    milestones = [Dated("m1", "Doors open", True)]
    for promise, length in ((Localised("", ""), 0), (Localised("Kort.", "x" * 141), 141)):
        readiness = look(promise, [], milestones, TEAM)
        assert readiness.missing == (Missing(Matter.PROMISE, actual=length, wanted=140),)
    assert look(Localised("x" * 140), [], milestones, TEAM).missing == ()


def test_every_hard_rule_that_the_team_breaks_is_owed_and_no_wish_is() -> None:
    rules = [rule("size", {"min": 4}, is_hard=True), rule("counties", {"min": 2}, is_hard=False)]
    team = judge([Place("culture", "Osby", "12", 56.4, 14.0)], rules, ["culture"])
    readiness = look(PROMISE, [], [Dated("m1", "Doors open", True)], team)
    assert readiness.missing == (Missing(Matter.TEAM, judgement=team.judgements[0]),)
    assert Matter.TEAM not in {item.matter for item in readiness.met}
