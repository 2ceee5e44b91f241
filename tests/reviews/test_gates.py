"""What is missing before a project is handed in or approved, and the points that wait."""

from datetime import date

import pytest

from collab import clock, db
from collab.errors import RuleViolation
from collab.projects.models import Milestone
from collab.projects.readiness import Matter as Owed
from collab.reviews import actions, queries
from collab.reviews.actions import Reply
from collab.reviews.models import AnswerState
from collab.reviews.queries import Lacking, Matter
from tests.reviews import road
from tests.support.cast import Cast
from tests.support.statements import statements_of


def owed(cast: Cast, code: str = "final") -> list[tuple[str, str]]:
    found = queries.missing_for_submission(cast.project, road.the_round(code))
    return [(str(item.matter), item.code) for item in found]


def test_an_empty_plan_is_told_section_by_section(cast: Cast) -> None:
    assert owed(cast) == [(Owed.SECTION, "need"), (Owed.SECTION, "idea"), (Owed.MILESTONES, "")]


def test_a_written_plan_with_cared_for_milestones_may_go(cast: Cast) -> None:
    road.write_plan(cast.project)
    assert owed(cast) == []


def test_a_milestone_without_an_owner_holds_the_project_back(cast: Cast) -> None:
    road.write_plan(cast.project)
    db.session.add(Milestone(project=cast.project, title="Doors", due_on=date(2017, 6, 1), key="doors"))
    db.session.flush()
    assert owed(cast) == [(Owed.OWNER, "doors")]


def test_a_must_of_an_earlier_round_holds_the_project_back_until_it_is_answered(cast: Cast) -> None:
    review, _ = road.released(cast, "midway", road.on(2, 1))
    must = next(p for p in road.points(review) if p.severity == "must")
    assert owed(cast) == [(Matter.MUST, must.key)]
    actions.answer(must, Reply(AnswerState.DECLINED, "We cannot."), by=cast.culture)
    db.session.flush()
    assert owed(cast) == []


def test_a_must_that_is_not_released_holds_nothing_back(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture, "midway", road.on(2, 1))
    road.review(cast.project, cast.facilitator, "midway", at=road.on(2, 1))
    assert owed(cast) == []


def test_a_later_round_takes_what_an_approval_has_let_in(cast: Cast) -> None:
    road.write_plan(cast.project)
    road.the_round("final").for_stages = ["work", "presentation"]
    assert owed(cast) == [(Matter.STAGE, "work")]


def test_the_first_round_lets_in_a_project_whose_plan_is_ready(cast: Cast) -> None:
    road.write_plan(cast.project)
    road.the_round("midway").for_stages = ["work"]
    assert owed(cast, "midway") == []


def test_the_gate_refuses_what_the_button_calls_missing(cast: Cast) -> None:
    with pytest.raises(RuleViolation, match="cannot be handed in yet"):
        actions.hand_in(cast.project, road.the_round(), by=cast.culture)


def test_nothing_is_handed_in_while_the_round_is_closed_or_twice(cast: Cast) -> None:
    road.write_plan(cast.project)
    for closed in (road.the_round("midway"), None):
        with pytest.raises(RuleViolation, match="No round is open"):
            actions.hand_in(cast.project, closed, by=cast.culture)
    actions.hand_in(cast.project, road.the_round(), by=cast.culture)
    with pytest.raises(RuleViolation, match="already been handed in"):
        actions.hand_in(cast.project, road.the_round(), by=cast.culture)


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        ((1, 15), None),
        ((1, 16), "midway"),
        ((2, 3), "midway"),
        ((2, 4), None),
        ((5, 19), "final"),
        ((5, 20), None),
    ],
)
def test_a_round_is_open_from_its_first_to_its_last_day(
    cast: Cast, moment: tuple[int, int], code: str | None
) -> None:
    found = queries.open_round(cast.programme.id, road.on(*moment, hour=23).date())
    assert (found.code if found else None) == code


def test_approval_lacks_a_released_review_first_and_answers_then(cast: Cast) -> None:
    assert queries.missing_for_approval(cast.project) == [Lacking.REVIEW]
    road.hand_in(cast.project, cast.culture)
    assert queries.missing_for_approval(cast.project) == [Lacking.RELEASE]
    road.review(cast.project, cast.facilitator)
    assert queries.missing_for_approval(cast.project) == [Lacking.RELEASE]
    road.review(cast.project, cast.colleague, points=())
    assert queries.missing_for_approval(cast.project) == [Lacking.ANSWERS]
    road.answer_all(cast)
    assert queries.missing_for_approval(cast.project) == []


def test_a_project_under_review_is_not_approved_on_an_older_rounds_word(cast: Cast) -> None:
    road.released(cast, "midway", at=road.on(1, 20))
    road.answer_all(cast, "midway", at=road.on(2, 20))
    assert queries.missing_for_approval(cast.project) == []
    actions.record_submission(cast.project, road.the_round("final"), by=cast.culture)
    db.session.flush()
    assert queries.missing_for_approval(cast.project) == [Lacking.RELEASE]


def test_only_musts_stand_in_the_way_of_an_approval(cast: Cast) -> None:
    review, _ = road.released(cast)
    must = next(p for p in road.points(review) if p.severity == "must")
    assert [(p.key, p.number, p.due_on) for p in queries.open_musts(cast.project)] == [
        (must.key, 1, date(2017, 6, 2))
    ]
    actions.answer(must, Reply(AnswerState.DONE, ""), by=cast.culture)
    db.session.flush()
    assert queries.missing_for_approval(cast.project) == []


def test_points_wait_for_the_team_with_their_day_and_ideas_do_not(cast: Cast) -> None:
    road.released(cast)
    (waiting,) = queries.points_waiting(cast.business, cast.programme)
    assert statements_of(lambda: queries.points_waiting(cast.business, cast.programme)) == 1
    assert (waiting.slug, waiting.due_on, waiting.musts, waiting.shoulds, waiting.is_late) == (
        "oppna-dorrar", date(2017, 6, 2), 1, 1, False,
    )  # fmt: skip
    assert queries.points_waiting_for(cast.team) == [waiting]
    assert queries.points_waiting(cast.other, cast.programme) == []
    assert queries.points_waiting(cast.facilitator, cast.programme) == []
    with clock.at(road.on(6, 3)):
        assert waiting.is_late
    road.answer_all(cast)
    assert queries.points_waiting(cast.business, cast.programme) == []


def test_nothing_waits_for_the_team_before_the_release(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    road.review(cast.project, cast.facilitator)
    assert queries.points_waiting(cast.business, cast.programme) == []
