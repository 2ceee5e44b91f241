"""Comments stand in threads: what answers a comment follows it, one level in."""

import re

from flask import Flask
from sqlalchemy import select

from collab import db
from collab.updates import actions, queries
from collab.updates.models import Comment
from tests.conftest import Browsers
from tests.support.cast import Cast
from tests.support.statements import statements_of
from tests.updates.written import a_post, on


def test_a_thread_keeps_together_and_in_order_one_level_deep(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture, at=on(5, 1))
    first = actions.comment(update, "First", by=cast.other, at=on(5, 2))
    second = actions.comment(update, "Second", by=cast.other, at=on(5, 3))
    reply = actions.comment(first, "Reply", by=cast.culture, at=on(5, 4))
    deeper = actions.comment(reply, "Deeper", by=cast.other, at=on(5, 5))
    shown = [(answer.key, answer.is_reply) for answer in queries.comments(update, viewer=cast.culture)]
    assert shown == [(first.key, False), (reply.key, True), (deeper.key, True), (second.key, False)]


def test_a_thread_takes_as_many_statements_as_one_comment(cast: Cast, browsers: Browsers) -> None:
    update = a_post(cast.project, cast.culture)
    first = actions.comment(update, "First", by=cast.other)
    db.session.commit()
    browser, page = browsers(cast.business), f"/updates/{update.key}"
    browser.get(page)
    assert statements_of(lambda: browser.get(page)) == 10
    for number in range(3):
        actions.comment(first, f"Reply {number}", by=cast.other)
    db.session.commit()
    assert statements_of(lambda: browser.get(page)) == 10


def test_the_form_says_whom_it_answers_and_posts_into_the_thread(cast: Cast, browsers: Browsers) -> None:
    update = a_post(cast.project, cast.culture)
    first = actions.comment(update, "First", by=cast.facilitator)
    db.session.commit()
    browser, page = browsers(cast.culture), f"/updates/{update.key}"
    assert "You answer Process leader" in browser.text(f"{page}?answers={first.key}")
    said = browser.post(f"{page}/comments", {"text": "", "answers": first.key})
    assert (said.status_code, "You answer Process leader" in said.get_data(as_text=True)) == (422, True)
    browser.post(f"{page}/comments", {"text": "Thanks", "answers": first.key})
    reply = db.session.scalars(select(Comment).where(Comment.text == "Thanks")).one()
    assert reply.answers_id == first.id
    html = browser.get(page).get_data(as_text=True)
    assert re.findall(r'comment--reply" id="comment-(\w+)"', html) == [reply.key]


def test_a_comment_on_another_update_is_not_answered(app: Flask, cast: Cast, browsers: Browsers) -> None:
    update, other = a_post(cast.project, cast.culture), a_post(cast.project, cast.culture)
    elsewhere = actions.comment(other, "First", by=cast.facilitator)
    db.session.commit()
    fields = {"text": "Thanks", "answers": elsewhere.key}
    assert browsers(cast.culture).post(f"/updates/{update.key}/comments", fields).status_code == 404
