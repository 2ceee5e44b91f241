"""A comment that was written to the team stays with it, whoever may read its report later."""

import re

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from collab import clock, db
from collab.updates import actions, policy, queries
from collab.updates.models import Comment, CommentWording, Update, Visibility
from tests.conftest import Browsers
from tests.notifications.telling import derived, told
from tests.support.cast import Cast
from tests.support.statements import statements_of
from tests.updates.sent import value_of
from tests.updates.test_policy import LEADERS, PROGRAMME, TEAM, watchers
from tests.updates.written import WHOLE, a_post, a_question, on, with_visibility

STAYS = "Visible only to the team, the facilitators and the organisers"
KEPT = "Comments that were written to the team stay with the team."


def show_to(update: Update, readers: Visibility) -> None:
    """Let its author change who may read it."""
    assert update.author is not None
    content = replace(WHOLE, text=update.text, kind=update.kind)
    actions.publish(update, with_visibility(content, readers), by=update.author)
    db.session.commit()


def opened(cast: Cast, readers: Visibility = Visibility.PROGRAMME) -> tuple[Update, Comment, Comment]:
    """A report of the culture manager for more people than when the first of its two comments was made."""
    update = a_post(cast.project, cast.culture, visibility=Visibility.TEAM, at=on(5, 1))
    inside = actions.comment(update, "Between us", by=cast.business, at=on(5, 2))
    show_to(update, readers)
    return update, inside, actions.comment(update, "To all", by=cast.business, at=on(5, 3))


@pytest.mark.parametrize("readers", [Visibility.PROGRAMME, Visibility.PUBLIC])
def test_the_team_and_those_who_lead_read_it_and_nobody_else(cast: Cast, readers: Visibility) -> None:
    _, inside, after = opened(cast, readers)
    people = watchers(cast).items()
    assert {name for name, who in people if policy.read_comment(who, inside)} == TEAM | LEADERS
    assert {name for name, who in people if policy.read_comment(who, after)} == PROGRAMME


def test_policy_and_twin_agree_about_what_stays(cast: Cast) -> None:
    both = opened(cast)[1:]
    for name, who in watchers(cast).items():
        said = {one.key for one in both if policy.read_comment(who, one)}
        assert said == set(db.session.scalars(select(Comment.key).where(policy.comment_visible_to(who)))), (
            name
        )


def test_narrowing_and_widening_again_change_nothing(cast: Cast) -> None:
    update, inside, after = opened(cast)
    show_to(update, Visibility.TEAM)
    show_to(update, Visibility.PUBLIC)
    assert [one.is_inside for one in (inside, after)] == [True, False]


def test_what_is_answered_to_it_stays_with_it(cast: Cast) -> None:
    _, inside, after = opened(cast)
    reply = actions.comment(inside, "Yes", by=cast.culture)
    deeper = actions.comment(reply, "Good", by=cast.business)
    assert [one.is_inside for one in (reply, deeper)] == [True, True]
    assert not actions.comment(after, "Thanks", by=cast.culture).is_inside


def test_words_that_are_changed_while_the_report_is_the_teams_stay_there(cast: Cast) -> None:
    update, _, after = opened(cast)
    show_to(update, Visibility.TEAM)
    actions.change_comment(after, "To us", by=cast.business)
    show_to(update, Visibility.PROGRAMME)
    actions.change_comment(after, "To us all", by=cast.business)
    kept = db.session.scalars(select(CommentWording.visibility).order_by(CommentWording.id)).all()
    assert (after.is_inside, kept) == (True, [Visibility.TEAM, Visibility.TEAM])


def test_the_page_shows_and_counts_what_its_reader_may_read(cast: Cast, browsers: Browsers) -> None:
    update, inside, after = opened(cast)
    for who, keys in ((cast.tourism, [inside.key, after.key]), (cast.other, [after.key])):
        assert [one.key for one in queries.comments(update, viewer=who)] == keys
        assert queries.card_of(update, who).comments == len(keys)
        html = browsers(who).get(f"/updates/{update.key}").get_data(as_text=True)
        assert re.findall(r'id="comment-(\w+)"', html) == keys
        assert html.count(STAYS) == len(keys) - 1
    assert queries.card_of(update, None).comments == 1


