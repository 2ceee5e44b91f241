"""What the page of a project's reviews tells to whom."""

from datetime import date

import pytest

from collab import clock, db
from collab.errors import NotFound
from collab.reviews import actions, queries
from collab.reviews.actions import Reply
from collab.reviews.models import AnswerState, Exemption
from collab.reviews.queries import RoundState, ShownRound
from tests.reviews import road
from tests.support.cast import Cast
from tests.support.statements import statements_of


def final(cast: Cast, handle: str = "culture") -> ShownRound:
    latest, _ = queries.list_rounds(cast.project, viewer=getattr(cast, handle))
    assert latest.code == "final"
    return latest


def test_the_team_reads_only_that_it_is_under_review(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    road.review(cast.project, cast.facilitator)
    road.draft(cast.project, cast.colleague)
    shown = final(cast)
    assert (shown.state, shown.reviews, shown.criteria, shown.points) == (
        RoundState.UNDER_REVIEW, (), (), (),
    )  # fmt: skip


def test_facilitators_see_what_is_handed_in_but_no_drafts(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    road.review(cast.project, cast.facilitator)
    draft = road.draft(cast.project, cast.colleague)
    actions.save_draft(draft, road.whole(), by=cast.colleague)
    for handle in ("facilitator", "colleague", "organiser"):
        shown = final(cast, handle)
        assert [review.reviewer for review in shown.reviews] == [cast.facilitator.name], handle
        assert len(shown.points) == 3


def test_levels_are_told_in_words_per_criterion_and_reviewer(cast: Cast) -> None:
    road.released(cast)
    need, effect = final(cast).criteria
    assert [(str(v.level), str(v.description), v.comment) for v in need.verdicts] == [
        ("Holds", "Level 3", "Clear.")
    ] * 2
    assert [v.reviewer for v in effect.verdicts] == [cast.facilitator.name, cast.colleague.name]


def test_points_come_musts_first_with_their_numbers_and_answers(cast: Cast) -> None:
    review, _ = road.released(cast)
    must = road.points(review)[2]
    actions.answer(must, Reply(AnswerState.DONE, "Source added."), by=cast.business)
    db.session.flush()
    shown = final(cast)
    assert [(p.number, p.severity) for p in shown.points] == [(1, "must"), (2, "should"), (3, "idea")]
    first = shown.points[0]
    assert first.answer is not None
    assert (first.answer.text, first.answer.by, first.answer.version) == (
        "Source added.", cast.business.name, 1,
    )  # fmt: skip
    assert (str(first.section), first.section_code) == ("Need", "need")
    assert shown.unanswered == 1, "the should; an idea may be left alone"


def test_unanswered_points_are_late_after_their_day(cast: Cast) -> None:
    road.released(cast)
    shown = final(cast)
    with clock.at(road.on(6, 2)):
        assert not shown.is_late
    with clock.at(road.on(6, 3)):
        assert shown.is_late


@pytest.mark.parametrize(
    ("day", "state"),
    [((5, 1), RoundState.COMING), ((5, 2), RoundState.OPEN), ((5, 20), RoundState.MISSED)],
)
def test_an_empty_round_is_coming_open_or_missed(cast: Cast, day: tuple[int, int], state: RoundState) -> None:
    with clock.at(road.on(*day)):
        assert final(cast).state is state


def test_a_project_that_is_not_reviewed_says_why_until_it_is_handed_in(cast: Cast) -> None:
    db.session.add(
        Exemption(round=road.the_round(), project_id=cast.project.id, reason="An idea.",
                  moved_to=date(2017, 10, 20))
    )  # fmt: skip
    db.session.flush()
    shown = final(cast)
    assert (shown.state, shown.reason, shown.moved_to) == (
        RoundState.EXEMPT, "An idea.", date(2017, 10, 20),
    )  # fmt: skip
    road.hand_in(cast.project, cast.culture)
    shown = final(cast)
    assert (shown.state, shown.reason, shown.moved_to) == (RoundState.UNDER_REVIEW, "", None)


def test_the_page_takes_the_same_few_statements_however_much_was_said(cast: Cast) -> None:
    def statements() -> int:
        db.session.expire_all()
        _ = (cast.project.id, cast.project.programme_id, cast.culture.id)
        return statements_of(lambda: queries.list_rounds(cast.project, viewer=cast.culture))

    road.hand_in(cast.project, cast.culture)
    road.review(cast.project, cast.facilitator, points=(road.MUST,))
    actions.release(cast.project, road.the_round(), by=cast.organiser)
    db.session.flush()
    once = statements()
    road.review(cast.project, cast.colleague, points=(*road.POINTS, *road.POINTS))
    road.answer_all(cast)
    assert (once, statements()) == (8, 8)


def test_a_review_and_a_point_are_not_found_by_whom_they_are_hidden_from(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    review = road.review(cast.project, cast.facilitator)
    (point, *_) = road.points(review)
    assert queries.get_review(review.key, viewer=cast.organiser) is review
    assert queries.get_point(point.key, viewer=cast.organiser) is point
    for person in (cast.culture, cast.other, cast.outsider):
        with pytest.raises(NotFound):
            queries.get_review(review.key, viewer=person)
        with pytest.raises(NotFound):
            queries.get_point(point.key, viewer=person)
    with pytest.raises(NotFound):
        queries.get_review("nothing", viewer=cast.organiser)


def test_the_desk_lays_each_criterion_beside_the_sections_that_it_judges(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    review = road.draft(cast.project, cast.facilitator)
    desk = queries.desk_of(review)
    assert [(c.code, [s.code for s in c.sections], c.level) for c in desk.criteria] == [
        ("need", ["need"], None), ("effect", ["need"], None),
    ]  # fmt: skip
    assert [s.code for s in desk.rest] == ["idea"]
    assert [(c.value, str(c.label)) for c in desk.criteria[0].levels] == [
        ("1", "Not yet"), ("2", "On the way"), ("3", "Holds"), ("4", "Exemplary"),
    ]  # fmt: skip
    assert [r.value for r in desk.recommendations] == ["ready", "not-yet"], "of this round"
    assert [m.title for m in desk.edition.milestones] == ["Keys"]
