"""A question is open until somebody marks its answer; a report is seen when one who leads says so."""

from datetime import date
from functools import partial
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select

from collab import clock, db
from collab.accounts.models import Person
from collab.activity.models import Activity, Verb
from collab.programmes.models import ProgrammeState
from collab.projects.models import Status
from collab.updates import actions, policy, queries
from collab.updates.models import Acknowledgement, Kind, MarkedAnswer, Update, Visibility
from tests.conftest import Browsers
from tests.support.cast import Cast
from tests.support.statements import statements_of
from tests.support.together import AT_ONCE, together
from tests.teams.test_policy import everybody
from tests.updates.sent import value_of
from tests.updates.written import WHOLE, a_post, a_question, on

TEAM = {"culture", "business", "tourism", "second"}
LEADERS = {"facilitator", "colleague", "organiser", "site organiser"}


def those_who(may: object, cast: Cast, update: Update) -> set[str]:
    assert callable(may)
    return {name for name, who in everybody(cast).items() if may(who, update)}


def verbs() -> list[Verb]:
    return list(db.session.scalars(select(Activity.verb).order_by(Activity.id)))


def number_of(model: type[db.Base]) -> int | None:
    return db.session.scalar(select(func.count()).select_from(model))


def test_asker_team_and_those_who_lead_mark_the_answer(cast: Cast) -> None:
    assert those_who(policy.settle, cast, a_question(cast.project, cast.culture)) == TEAM | LEADERS
    assert those_who(policy.settle, cast, a_post(cast.project, cast.culture)) == set()


def test_one_who_asked_and_left_the_team_still_marks_the_answer(cast: Cast) -> None:
    question = a_question(cast.project, cast.other)
    assert those_who(policy.settle, cast, question) == TEAM | LEADERS | {"other"}


def test_those_who_lead_see_reports_but_their_own(cast: Cast) -> None:
    assert those_who(policy.acknowledge, cast, a_post(cast.project, cast.culture)) == LEADERS
    own = a_post(cast.project, cast.facilitator)
    leaders = (cast.facilitator, cast.colleague)
    assert [policy.acknowledge(who, own) for who in leaders] == [False, True]
    actions.withdraw(own, by=cast.facilitator)
    assert [policy.acknowledge(who, own) for who in leaders] == [False, False]


def test_a_question_is_open_until_an_answer_is_marked_and_again_when_it_is_taken_back(cast: Cast) -> None:
    question = a_question(cast.project, cast.culture)
    first, second = (actions.comment(question, words, by=cast.other) for words in ("We have.", "Who?"))
    assert queries.card_of(question, cast.culture).is_open_question
    actions.mark_answer(first, by=cast.culture)
    actions.mark_answer(first, by=cast.business)
    assert queries.card_of(question, cast.culture).answer == first.key
    actions.mark_answer(second, by=cast.business)
    assert queries.card_of(question, cast.culture).answer == second.key
    actions.take_mark_back(question, by=cast.culture)
    actions.take_mark_back(question, by=cast.culture)
    assert queries.card_of(question, cast.culture).is_open_question
    marked = [Verb.QUESTION_ANSWERED] * 2
    assert verbs()[3:] == [*marked, Verb.QUESTION_REOPENED]


def test_what_is_no_question_any_more_shows_no_answer(cast: Cast) -> None:
    question = a_question(cast.project, cast.culture)
    actions.mark_answer(actions.comment(question, "Yes.", by=cast.other), by=cast.culture)
    question.kind = a_post(cast.project, cast.culture).kind
    db.session.flush()
    assert queries.card_of(question, cast.culture).answer is None


def test_a_report_is_seen_once_by_the_first_who_says_so(cast: Cast) -> None:
    report = a_post(cast.project, cast.culture)
    actions.acknowledge(report, by=cast.facilitator, at=on(5, 3))
    actions.acknowledge(report, by=cast.colleague)
    assert queries.seen_by(report) == queries.Seen(cast.facilitator.name, on(5, 3))
    assert verbs() == [Verb.UPDATE_POSTED, Verb.REPORT_ACKNOWLEDGED]


