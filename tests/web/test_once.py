"""The same form sent twice is carried out once, whatever it is and however soon it comes again."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from collab import clock, db
from collab.contact.models import View
from collab.updates.models import Comment, Update
from collab.web import once
from collab.web.once import Answered
from tests.conftest import Browsers
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.statements import statements_of
from tests.support.together import AT_ONCE, together
from tests.updates.sent import NEW, a_file, count_of, filled
from tests.updates.written import a_post
from tests.web.conftest import written

ROOT = Path(__file__).resolve().parents[2]
KEY = {"idempotency_key": "the-key"}
VIEW = {"about": "A ramp", "text": "The ramp is too steep for a chair.", "email": ""}


def an_update(**changes: Any) -> dict[str, Any]:
    """An update whose own key is not sent, so that only the request's key can tell."""
    return filled(form_key=None, publish="1", **KEY, **changes)


def key_of(html: str) -> str:
    found = re.search(r'name="idempotency_key" value="([^"]+)"', html)
    assert found
    return found[1]


def test_every_form_that_writes_carries_a_key_of_its_own(cast: Cast, browsers: Browsers) -> None:
    pages = [p for p in (ROOT / "templates").rglob("*.html") if "mail" not in p.parts]
    forms = [
        (path.name, form)
        for path in pages
        for form in re.findall(r'<form[^>]*method="post".*?</form>', path.read_text(encoding="utf-8"), re.S)
    ]
    assert len(forms) >= 40
    assert [name for name, form in forms if "{{ csrf() }}" not in form] == ["error.html"]
    # which sends again what was sent, under its own key
    browser = browsers(cast.culture)
    html = browser.get(NEW).get_data(as_text=True) + browser.get(NEW).get_data(as_text=True)
    keys = re.findall(r'name="idempotency_key" value="([^"]{22})"', html)
    assert len(keys) == len(set(keys)) == html.count('method="post"') >= 4


def test_a_form_sent_again_is_one_thing_and_gets_the_same_answer(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.culture)
    first, again = (browser.post(NEW, an_update(**{"pictures-0-file": a_file(),
                    "pictures-0-alternative": "A platform"})) for _ in range(2))  # fmt: skip
    made = db.session.scalars(select(Update)).one()
    assert [(a.status_code, a.location) for a in (first, again)] == [(303, f"/updates/{made.key}")] * 2
    assert browser.text(again.location).count("The update is published.") == 1


@pytest.mark.parametrize("change", [{"text": "The jury is back."}, {"next_step": "Write to the six"}])
def test_what_was_corrected_after_going_back_is_not_thrown_away(
    cast: Cast, browsers: Browsers, change: dict[str, str]
) -> None:
    browser = browsers(cast.culture)
    fields = {**KEY, "publish": "1"}
    assert browser.post(NEW, filled(**fields)).status_code == 303
    assert browser.post(NEW, filled(**fields, version="1", **change)).status_code == 303
    made = db.session.scalars(select(Update)).one()
    assert [getattr(made, name) for name in change] == list(change.values())


def test_another_file_under_the_same_name_is_another_request(cast: Cast, browsers: Browsers) -> None:
    browser, named = browsers(cast.culture), {"pictures-0-alternative": "A platform"}
    for data in (None, b"no picture"):
        browser.post(NEW, an_update(**named, **{"pictures-0-file": a_file(data=data)}))
    answer = browser.post(NEW, an_update(**named, **{"pictures-0-file": a_file(data=b"no picture")}))
    assert answer.status_code == 422
    assert count_of(Update) == 1


def test_the_key_of_another_person_or_another_address_is_no_hit(cast: Cast, browsers: Browsers) -> None:
    first, second = (a_post(cast.project, cast.culture).key for _ in range(2))
    db.session.commit()
    fields = {"text": "Well done", **KEY}
    here = (cast.facilitator, first)
    for person, key in (here, (cast.colleague, first), (cast.facilitator, second), here):
        assert browsers(person).post(f"/updates/{key}/comments", fields).status_code == 303
    assert count_of(Comment) == 3


def test_a_header_does_the_same_for_clients(cast: Cast, browsers: Browsers) -> None:
    browser, headers = browsers(cast.culture), {"Idempotency-Key": "from a client"}
    fields = filled(form_key=None, publish="1")
    locations = {browser.post(NEW, fields, headers=headers).location for _ in range(2)}
    assert (len(locations), count_of(Update)) == (1, 1)


def test_without_a_key_everything_is_as_before(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.culture)
    for text in ("We have measured it.", "We have drawn it."):
        browser.post(NEW, filled(form_key=None, publish="1", text=text))
    assert (count_of(Update), count_of(Answered)) == (2, 0)