def test_lists_count_for_each_reader(cast: Cast) -> None:
    update = opened(cast, Visibility.PUBLIC)[0]
    counted = [queries.latest(cast.project, who)[0].comments for who in (cast.tourism, cast.other, None)]
    assert (counted, update.is_public) == ([2, 1, 1], True)


def test_while_the_report_is_the_teams_no_comment_says_more(cast: Cast, browsers: Browsers) -> None:
    update = opened(cast)[0]
    show_to(update, Visibility.TEAM)
    assert STAYS not in browsers(cast.tourism).get(f"/updates/{update.key}").get_data(as_text=True)


def test_a_thread_whose_beginning_stays_begins_with_what_is_left(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture, at=on(5, 1))
    first = actions.comment(update, "First", by=cast.business, at=on(5, 2))
    replies = [actions.comment(first, text, by=cast.other, at=on(5, 3)) for text in ("Which?", "When?")]
    show_to(update, Visibility.TEAM)
    actions.change_comment(first, "Ours", by=cast.business)
    show_to(update, Visibility.PROGRAMME)
    shown = [(one.key, one.is_reply) for one in queries.comments(update, viewer=cast.other)]
    assert shown == [(replies[0].key, False), (replies[1].key, True)]


@pytest.mark.parametrize("path", ["{0}/edit", "{0}/versions"])
def test_who_may_not_read_it_does_not_find_it(cast: Cast, browsers: Browsers, path: str) -> None:
    update, inside, _ = opened(cast)
    page = f"/updates/{update.key}/comments/" + path.format(inside.key)
    found = [browsers(who).get(page).status_code for who in (cast.other, cast.business)]
    assert found == [404, 200]


def test_who_may_not_read_it_neither_answers_it_nor_puts_a_word_to_it(cast: Cast, browsers: Browsers) -> None:
    update, inside, _ = opened(cast)
    page = f"/updates/{update.key}"
    for who, statuses in ((cast.other, [404, 404]), (cast.tourism, [303, 303])):
        browser = browsers(who)
        sent = [
            browser.post(f"{page}/comments", {"text": "What?", "answers": inside.key}),
            browser.post(f"{page}/words", {"put": "good", "on": inside.key}),
        ]
        assert [answer.status_code for answer in sent] == statuses


def test_the_form_says_who_will_read_an_answer_to_it(cast: Cast, browsers: Browsers) -> None:
    update, inside, after = opened(cast)
    browser, page = browsers(cast.tourism), f"/updates/{update.key}"
    said = [
        "Visible to: your team, the facilitators and the organisers" in browser.text(f"{page}?answers={key}")
        for key in (inside.key, after.key)
    ]
    assert said == [True, False]
    assert "Visible to: your team" in browsers(cast.business).text(f"{page}/comments/{inside.key}/edit")


@pytest.mark.parametrize("is_changed", [False, True])
def test_words_sent_from_a_page_that_said_they_are_for_the_team_stay_there(
    cast: Cast, browsers: Browsers, is_changed: bool
) -> None:
    update = a_post(cast.project, cast.culture)
    comment = actions.comment(update, "Well.", by=cast.business)
    show_to(update, Visibility.TEAM)
    db.session.commit()
    page, browser = f"/updates/{update.key}", browsers(cast.business)
    form = f"{page}/comments/{comment.key}/edit" if is_changed else page
    readers = value_of(browser.get(form), "readers")
    show_to(update, Visibility.PROGRAMME)
    db.session.commit()
    said = {"text": "Between us: the mayor is against it.", "readers": readers}
    assert browser.post(form if is_changed else f"{page}/comments", said).status_code == 303
    read = ["the mayor is against it" in browsers(who).text(page) for who in (cast.tourism, cast.other)]
    assert read == [True, False]


def test_a_form_that_comes_back_says_what_its_page_said(cast: Cast, browsers: Browsers) -> None:
    update = a_post(cast.project, cast.culture)
    db.session.commit()
    answer = browsers(cast.business).post(f"/updates/{update.key}/comments", {"text": "", "readers": "team"})
    assert (answer.status_code, value_of(answer, "readers")) == (422, "team")
    assert "your team, the facilitators and the organisers" in answer.get_data(as_text=True)