@pytest.mark.parametrize(
    "change",
    [
        {"status": Status.STUCK},
        {"text": "The jury has left."},
        {"next_step": "Begin again"},
        {"next_step_due_on": date(2017, 6, 1)},
    ],
)
def test_a_report_that_is_changed_after_it_was_seen_waits_to_be_seen_again(
    cast: Cast, browsers: Browsers, change: dict[str, Any]
) -> None:
    report = a_post(cast.project, cast.culture, at=on(5, 1))
    actions.acknowledge(report, by=cast.facilitator, at=on(5, 3))
    assert queries.unseen_reports(cast.programme, viewer=cast.facilitator).shown == []
    actions.publish(report, replace(WHOLE, **change), by=cast.culture, at=on(5, 4))
    db.session.commit()
    assert queries.seen_by(report) == queries.Seen(cast.facilitator.name, on(5, 3), is_outdated=True)
    waiting = queries.unseen_reports(cast.programme, viewer=cast.facilitator).shown
    assert [one.key for one in waiting] == [report.key]
    browser, page = browsers(cast.colleague), f"/updates/{report.key}"
    assert "The report has been changed since." in browser.text(page)
    browser.post(f"{page}/acknowledgement")
    assert "The report has been changed since." not in browser.text(page)
    db.session.rollback()
    told = queries.seen_by(report)
    assert told == queries.Seen(cast.colleague.name, told.at if told else on(5, 15))
    assert queries.unseen_reports(cast.programme, viewer=cast.facilitator).shown == []
    assert verbs()[-2:] == [Verb.UPDATE_EDITED, Verb.REPORT_ACKNOWLEDGED]


@pytest.mark.parametrize("change", [{"kind": Kind.SUCCESS}, {"visibility": Visibility.TEAM}, {"goals": ()}])
def test_a_report_whose_words_stay_is_seen_still(cast: Cast, change: dict[str, Any]) -> None:
    report = a_post(cast.project, cast.culture, at=on(5, 1))
    actions.acknowledge(report, by=cast.facilitator, at=on(5, 3))
    actions.publish(report, replace(WHOLE, **change), by=cast.culture, at=on(5, 4))
    db.session.flush()
    assert queries.seen_by(report) == queries.Seen(cast.facilitator.name, on(5, 3))
    assert queries.unseen_reports(cast.programme, viewer=cast.facilitator).shown == []


def test_a_change_before_it_was_seen_counts_no_more(cast: Cast) -> None:
    report = a_post(cast.project, cast.culture, at=on(5, 1))
    actions.publish(report, replace(WHOLE, status=Status.STUCK), by=cast.culture, at=on(5, 2))
    actions.acknowledge(report, by=cast.facilitator, at=on(5, 3))
    db.session.flush()
    assert queries.seen_by(report) == queries.Seen(cast.facilitator.name, on(5, 3))


def test_reports_wait_for_those_who_lead_the_oldest_first(cast: Cast) -> None:
    for day in (3, 2, 1):
        a_post(cast.project, cast.culture, visibility=Visibility.TEAM, at=on(5, day))
    seen = a_post(cast.project, cast.business, at=on(4, 1))
    actions.acknowledge(seen, by=cast.facilitator)
    actions.withdraw(a_post(cast.project, cast.culture), by=cast.culture)
    a_post(cast.project, cast.facilitator)
    waiting = queries.unseen_reports(cast.programme, viewer=cast.facilitator).shown
    assert [report.since for report in waiting] == [on(5, 1), on(5, 2), on(5, 3)]
    with clock.at(on(5, 15)):
        assert [report.days for report in waiting] == [14, 13, 12]
    assert len(queries.unseen_reports(cast.programme, viewer=cast.colleague).shown) == 4


