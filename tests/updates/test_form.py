"""The form of an update: what it asks by kind, what is folded away, what its buttons say and what follows."""

import re
from datetime import timedelta

import pytest

from collab import clock, db
from collab.updates import actions
from collab.updates.models import Kind
from tests.conftest import Browsers
from tests.support.browser import words_of
from tests.support.cast import Cast
from tests.updates.sent import NEW, a_file, filled, the_update
from tests.updates.written import WHOLE, a_draft

SAVED = "The draft is saved. Only you see it. Go on here, or come back to it from your home page."
LABELS = {
    Kind.PROGRESS: "What has happened?",
    Kind.SUCCESS: "What has gone well?",
    Kind.LEARNED: "What have you learned?",
    Kind.QUESTION: "What do you want to ask?",
    Kind.JOIN: "What do you invite to?",
}


def asked(html: str) -> str:
    """What the text is called."""
    return re.findall(r'<label for="text">([^<]*)</label>', html)[0]


def is_open(html: str, fold: str) -> bool:
    return " open" in re.findall(rf'<details[^>]* id="{fold}"[^>]*>', html)[0]


def said_by_button(html: str) -> str:
    """What the button says that publishes."""
    button = re.findall(r'<button[^>]* name="publish"[^>]*>(.*?)</button>', html)[0]
    return button.replace("\N{NO-BREAK SPACE}", " ")


def test_a_draft_saved_by_its_button_says_so_at_the_top_and_one_that_saves_itself_is_still(
    cast: Cast, browsers: Browsers
) -> None:
    browser = browsers(cast.culture)
    by_button = browser.post(NEW, filled(draft="1"), follow_redirects=True).get_data(as_text=True)
    by_itself = browser.post(
        f"/updates/{the_update().key}/edit",
        filled(draft="itself", text="More", version="1"),
        follow_redirects=True,
    ).get_data(as_text=True)
    assert [words_of(page).count(SAVED) for page in (by_button, by_itself)] == [1, 0]
    assert the_update().text == "More"


def test_a_report_that_waited_and_was_changed_says_that_it_waits_no_longer(
    cast: Cast, browsers: Browsers
) -> None:
    draft = a_draft(cast.project, cast.culture)
    actions.schedule(draft, WHOLE, at=clock.now() + timedelta(days=1))
    db.session.commit()
    fields = filled(draft="1", text="Other", version=str(draft.version), goes_out="2017-05-16T09:00")
    page = browsers(cast.culture).post(f"/updates/{draft.key}/edit", fields, follow_redirects=True)
    said = "It is saved, and only you see it. It no longer goes out by itself: publish it when you are done."
    words = words_of(page.get_data(as_text=True))
    assert [words.count(sentence) for sentence in (said, SAVED)] == [1, 0]


@pytest.mark.parametrize("kind", Kind)
def test_a_link_to_the_form_for_a_kind_asks_as_that_kind_does(
    cast: Cast, browsers: Browsers, kind: Kind
) -> None:
    html = browsers(cast.culture).get(f"{NEW}?kind={kind}").get_data(as_text=True)
    assert asked(html) == LABELS[kind]
    assert re.findall(r'<option [^>]*selected[^>]* value="(\w+)"', html)[0] == kind


def test_a_kind_that_nobody_knows_begins_a_report(cast: Cast, browsers: Browsers) -> None:
    assert (
        asked(browsers(cast.culture).get(f"{NEW}?kind=boast").get_data(as_text=True)) == "What has happened?"
    )


def test_a_form_that_comes_back_asks_as_its_kind_does(cast: Cast, browsers: Browsers) -> None:
    answer = browsers(cast.culture).post(NEW, filled(kind="join", text="", publish="1"))
    assert (answer.status_code, asked(answer.get_data(as_text=True))) == (422, "What do you invite to?")


def test_each_kind_tells_the_page_what_it_asks_and_whether_it_does_without_status(
    cast: Cast, browsers: Browsers
) -> None:
    html = browsers(cast.culture).get(NEW).get_data(as_text=True)
    options = re.findall(r"<option (data-[^>]*)>", html)
    told = {re.findall(r'value="(\w+)"', one)[0]: one for one in options}
    assert {kind: re.findall(r'data-asks="([^"]*)"', told[kind])[0] for kind in told} == LABELS
    assert {kind for kind, one in told.items() if "data-alone" in one} == {"question", "join"}
    assert is_open(html, "report")  # without JavaScript nothing is folded away


def test_what_is_optional_is_folded_away_until_it_holds_something_or_something_is_wrong_in_it(
    cast: Cast, browsers: Browsers
) -> None:
    browser = browsers(cast.culture)
    goal = re.findall(r'name="goals" value="(\d+)"', browser.get(NEW).get_data(as_text=True))[0]
    sent = {
        "nothing": filled(text="", publish="1"),
        "a goal": filled(text="", publish="1", goals=goal),
        "a picture": filled(text="", publish="1", **{"pictures-0-file": a_file()}),
        "no picture": filled(publish="1", **{"pictures-0-file": a_file("bild.jpg", b"no picture")}),
        "its words alone": filled(publish="1", **{"pictures-0-alternative": "A platform"}),
        "a button in it": filled(more="1"),
    }
    pages = {what: browser.post(NEW, fields).get_data(as_text=True) for what, fields in sent.items()}
    folded = [what for what, page in {"new": browser.get(NEW).get_data(as_text=True), **pages}.items()
              if not is_open(page, "extras")]  # fmt: skip
    assert folded == ["new", "nothing"]


def test_the_button_names_the_time_that_is_chosen(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.culture)
    times = {
        "": "Publish the update",
        "2017-06-12T08:00": "Publish 12 June at 08:00",
        "2017-05-01T08:00": "Publish the update",  # it has passed
        "tomorrow": "Publish the update",
    }
    for time, said in times.items():
        answer = browser.post(NEW, filled(text="", goes_out=time, publish="1")).get_data(as_text=True)
        assert said_by_button(answer) == said, time
    assert said_by_button(browser.get(NEW).get_data(as_text=True)) == "Publish the update"
