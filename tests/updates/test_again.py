"""The same words again, from a form that was made anew: without scripts nothing keeps its key."""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from collab import clock, db
from collab.accounts.models import Person
from collab.activity.models import Activity, Verb
from collab.updates import actions
from collab.updates.models import Comment
from collab.updates.queries.again import A_MOMENT
from tests.conftest import Browsers
from tests.support.cast import Cast
from tests.updates.sent import NEW, a_file, filled, the_update, updates
from tests.updates.test_files import a_text
from tests.updates.written import a_post, on

AN_ANSWER = {"text": "Well done, @culture", "readers": "programme"}


def verbs() -> list[Verb]:
    db.session.rollback()
    return list(db.session.scalars(select(Activity.verb).order_by(Activity.id)))


def said() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(Comment.text).order_by(Comment.id)))


def test_the_same_update_from_another_form_is_the_one_that_was_posted(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.culture)

    def send(key: str) -> tuple[int, str | None, bool]:
        parts = {"pictures-0-file": a_file(), "pictures-0-alternative": "A platform", "new_file": a_text()}
        answer = browser.post(NEW, filled(form_key=key, publish="1", **parts))
        return (
            answer.status_code,
            answer.location,
            "The update is published." in browser.text(answer.location),
        )

    first, again = send("one"), send("another")
    assert first == again == (303, f"/updates/{the_update().key}", True)
    assert verbs().count(Verb.UPDATE_POSTED) == 1
    assert Verb.UPDATE_EDITED not in verbs()
    assert the_update().edited_at is None


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "Otherwise."},
        {"status": "stuck"},
        {"visibility": "team"},
        {"next_step": "Wait"},
        {"draft": "1"},
    ],
)
def test_what_differs_is_another_update(cast: Cast, browsers: Browsers, changes: dict[str, Any]) -> None:
    browser = browsers(cast.culture)
    browser.post(NEW, filled(publish="1"))
    browser.post(NEW, filled(form_key="another", **{"publish": "1", **changes}))
    assert len(updates()) == 2


def test_the_same_words_by_another_later_or_once_more_after_taking_them_back_are_another_update(
    cast: Cast, browsers: Browsers
) -> None:
    author = browsers(cast.culture)
    author.post(NEW, filled(publish="1"))
    browsers(cast.business).post(NEW, filled(form_key="hers", publish="1"))
    assert len(updates()) == 2
    with clock.at(clock.now() + A_MOMENT + timedelta(seconds=1)):
        author.post(NEW, filled(form_key="later", publish="1"))
        assert len(updates()) == 3
        author.post(f"/updates/{updates()[-1].key}/withdrawal")
        author.post(NEW, filled(form_key="anew", publish="1"))
    assert len(updates()) == 4


def test_the_same_comment_from_another_form_is_the_one_that_was_given(cast: Cast, browsers: Browsers) -> None:
    key = a_post(cast.project, cast.culture).key
    db.session.commit()
    browser = browsers(cast.facilitator)
    answers = [
        browser.post(f"/updates/{key}/comments", {**AN_ANSWER, "form_key": form})
        for form in ("one", "another")
    ]
    comment = db.session.scalars(select(Comment)).one()
    assert [a.location for a in answers] == [f"/updates/{key}#comment-{comment.key}"] * 2
    assert "Your comment is posted." in browser.text(f"/updates/{key}")
    assert verbs() == [Verb.UPDATE_POSTED, Verb.COMMENTED]


def test_the_same_words_elsewhere_later_or_to_other_readers_are_another_comment(
    cast: Cast, browsers: Browsers
) -> None:
    here, there = (a_post(cast.project, cast.culture, at=on(5, day)).key for day in (11, 12))
    db.session.commit()
    browser = browsers(cast.facilitator)

    def send(key: str, **changes: str) -> int:
        browser.post(f"/updates/{key}/comments", {**AN_ANSWER, "form_key": f"{len(said())}", **changes})
        return len(said())

    assert [send(here), send(there), send(here, readers="team"), send(here)] == [1, 2, 3, 3]
    (first,) = db.session.scalars(select(Comment.key).order_by(Comment.id).limit(1))
    assert [send(here, answers=first), send(here, answers=first)] == [4, 4]
    browsers(cast.culture).post(f"/updates/{here}/comments", {**AN_ANSWER, "form_key": "his"})
    assert len(said()) == 5
    with clock.at(clock.now() + A_MOMENT + timedelta(seconds=1)):
        assert [send(here), send(here)] == [6, 6]


def test_words_that_are_taken_back_are_said_anew(cast: Cast, browsers: Browsers) -> None:
    key = a_post(cast.project, cast.culture).key
    db.session.commit()
    browser = browsers(cast.facilitator)
    browser.post(f"/updates/{key}/comments", {**AN_ANSWER, "form_key": "one"})
    (comment,) = db.session.scalars(select(Comment.key))
    browser.post(f"/updates/{key}/comments/{comment}/withdrawal")
    browser.post(f"/updates/{key}/comments", {**AN_ANSWER, "form_key": "another"})
    assert said() == ["", AN_ANSWER["text"]]


def test_pages_say_what_their_reader_has_said_there(cast: Cast, browsers: Browsers) -> None:
    update = a_post(cast.project, cast.culture)
    for who in (cast.culture, cast.facilitator):
        actions.comment(update, f"*I* am {who.handle}", by=who)
    db.session.commit()

    def told(who: Person, path: str) -> list[str]:
        return re.findall(r'data-has="([^"]*)"', browsers(who).get(path).text)

    read = f"/updates/{update.key}"
    assert [told(who, read) for who in (cast.culture, cast.facilitator, cast.other)] == [
        ["*I* am culture"],
        ["*I* am facilitator"],
        [],
    ]
    assert told(cast.culture, NEW) == ["The jury is **done**. Write to the five"]
    assert told(cast.business, NEW) == []