def test_open_questions_wait_the_oldest_first(cast: Cast) -> None:
    late, early = (a_question(cast.project, cast.culture, at=on(5, day)) for day in (3, 1))
    answered = a_question(cast.project, cast.culture)
    actions.mark_answer(actions.comment(answered, "Yes.", by=cast.other), by=cast.culture)
    a_post(cast.project, cast.culture)
    assert [question.key for question in queries.open_questions(cast.programme).shown] == [
        early.key,
        late.key,
    ]


def test_whoever_has_answered_is_not_asked_any_more_nor_is_the_team_of_who_has(cast: Cast) -> None:
    asked = a_question(cast.other_project, cast.other, f"@{cast.culture.handle}, @{cast.tourism.handle}?")

    def waits_for(*people: Person) -> list[bool]:
        return [bool(queries.questions_to(one, cast.programme.id, cast.project)) for one in people]

    all_three = (cast.culture, cast.tourism, cast.business)
    assert waits_for(*all_three) == [True, True, True]
    answer = actions.comment(asked, "Yes.", by=cast.culture)
    db.session.flush()
    assert waits_for(*all_three) == [False, True, False]
    actions.withdraw_comment(answer, by=cast.culture)
    db.session.flush()
    assert waits_for(*all_three) == [True, True, True]


def test_a_question_waits_for_whom_it_mentions_and_for_their_team(cast: Cast) -> None:
    handle = cast.culture.handle
    asked = a_question(cast.other_project, cast.other, f"Do you know, @{handle.title()}?")
    a_question(cast.other_project, cast.other, f"Do you know, @{handle}.else?")
    a_question(cast.other_project, cast.other, f"Do you know of `@{handle}`?")
    a_question(cast.other_project, cast.other, "Does anybody know?")
    told = queries.questions_to(cast.culture, cast.programme.id, cast.project)
    assert [(question.key, question.is_mine) for question in told] == [(asked.key, True)]
    told = queries.questions_to(cast.business, cast.programme.id, cast.project)
    assert [(question.key, question.is_mine) for question in told] == [(asked.key, False)]
    assert queries.questions_to(cast.business, cast.programme.id, None) == []
    assert queries.questions_to(cast.other, cast.programme.id, cast.other_project) == []
    actions.mark_answer(actions.comment(asked, "Yes.", by=cast.culture), by=cast.other)
    assert queries.questions_to(cast.culture, cast.programme.id, cast.project) == []


def test_a_question_to_a_team_waits_for_each_of_it_unless_it_is_their_own(cast: Cast) -> None:
    asked = a_question(cast.other_project, cast.other, "Does @sparet know?")
    a_question(cast.project, cast.culture, "Who else of @sparet?")
    for person in (cast.culture, cast.business):
        (told,) = queries.questions_to(person, cast.programme.id, cast.project)
        assert (told.key, told.is_mine) == (asked.key, False)
    assert queries.questions_to(cast.culture, cast.programme.id, None) == []
    assert queries.questions_to(cast.other, cast.programme.id, cast.other_project) == []


def test_a_question_that_one_may_not_read_does_not_wait(cast: Cast) -> None:
    asked = a_question(cast.other_project, cast.other, f"Do you know, @{cast.culture.handle}?")
    asked.visibility = Visibility.TEAM
    db.session.flush()
    assert queries.questions_to(cast.culture, cast.programme.id, cast.project) == []


def test_ones_own_question_waits_once_others_have_commented_it(cast: Cast) -> None:
    question = a_question(cast.project, cast.culture)
    own = partial(queries.unmarked_questions, cast.culture, cast.programme.id)
    actions.comment(question, "Nobody?", by=cast.culture)
    assert own() == []
    answer = actions.comment(question, "We have.", by=cast.other)
    actions.comment(question, "We, too.", by=cast.other)
    assert [(waiting.key, waiting.comments) for waiting in own()] == [(question.key, 2)]
    actions.mark_answer(answer, by=cast.culture)
    assert own() == []