def test_a_request_that_failed_leaves_no_key_behind(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.culture)
    assert browser.post(NEW, an_update(status="")).status_code == 422
    assert count_of(Answered) == 0
    assert browser.post(NEW, an_update()).status_code == 303
    assert (count_of(Answered), count_of(Update)) == (1, 1)


@pytest.mark.parametrize("name", ["broken", "rule", "invalid", "commit"])
def test_only_an_answer_that_was_committed_and_leads_on_is_kept(probing: Flask, name: str) -> None:
    browser = Browser(probing)
    assert [browser.post(f"/probe/{name}", KEY).status_code for _ in range(2)] == [
        {"broken": 500, "rule": 303, "invalid": 422, "commit": 200}[name]
    ] * 2
    assert (written(), count_of(Answered)) == (2 if name == "commit" else 0, 0)


def test_two_visitors_with_the_same_key_are_two(cast: Cast, site: Flask) -> None:
    visitors = [Browser(site, language="en") for _ in range(2)]
    tokens = [key_of(visitor.get("/contact").get_data(as_text=True)) for visitor in visitors]
    assert tokens[0] != tokens[1]
    for visitor in (*visitors, *visitors):
        token = re.search(
            r'name="csrf_token" value="([^"]+)"', visitor.get("/contact").get_data(as_text=True)
        )
        assert token
        assert visitor.post("/contact", {**VIEW, **KEY, "csrf_token": token[1]}).status_code == 303
    assert count_of(View) == 2


def test_a_repeat_costs_a_visitor_nothing_of_what_he_may_send(cast: Cast, browsers: Browsers) -> None:
    visitor = browsers()
    answers = [visitor.post("/contact", {**VIEW, **KEY}).status_code for _ in range(8)]
    assert (answers, count_of(View)) == ([303] * 8, 1)


def test_a_session_that_begins_or_ends_and_a_cookie_are_given_each_time(
    cast: Cast, browsers: Browsers
) -> None:
    browser = browsers(cast.culture)
    for _ in range(2):
        chosen = browser.post("/account/language", {"code": "sv", **KEY})
        assert "language=sv" in chosen.headers["Set-Cookie"]
    assert browser.post("/sign-out", KEY).status_code == 303
    assert count_of(Answered) == 0


def test_a_form_sent_many_times_at_once_is_carried_out_once(cast: Cast, browsers: Browsers) -> None:
    key = a_post(cast.project, cast.culture).key
    db.session.commit()
    senders = [browsers(cast.culture) for _ in range(AT_ONCE)]
    fields = {"text": "Well done", **KEY}
    updates = together(lambda n: senders[n].post(NEW, an_update()).location)
    comments = together(lambda n: senders[n].post(f"/updates/{key}/comments", fields).location)
    made, comment = (
        db.session.scalars(select(Update).where(Update.key != key)).one(),
        db.session.scalars(select(Comment)).one(),
    )
    assert updates == [f"/updates/{made.key}"] * AT_ONCE
    assert comments == [f"/updates/{key}#comment-{comment.key}"] * AT_ONCE


def test_whom_a_rule_refuses_because_the_first_was_quicker_gets_the_firsts_answer(
    cast: Cast, browsers: Browsers
) -> None:
    key = a_post(cast.project, cast.culture).key
    db.session.commit()
    senders = [browsers(cast.culture) for _ in range(AT_ONCE)]
    codes = together(lambda n: senders[n].post(f"/updates/{key}/withdrawal", KEY))
    assert {(a.status_code, a.location) for a in codes} == {(303, "/projects/oppna-dorrar/updates")}


def test_a_key_costs_a_write_two_statements_and_a_page_none(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.culture)
    browser.post(NEW, filled(form_key=None, publish="1"))
    without = statements_of(lambda: browser.post(NEW, filled(form_key=None, publish="1")))
    assert statements_of(lambda: browser.post(NEW, an_update())) == without + 2
    browser.get(NEW)
    sent: list[int] = [statements_of(lambda: browser.get(NEW)) for _ in range(2)]
    assert count_of(Answered) == 1
    assert sent[0] == sent[1]


def test_keys_are_forgotten_after_a_week(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.culture)
    browser.post(NEW, an_update())
    once.forget_old()
    assert count_of(Answered) == 1
    with db.transaction():
        db.session.execute(update(Answered).values(at=clock.real() - timedelta(days=7, minutes=1)))
    once.forget_old()
    assert db.session.scalar(select(func.count()).select_from(Answered)) == 0