def test_names_are_offered_for_the_readers_of_the_answer(cast: Cast, browsers: Browsers) -> None:
    update, inside, after = opened(cast)
    browser, page = browsers(cast.tourism), f"/updates/{update.key}"
    shown = [browser.get(f"{page}?answers={one.key}").get_data(as_text=True) for one in (inside, after)]
    assert [re.findall(r"readers=(\w+)", html) for html in shown] == [["team"], ["programme"]]


def test_who_has_left_the_team_answers_no_report_that_is_the_teams(cast: Cast) -> None:
    update = a_post(cast.other_project, cast.culture, visibility=Visibility.TEAM)
    assert policy.read(cast.culture, update)
    assert not policy.comment(cast.culture, update)


def test_the_form_of_the_report_says_that_they_stay(cast: Cast, browsers: Browsers) -> None:
    update = a_post(cast.project, cast.culture, visibility=Visibility.TEAM)
    db.session.commit()
    browser, page = browsers(cast.culture), f"/updates/{update.key}/edit"
    before = KEPT in browser.text(page)
    inside = actions.comment(update, "Between us", by=cast.business)
    db.session.commit()
    with_one = KEPT in browser.text(page)
    actions.withdraw_comment(inside, by=cast.business)
    db.session.commit()
    assert (before, with_one, KEPT in browser.text(page)) == (False, True, False)


def test_a_question_is_answered_for_who_cannot_read_the_answer(cast: Cast, browsers: Browsers) -> None:
    question = a_question(cast.project, cast.culture)
    show_to(question, Visibility.TEAM)
    answer = actions.comment(question, "Like this", by=cast.business)
    actions.mark_answer(answer, by=cast.culture)
    show_to(question, Visibility.PROGRAMME)
    page = f"/updates/{question.key}"
    assert [queries.card_of(question, who).answer for who in (cast.tourism, cast.other)] == [answer.key, ""]
    assert not queries.card_of(question, cast.other).is_open_question
    told_others = browsers(cast.other).text(page)
    assert "The answer is visible only to the team, the facilitators and the organisers." in told_others
    assert ("Answered" in told_others, "See the answer" in told_others) == (True, False)
    assert "The answer is visible only" not in browsers(cast.tourism).text(page)


def test_ones_own_question_counts_the_comments_that_one_may_read(cast: Cast) -> None:
    question = a_question(cast.other_project, cast.culture)
    actions.comment(question, "To all", by=cast.other)
    actions.comment(question, "Between us", by=cast.other).is_inside = True
    db.session.flush()
    (waiting,) = queries.unmarked_questions(cast.culture, cast.programme.id)
    assert waiting.comments == 1


def test_it_takes_nobodys_place_among_the_notices_of_who_cannot_read_it(cast: Cast) -> None:
    with clock.at(on(5, 1)):
        update = a_post(cast.project, cast.culture)
        actions.comment(update, "How?", by=cast.other)
        actions.comment(update, "So.", by=cast.business)
        derived()
        show_to(update, Visibility.TEAM)
    with clock.at(on(5, 2)):
        actions.comment(update, "Between us", by=cast.business)
        derived()
        show_to(update, Visibility.PROGRAMME)
    with clock.at(on(5, 3)):
        derived()
        assert [verb for _, verb in told(cast.other)] == ["commented"]


def test_the_writer_is_told_who_cannot_read_an_answer_to_it(cast: Cast, browsers: Browsers) -> None:
    update, inside, _ = opened(cast)
    browser, page = browsers(cast.tourism), f"/updates/{update.key}"
    browser.post(f"{page}/comments", {"text": "@other, how?", "answers": inside.key})
    assert f"will not be notified: {cast.other.name.en}. Write a comment of its own" in browser.text(page)


def test_what_stays_takes_no_statement_more(cast: Cast, browsers: Browsers) -> None:
    update = opened(cast)[0]
    browser, page = browsers(cast.other), f"/updates/{update.key}"
    browser.get(page)
    assert statements_of(lambda: browser.get(page)) == 10