def test_the_page_of_a_question_says_whether_it_is_answered(cast: Cast, browsers: Browsers) -> None:
    question = a_question(cast.project, cast.culture)
    answer = actions.comment(question, "We have.", by=cast.other)
    db.session.commit()
    page, browser = f"/updates/{question.key}", browsers(cast.culture)
    assert "Open question" in browser.text(page)
    assert "This is the answer" not in browsers(cast.other).text(page)
    marked = browser.post(f"{page}/comments/{answer.key}/answer")
    assert marked.location == f"{page}#answer"
    alone = browsers(cast.other).get(page).get_data(as_text=True)
    assert (alone.count("<p>We have."), alone.count('id="answer"')) == (1, 1)
    actions.comment(question, "So have we.", by=cast.business)
    db.session.commit()
    html = browsers(cast.other).get(page).get_data(as_text=True)
    assert (html.count("<p>We have."), html.count('id="answer"')) == (2, 1)
    assert f'href="{page}#comment-{answer.key}"' in html
    assert "Answered" in browsers(cast.other).text("/projects/oppna-dorrar/updates")
    assert browser.post(f"{page}/answer/removal").location == f"{page}#comments"
    assert "Open question" in browser.text(page)


def test_visitors_read_at_once_that_a_question_is_answered_or_open_again(
    cast: Cast, browsers: Browsers
) -> None:
    asked = a_post(cast.project, cast.culture, replace(WHOLE, kind=Kind.QUESTION), Visibility.PUBLIC)
    answer = actions.comment(asked, "We have.", by=cast.other)
    db.session.commit()
    page, visitor, asker = f"/updates/{asked.key}", browsers(), browsers(cast.culture)
    assert "Open question" in visitor.text(page)
    asker.post(f"{page}/comments/{answer.key}/answer")
    assert "Open question" not in visitor.text(page)
    asker.post(f"{page}/answer/removal")
    assert "Open question" in visitor.text(page)
    asker.post(f"{page}/comments/{answer.key}/answer")
    browsers(cast.other).post(f"{page}/comments/{answer.key}/withdrawal")
    assert "Open question" in visitor.text(page)


def test_a_comment_on_something_else_cannot_be_the_answer(cast: Cast, browsers: Browsers) -> None:
    question = a_question(cast.project, cast.culture)
    elsewhere = actions.comment(a_post(cast.project, cast.culture), "Well done", by=cast.other)
    db.session.commit()
    path = f"/updates/{question.key}/comments/{elsewhere.key}/answer"
    assert browsers(cast.culture).post(path).status_code == 404


def test_a_report_is_seen_from_home_in_one_click(cast: Cast, browsers: Browsers) -> None:
    report = a_post(cast.project, cast.culture, at=on(5, 3))
    a_post(cast.project, cast.culture, at=on(5, 4))
    db.session.commit()
    browser, path = browsers(cast.facilitator), f"/updates/{report.key}/acknowledgement"
    assert "Reports that no facilitator has acknowledged" in browser.text("/home")
    assert (
        browser.post(path, {"back": "/home?saved=reports#reports"}).location == "/home?saved=reports#reports"
    )
    said = "The team can see that you have seen the report."
    heading = "Reports that no facilitator has acknowledged"
    assert browser.text("/home?saved=reports").count(f"{heading} {said}") == 1
    (last,) = queries.unseen_reports(cast.programme, viewer=cast.facilitator).shown
    browser.post(f"/updates/{last.key}/acknowledgement", {"back": "/home?saved=reports#reports"})
    page = browser.text("/home?saved=reports")
    assert (page.count(said), heading in page) == (1, False)
    assert "Seen by Process leader" in browsers(cast.culture).text(f"/updates/{report.key}")
    assert browser.post(path).location == f"/updates/{report.key}"


