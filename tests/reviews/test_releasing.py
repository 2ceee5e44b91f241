"""After the reviews: released early, answered, read, approved and taken back."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from collab import clock, db
from collab.activity.models import Activity, Verb
from collab.errors import RuleViolation
from collab.mail.models import Mail
from collab.reviews import actions, queries
from collab.reviews.actions import Reply
from collab.reviews.models import AnswerState, Approval
from tests.reviews import road
from tests.support.cast import Cast

DONE = Reply(AnswerState.DONE, "Source added.")


def verbs(*wanted: Verb) -> list[tuple[str, dict[str, object]]]:
    rows = db.session.scalars(select(Activity).where(Activity.verb.in_(wanted)).order_by(Activity.id))
    return [(a.verb, a.detail) for a in rows]


def test_a_facilitator_releases_early_what_there_is(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    with pytest.raises(RuleViolation, match="No review has been handed in"):
        actions.release(cast.project, road.the_round(), by=cast.facilitator)
    road.review(cast.project, cast.facilitator)
    release = actions.release(cast.project, road.the_round(), by=cast.organiser)
    assert release.by is cast.organiser
    with pytest.raises(RuleViolation, match="already with the team"):
        actions.release(cast.project, road.the_round(), by=cast.organiser)


def test_points_are_numbered_musts_first_and_a_late_review_counts_on(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    first = road.review(cast.project, cast.facilitator)
    late = road.draft(cast.project, cast.colleague)
    actions.release(cast.project, road.the_round(), by=cast.organiser)
    actions.save_draft(late, road.whole(), by=cast.colleague)
    actions.submit_review(late, by=cast.colleague)
    db.session.flush()
    assert [(p.severity, p.number) for p in road.points(first)] == [("idea", 3), ("should", 2), ("must", 1)]
    assert [(p.severity, p.number) for p in road.points(late)] == [("idea", 6), ("should", 5), ("must", 4)]
    assert len(db.session.scalars(select(Mail)).all()) == 8, "the team is told both times"


def test_an_answer_can_be_changed_but_not_over_somebody_elses(cast: Cast) -> None:
    review, _ = road.released(cast)
    must = road.points(review)[2]
    answer = actions.answer(must, Reply(AnswerState.DONE, "Source added.", seen=0), by=cast.culture)
    db.session.flush()
    with pytest.raises(RuleViolation, match="Somebody else in the team"):
        actions.answer(must, Reply(AnswerState.DECLINED, "No.", seen=0), by=cast.business)
    actions.answer(must, Reply(AnswerState.DECLINED, "We could not.", seen=1), by=cast.business)
    db.session.flush()
    assert (answer.state, answer.text, answer.by, answer.version) == (
        AnswerState.DECLINED, "We could not.", cast.business, 2,
    )  # fmt: skip
    assert verbs(Verb.POINT_ANSWERED) == [
        (Verb.POINT_ANSWERED, {"state": "done"}), (Verb.POINT_ANSWERED, {"state": "declined"}),
    ]  # fmt: skip


def test_a_no_needs_a_reason_and_a_yes_may_be_short(cast: Cast) -> None:
    review, _ = road.released(cast)
    must, should = road.points(review)[2], road.points(review)[1]
    with pytest.raises(RuleViolation, match="why you will not"):
        actions.answer(must, Reply(AnswerState.DECLINED, " "), by=cast.culture)
    assert actions.answer(should, Reply(AnswerState.DONE, ""), by=cast.culture).text == ""


def test_approval_moves_the_project_to_the_stage_that_the_round_opens(cast: Cast) -> None:
    road.released(cast)
    with pytest.raises(RuleViolation, match="cannot be approved yet"):
        actions.approve(cast.project, by=cast.facilitator)
    road.answer_all(cast)
    approval = actions.approve(cast.project, by=cast.facilitator)
    db.session.flush()
    assert (queries.approval_of(cast.project), approval.round.code) == (approval, "final")
    assert cast.project.stage.code == "presentation"
    assert verbs(Verb.APPROVED, Verb.STAGE_REACHED) == [
        (Verb.APPROVED, {"round": "final"}),
        (Verb.STAGE_REACHED, {"stage": "presentation", "way": "approved"}),
    ]  # fmt: skip
    with pytest.raises(RuleViolation, match="already approved"):
        actions.approve(cast.project, by=cast.colleague)


def test_an_approval_never_moves_a_project_back(cast: Cast) -> None:
    road.released(cast, "midway", road.on(2, 1))
    road.answer_all(cast, "midway", road.on(2, 20))
    actions.approve(cast.project, by=cast.facilitator, at=road.on(2, 21))
    assert cast.project.stage.code == "work"
    road.hand_in_again(cast.project, cast.culture, "final")
    road.review(cast.project, cast.facilitator, points=())
    road.review(cast.project, cast.colleague, points=())
    road.the_round("final").opens_stage = "idea"
    approval = actions.approve(cast.project, by=cast.colleague)
    db.session.flush()
    assert (cast.project.stage.code, queries.approval_of(cast.project)) == ("work", approval)


def test_an_approval_is_taken_back_with_a_reason_that_stays(cast: Cast) -> None:
    road.released(cast)
    road.answer_all(cast)
    actions.approve(cast.project, by=cast.facilitator)
    db.session.flush()
    with pytest.raises(RuleViolation, match="Say why"):
        actions.withdraw_approval(cast.project, reason=" ", by=cast.facilitator)
    actions.withdraw_approval(cast.project, reason="The numbers changed.", by=cast.colleague)
    db.session.flush()
    assert queries.approval_of(cast.project) is None
    withdrawn = queries.last_withdrawal_of(cast.project)
    assert withdrawn is not None
    assert (withdrawn.withdrawn_by, withdrawn.withdrawn_reason) == (cast.colleague, "The numbers changed.")
    assert verbs(Verb.APPROVAL_WITHDRAWN) == [(Verb.APPROVAL_WITHDRAWN, {})]
    with pytest.raises(RuleViolation, match="not approved"):
        actions.withdraw_approval(cast.project, reason="Again.", by=cast.colleague)
    again = actions.approve(cast.project, by=cast.facilitator)
    db.session.flush()
    assert queries.approval_of(cast.project) is again


def test_the_database_itself_holds_one_standing_approval_for_each_round(cast: Cast) -> None:
    gone = Approval(project=cast.project, round=road.the_round(), withdrawn_at=clock.now())
    db.session.add_all([gone, Approval(project=cast.project, round=road.the_round())])
    db.session.flush()
    db.session.add(Approval(project=cast.project, round=road.the_round()))
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_reading_counts_answers_that_are_dated_later_on_the_sites_clock(cast: Cast) -> None:
    review, _ = road.released(cast)
    road.answer_all(cast, at=road.on(5, 30))
    actions.read_answers(review, by=cast.facilitator)
    assert review.answers_read_at == road.on(5, 30)


def test_reading_new_answers_is_recorded_and_reading_them_again_is_not(cast: Cast) -> None:
    review, _ = road.released(cast)
    actions.read_answers(review, by=cast.facilitator)
    assert (review.answers_read_at, verbs(Verb.ANSWERS_READ)) == (None, [])
    road.answer_all(cast, at=road.on(5, 12))
    for _ in range(2):
        actions.read_answers(review, by=cast.facilitator)
        db.session.flush()
    assert verbs(Verb.ANSWERS_READ) == [(Verb.ANSWERS_READ, {"round": "final"})]
