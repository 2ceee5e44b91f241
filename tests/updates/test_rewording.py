"""One's own comment is changed, with what it said before, or taken back, with nothing left of it."""

import re

import pytest
from sqlalchemy import func, select

from collab import clock, db
from collab.activity.models import Activity, Verb
from collab.errors import RuleViolation
from collab.search.models import SearchEntry
from collab.updates import actions, policy, queries
from collab.updates.models import Comment, CommentWording, Reaction, Update, Visibility, Word
from tests.conftest import Browsers
from tests.support.cast import Cast
from tests.support.statements import statements_of
from tests.updates.written import a_post, a_question, on


def a_comment(update: Update, cast: Cast, text: str = "The first train") -> Comment:
    comment = actions.comment(update, text, by=cast.other, at=on(5, 2))
    db.session.commit()
    return comment


def shown(update: Update, cast: Cast) -> list[tuple[str, bool]]:
    return [(answer.key, answer.is_withdrawn) for answer in queries.comments(update, viewer=cast.culture)]


def rows(model: type[db.Base]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_changed_comment_says_the_new_words_and_keeps_the_old_ones(cast: Cast) -> None:
    comment = a_comment(a_post(cast.project, cast.culture), cast)
    with clock.at(on(5, 3)):
        actions.change_comment(comment, " The *last* train ", by=cast.other)
    assert (comment.text, comment.html) == ("The *last* train", "<p>The <em>last</em> train</p>\n")
    (change,) = queries.rewordings(comment, viewer=cast.business)
    marks = [(stretch.mark, stretch.words) for stretch in change.text]
    assert (change.at, marks[1]) == (comment.edited_at, ("gone", "first"))


def test_the_same_words_again_change_nothing(cast: Cast) -> None:
    comment = a_comment(a_post(cast.project, cast.culture), cast)
    actions.change_comment(comment, "The first train\n", by=cast.other)
    assert (comment.edited_at, rows(CommentWording)) == (None, 0)


def test_what_was_said_to_the_team_alone_stays_with_those_who_could_read_it(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture, visibility=Visibility.TEAM)
    comment = actions.comment(update, "Between us", by=cast.business)
    actions.change_comment(comment, "Hello", by=cast.business)
    update.visibility = Visibility.PROGRAMME
    actions.change_comment(comment, "Hello all", by=cast.business)
    db.session.flush()
    assert [len(queries.rewordings(comment, viewer=who)) for who in (cast.culture, cast.other)] == [2, 0]


def test_a_comment_taken_back_without_answers_disappears(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture)
    comment = a_comment(update, cast)
    actions.withdraw_comment(comment, by=cast.other)
    assert (shown(update, cast), queries.card_of(update, cast.culture).comments) == ([], 0)


def test_a_comment_taken_back_keeps_its_place_for_what_answers_it(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture)
    comment = a_comment(update, cast)
    replies = [actions.comment(comment, text, by=cast.culture) for text in ("Which?", "When?")]
    actions.withdraw_comment(comment, by=cast.other)
    assert shown(update, cast) == [(comment.key, True), *((reply.key, False) for reply in replies)]
    actions.withdraw_comment(replies[0], by=cast.culture)
    assert shown(update, cast) == [(comment.key, True), (replies[1].key, False)]
    actions.withdraw_comment(replies[1], by=cast.culture)
    assert shown(update, cast) == []


def test_no_word_is_left_of_what_is_taken_back(cast: Cast) -> None:
    comment = a_comment(a_post(cast.project, cast.culture), cast)
    actions.change_comment(comment, "The zeppelin", by=cast.other)
    actions.put_word(comment, Word.GOOD, by=cast.culture)
    actions.withdraw_comment(comment, by=cast.other)
    db.session.commit()
    assert (comment.text, comment.html, rows(CommentWording), rows(Reaction)) == ("", "", 0, 0)
    stems = select(SearchEntry.stems).where(
        SearchEntry.kind == "comment", SearchEntry.subject_id == comment.id
    )
    assert [words for words in db.session.scalars(stems) if words.strip()] == []


def test_the_question_is_open_again_when_its_answer_is_taken_back(cast: Cast) -> None:
    question = a_question(cast.project, cast.culture)
    answer = a_comment(question, cast)
    actions.mark_answer(answer, by=cast.culture)
    assert actions.withdraw_comment(answer, by=cast.other) is True
    assert (queries.mark_of(question), queries.card_of(question, cast.culture).is_open_question) == (
        None,
        True,
    )
    verbs = list(db.session.scalars(select(Activity.verb).order_by(Activity.id.desc())))
    assert verbs[:2] == [Verb.QUESTION_REOPENED, Verb.COMMENT_WITHDRAWN]


def test_another_comment_taken_back_leaves_the_answer_alone(cast: Cast) -> None:
    question = a_question(cast.project, cast.culture)
    answer, other = a_comment(question, cast), a_comment(question, cast, "No")
    actions.mark_answer(answer, by=cast.culture)
    assert actions.withdraw_comment(other, by=cast.other) is False
    assert queries.card_of(question, cast.culture).answer == answer.key


def test_what_is_taken_back_can_neither_be_changed_nor_marked_nor_taken_back_again(cast: Cast) -> None:
    comment = a_comment(a_question(cast.project, cast.culture), cast)
    actions.withdraw_comment(comment, by=cast.other)
    at = comment.withdrawn_at
    with pytest.raises(RuleViolation):
        actions.change_comment(comment, "Again", by=cast.other)
    with pytest.raises(RuleViolation):
        actions.mark_answer(comment, by=cast.culture)
    assert (actions.withdraw_comment(comment, by=cast.other), comment.withdrawn_at) == (False, at)


def test_only_who_wrote_it_may_change_it_and_nobody_what_is_taken_back(cast: Cast) -> None:
    comment = a_comment(a_post(cast.project, cast.culture), cast)
    people = (cast.other, cast.culture, cast.facilitator, cast.organiser)
    assert [policy.change_comment(who, comment) for who in people] == [True, False, False, False]
    actions.withdraw_comment(comment, by=cast.other)
    assert (policy.change_comment(cast.other, comment), policy.read_comment(cast.culture, comment)) == (
        False,
        False,
    )


def test_one_changes_a_comment_on_a_page_of_its_own(cast: Cast, browsers: Browsers) -> None:
    update = a_post(cast.project, cast.culture)
    comment = a_comment(update, cast)
    browser, page = browsers(cast.other), f"/updates/{update.key}/comments/{comment.key}"
    assert "The first train" in browser.text(f"{page}/edit")
    refused = browser.post(f"{page}/edit", {"text": "é" * 2001})
    assert (refused.status_code, "é" * 2001 in refused.get_data(as_text=True)) == (422, True)
    saved = browser.post(f"{page}/edit", {"text": "The last train"})
    assert (saved.status_code, saved.location) == (303, f"/updates/{update.key}#comment-{comment.key}")
    html = browsers(cast.business).get(f"/updates/{update.key}").get_data(as_text=True)
    assert re.findall(r'href="([^"]+/versions)"', html) == [f"{page}/versions"]
    assert "first" in browsers(cast.business).text(f"{page}/versions")


def test_the_links_stand_at_ones_own_comment_alone(cast: Cast, browsers: Browsers) -> None:
    update = a_post(cast.project, cast.culture)
    comment = a_comment(update, cast)
    actions.comment(update, "Mine", by=cast.culture)
    db.session.commit()
    html = browsers(cast.other).get(f"/updates/{update.key}").get_data(as_text=True)
    edit = f"/updates/{update.key}/comments/{comment.key}/edit"
    assert re.findall(r'href="(/updates/\w+/comments/[^"]+)"', html) == [edit, f"{edit}#taking-back"]


def test_the_page_says_where_a_comment_was_taken_back(cast: Cast, browsers: Browsers) -> None:
    update = a_post(cast.project, cast.culture)
    comment = a_comment(update, cast)
    actions.comment(comment, "Which?", by=cast.culture)
    db.session.commit()
    page = f"/updates/{update.key}/comments/{comment.key}"
    assert "Its place stays" in browsers(cast.other).text(f"{page}/edit")
    gone = browsers(cast.other).post(f"{page}/withdrawal")
    assert (gone.status_code, gone.location) == (303, f"/updates/{update.key}#comments")
    text = browsers(cast.business).text(f"/updates/{update.key}")
    said = ("The first train", "The comment was taken back by whoever wrote it.", "1 comment")
    assert [words in text for words in said] == [False, True, True]
    assert browsers(cast.other).get(f"{page}/edit").status_code == 404


def test_an_answer_written_meanwhile_still_finds_its_thread(cast: Cast, browsers: Browsers) -> None:
    update = a_post(cast.project, cast.culture)
    comment = a_comment(update, cast)
    actions.withdraw_comment(comment, by=cast.other)
    db.session.commit()
    fields = {"text": "Which?", "answers": comment.key}
    assert browsers(cast.business).post(f"/updates/{update.key}/comments", fields).status_code == 303
    assert [is_withdrawn for _, is_withdrawn in shown(update, cast)] == [True, False]


def test_a_changed_comment_costs_the_page_no_statement(cast: Cast, browsers: Browsers) -> None:
    update = a_post(cast.project, cast.culture)
    comment = a_comment(update, cast)
    browser, page = browsers(cast.business), f"/updates/{update.key}"
    browser.get(page)
    before = statements_of(lambda: browser.get(page))
    for number in range(3):
        actions.change_comment(comment, f"Train {number}", by=cast.other)
    db.session.commit()
    assert statements_of(lambda: browser.get(page)) == before == 10