def test_a_report_that_was_changed_on_the_way_to_the_button_is_not_seen(
    cast: Cast, browsers: Browsers
) -> None:
    report = a_post(cast.project, cast.culture, at=on(5, 3))
    db.session.commit()
    page, browser = f"/updates/{report.key}", browsers(cast.facilitator)
    read = [value_of(browser.get(path), "version") for path in ("/home", page)]
    actions.publish(report, replace(WHOLE, status=Status.STUCK, text="All is lost."), by=cast.culture)
    db.session.commit()
    for version, more in zip(read, ({"back": "/home"}, {}), strict=True):
        answer = browser.post(f"{page}/acknowledgement", {"version": version, **more})
        assert (answer.location, number_of(Acknowledgement)) == (page, 0)
        assert "The report has been changed since. Read it as it is now" in browser.text(page)
    browser.post(f"{page}/acknowledgement", {"version": value_of(browser.get(page), "version")})
    assert number_of(Acknowledgement) == 1


def test_who_presses_after_somebody_else_is_told_who_stands_there(cast: Cast, browsers: Browsers) -> None:
    report = a_post(cast.project, cast.culture, at=on(5, 3))
    db.session.commit()
    path = f"/updates/{report.key}/acknowledgement"
    mine = "The team can see that you have seen the report."
    theirs = "Process leader, Region had already seen the report, 15 May. That is what the team sees."
    for who, said in ((cast.facilitator, mine), (cast.colleague, theirs), (cast.facilitator, mine)):
        browser = browsers(who)
        page = browser.text(browser.post(path).location)
        assert [page.count(one) for one in (mine, theirs)] == [said == mine, said == theirs]


def test_an_archived_programme_has_no_lists_of_what_waits(cast: Cast, browsers: Browsers) -> None:
    a_question(cast.project, cast.culture)
    cast.programme.state = ProgrammeState.ARCHIVED
    db.session.commit()
    page = browsers(cast.facilitator).text("/home")
    assert ("Questions without an answer" in page, "Reports that nobody" in page) == (False, False)


@pytest.mark.parametrize("many", [1, 3])
def test_home_takes_as_many_statements_for_one_that_waits_as_for_three(
    cast: Cast, browsers: Browsers, many: int
) -> None:
    for day in range(1, many + 1):
        words = f"Do you know, @{cast.culture.handle}?"
        a_question(cast.other_project, cast.other, words, at=on(5, day))
        own = a_question(cast.project, cast.culture, at=on(5, day))
        actions.comment(own, "We have.", by=cast.other)
    db.session.commit()
    for who, number in ((cast.facilitator, 8), (cast.culture, 10)):
        home = partial(browsers(who).get, "/home")
        home()
        assert statements_of(home) == number
    page = browsers(cast.culture).text("/home")
    assert page.count("asks you") == page.count("Is your question answered?") == many * 2


def test_one_button_pressed_by_many_at_once_is_one_row(cast: Cast, browsers: Browsers) -> None:
    question = a_question(cast.project, cast.culture)
    answer = actions.comment(question, "We have.", by=cast.other)
    db.session.commit()
    page, path = f"/updates/{question.key}", f"/updates/{question.key}/comments/{answer.key}/answer"
    senders = [browsers((cast.facilitator, cast.colleague)[n % 2]) for n in range(AT_ONCE)]
    marked = together(lambda n: senders[n].post(path).status_code)
    seen = together(lambda n: senders[n].post(f"{page}/acknowledgement").status_code)
    assert (marked, seen) == ([303] * AT_ONCE, [303] * AT_ONCE)
    assert (number_of(MarkedAnswer), number_of(Acknowledgement)) == (1, 1)
    assert verbs()[2:] == [Verb.QUESTION_ANSWERED, Verb.REPORT_ACKNOWLEDGED]
