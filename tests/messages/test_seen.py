"""Nobody sends or replaces words of a draft that they have not seen, whoever changed it meanwhile."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from collab import db
from collab.messages.models import Copy, Message
from tests.conftest import Browsers
from tests.messages import letters
from tests.support.browser import Browser, words_of
from tests.support.cast import Cast

CHANGED = "The draft was changed after you had opened it. Read what it says now before you go on."
THEIRS = {"subject": "Theirs", "text": "What somebody else wrote."}
MINE = {"subject": "Mine", "text": "What I wrote."}


def a_draft(cast: Cast) -> tuple[str, str]:
    """Its page, and that of its first copy."""
    draft = letters.a_draft(cast)
    db.session.commit()
    return f"/messages/{draft.key}", f"/messages/{draft.key}/copies/{letters.copies(draft)[0].key}"


def the_message() -> Message:
    return db.session.scalars(select(Message)).one()


def versions(html: str) -> list[str]:
    """What the forms of a page carry."""
    return re.findall(r'name="version"[^>]* value="(-?\d+)"', html)


def reword(browser: Browser, page: str, copy: str) -> None:
    assert browser.post(f"{page}/edit", THEIRS | {"version": 1}).status_code == 303


def reword_copy(browser: Browser, page: str, copy: str) -> None:
    assert browser.post(copy, THEIRS | {"version": 1}).status_code == 303


def leave_out(browser: Browser, page: str, copy: str) -> None:
    assert browser.post(f"{copy}/place", {"out": "1", "version": 1}).status_code == 303


Change = Callable[[Browser, str, str], None]
PRESSED: list[tuple[str, dict[str, Any]]] = [
    ("{page}/send", {"version": 1}),
    ("{page}/send", {}),
    ("{page}/schedule", {"day": "2017-05-16", "hour": "08:30", "version": 1}),
    ("{page}/discard?version=1", {}),
    ("{copy}/place", {"out": "1", "version": 1}),
    ("{copy}/place", {"version": 1}),
]


@pytest.mark.parametrize("change", [reword, reword_copy, leave_out])
@pytest.mark.parametrize(("path", "sent"), PRESSED)
def test_a_button_beside_a_draft_that_was_changed_does_nothing_and_shows_what_it_says_now(
    cast: Cast, browsers: Browsers, change: Change, path: str, sent: dict[str, Any]
) -> None:
    page, copy = a_draft(cast)
    change(browsers(cast.organiser), page, copy)
    before = [(one.own_subject, one.own_text, one.is_left_out) for one in letters.copies(the_message())]
    answer = browsers(cast.facilitator).post(path.format(page=page, copy=copy), sent)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert CHANGED in words_of(html)
    assert set(versions(html)) == {"2"}
    assert [
        (one.own_subject, one.own_text, one.is_left_out) for one in letters.copies(the_message())
    ] == before
    assert the_message().is_draft


def test_what_was_chosen_of_a_time_stays_when_the_draft_was_changed(cast: Cast, browsers: Browsers) -> None:
    page, copy = a_draft(cast)
    reword(browsers(cast.organiser), page, copy)
    sent = {"day": "2017-05-16", "hour": "08:30", "version": 1}
    browser = browsers(cast.facilitator)
    html = browser.post(f"{page}/schedule", sent).get_data(as_text=True)
    assert ('value="2017-05-16"' in html, 'value="08:30"' in html) == (True, True)
    assert browser.post(f"{page}/schedule", sent | {"version": 2}).status_code == 303


def test_of_two_who_change_a_draft_the_later_sees_both_texts_and_decides(
    cast: Cast, browsers: Browsers
) -> None:
    page, copy = a_draft(cast)
    reword(browsers(cast.organiser), page, copy)
    browser = browsers(cast.facilitator)
    answer = browser.post(f"{page}/edit", MINE | {"version": 1})
    html = answer.get_data(as_text=True)
    assert (answer.status_code, the_message().text) == (409, THEIRS["text"])
    said = words_of(html)
    assert [said.count(one) for one in (CHANGED, *THEIRS.values(), *MINE.values())] == [1, 2, 1, 0, 1]
    assert 'value="Mine"' in html
    assert versions(html) == ["2"]
    assert browser.post(f"{page}/edit", MINE | {"version": 2}).status_code == 303
    assert the_message().text == MINE["text"]


def test_of_two_who_change_a_copy_the_later_sees_both_texts_and_decides(
    cast: Cast, browsers: Browsers
) -> None:
    page, copy = a_draft(cast)
    reword_copy(browsers(cast.organiser), page, copy)
    browser = browsers(cast.facilitator)
    answer = browser.post(copy, MINE | {"version": 1})
    html = answer.get_data(as_text=True)
    own = select(Copy.own_text).where(Copy.own_text.is_not(None))
    assert (answer.status_code, db.session.scalars(own).all()) == (409, [THEIRS["text"]])
    said = words_of(html)
    assert [said.count(one) for one in (CHANGED, *THEIRS.values(), MINE["text"])] == [1, 1, 1, 1]
    assert versions(html) == ["2"]
    assert browser.post(copy, MINE | {"version": 2}).status_code == 303
    assert db.session.scalars(own).all() == [MINE["text"]]


def test_every_form_beside_a_draft_says_which_version_it_stands_beside(
    cast: Cast, browsers: Browsers
) -> None:
    page, copy = a_draft(cast)
    browser = browsers(cast.facilitator)
    html = browser.get(page).get_data(as_text=True)
    assert versions(html) == ["1"] * 6  # send, send later, leave out of four
    assert f"{page}/discard?version=1" in html
    for form in (f"{page}/edit", copy):
        assert versions(browser.get(form).get_data(as_text=True)) == ["1"]


def test_what_waits_for_its_time_is_not_changed_from_a_page_that_was_open_before(
    cast: Cast, browsers: Browsers
) -> None:
    page, _copy = a_draft(cast)
    browsers(cast.organiser).post(f"{page}/schedule", {"day": "2017-05-16", "hour": "08:30", "version": 1})
    answer = browsers(cast.facilitator).post(f"{page}/edit", MINE | {"version": 1})
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "This message waits for its time. Stop it and make it a draft again" in words_of(html)
    assert "What I wrote." in html


@pytest.mark.parametrize("is_copy", [False, True])
def test_where_nothing_can_be_saved_any_more_what_was_typed_stands_without_a_button(
    cast: Cast, browsers: Browsers, is_copy: bool
) -> None:
    page, copy = a_draft(cast)
    reword(browsers(cast.organiser), page, copy)
    browsers(cast.organiser).post(f"{page}/send", {"version": 2})
    answer = browsers(cast.facilitator).post(copy if is_copy else f"{page}/edit", MINE | {"version": 1})
    said = words_of(answer.get_data(as_text=True))
    assert answer.status_code == 409
    assert "This message is on its way and can no longer be changed." in said
    assert "What I wrote. " in said
    assert "What you wrote was not saved. Copy it before you leave this page." in said
    assert ("Save" in said, "If you save now" in said) == (False, False)


def test_what_was_typed_for_a_draft_that_somebody_threw_away_is_given_back(
    cast: Cast, browsers: Browsers
) -> None:
    page, _copy = a_draft(cast)
    browsers(cast.organiser).post(f"{page}/discard?version=1")
    browser = browsers(cast.facilitator)
    answer = browser.post(f"{page}/edit", MINE | {"version": 1})
    said = words_of(answer.get_data(as_text=True))
    gone = "What you sent this to is gone. Somebody may have thrown it away, or it is no longer open to you."
    assert answer.status_code == 404
    assert f"{gone} What you wrote stands below." in said
    assert "What I wrote." in said
    pressed = words_of(browser.post(f"{page}/send", {"version": 1}).get_data(as_text=True))
    assert (gone in pressed, "stands below" in pressed) == (True, False)
    assert "The page has moved" in words_of(browser.get(page).get_data(as_text=True))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (
            ("schedule", {"day": "2017-05-16", "hour": "08:30", "version": 1}),
            "This message waits for its time. Stop it and make it a draft again to change it.",
        ),
        (("send", {"version": 1}), "This message is on its way and can no longer be changed."),
    ],
)
def test_what_is_no_draft_any_more_opens_no_form_and_says_why(
    cast: Cast, browsers: Browsers, sent: tuple[str, dict[str, Any]], said: str
) -> None:
    page, copy = a_draft(cast)
    browser = browsers(cast.facilitator)
    browser.post(f"{page}/{sent[0]}", sent[1])
    browser.get(page)
    for form in (f"{page}/edit", copy):
        answer = browser.get(form)
        assert (answer.status_code, answer.location) == (303, page)
        assert browser.text(page).count(said) == 1
