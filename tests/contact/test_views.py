"""The pages of contact, for those who write and those who answer."""

import pytest
from flask import Flask
from sqlalchemy import select

from collab import db
from collab.contact import actions, queries
from collab.contact.models import View
from collab.mail.models import Mail
from tests.conftest import Browsers
from tests.support.browser import words_of
from tests.support.cast import Cast
from tests.support.statements import statements_of

FIELDS = {"text": "Kartan går inte att läsa i solen.", "email": "visitor@example.org"}


def test_a_visitor_writes_and_gets_the_receipt_on_screen(browsers: Browsers, cast: Cast) -> None:
    browser = browsers()
    answer = browser.post("/contact", FIELDS)
    view = db.session.scalars(select(View)).one()
    assert (answer.status_code, answer.location) == (303, f"/contact/{view.key}")
    assert (view.programme, view.language, view.email) == (cast.programme, "en", "visitor@example.org")
    text = browser.text(f"/contact/{view.key}")
    assert "We have your view" in text
    assert view.number in text
    assert "Kartan går inte att läsa i solen." in text


def test_without_an_address_one_is_told_to_keep_the_page(browsers: Browsers) -> None:
    browser = browsers()
    receipt = browser.post("/contact", {"text": "Bra!"}).location or ""
    assert "Save the address of this page" in browser.text(receipt)


def test_the_address_of_one_who_is_signed_in_is_filled_in(browsers: Browsers, cast: Cast) -> None:
    assert 'value="culture@example.org"' in browsers(cast.culture).get("/contact").get_data(as_text=True)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": ""}, '"#text">Write what you want to say.'),
        ({"text": " \n\0 "}, '"#text">Write what you want to say.'),
        ({"text": "x" * 4001}, '"#text">Write at most 4000 characters.'),
        ({"text": "x", "email": "visitor"}, '"#email">An e-mail address looks like name@municipality.se.'),
        ({"text": "x", "email": "örjan@b.se"}, '"#email">An e-mail address looks like'),
        ({"text": "x", "email": "a@b.se\r\nBcc: c@d.se"}, '"#email">An e-mail address looks like'),
    ],
)
def test_a_mistake_is_said_at_its_field_and_what_was_typed_stays(
    browsers: Browsers, fields: dict[str, str], said: str
) -> None:
    answer = browsers().post("/contact", fields)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f"href={said}" in page
    assert "<title>Error: Send us your views – Collab</title>" in page
    assert db.session.query(View).count() == 0


def test_what_was_written_is_shown_and_not_run(browsers: Browsers) -> None:
    browser = browsers()
    receipt = browser.post("/contact", {"text": "<script>alert(1)</script>"}).location or ""
    page = browser.get(receipt).get_data(as_text=True)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_five_views_in_ten_minutes_from_one_place(browsers: Browsers, one_window: None) -> None:
    browser = browsers()
    codes = [browser.post("/contact", {"text": f"View {i}"}).status_code for i in range(6)]
    assert codes == [303] * 5 + [429]
    assert db.session.query(View).count() == 5


def test_past_the_limit_the_form_comes_back_as_it_was_filled_in(browsers: Browsers, one_window: None) -> None:
    browser = browsers()
    answers = [browser.post("/contact", {"about": "Kartan", **FIELDS}) for _ in range(6)]
    answer = answers[-1]
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 600
    assert "<title>Error: Send us your views – Collab</title>" in answer.text
    assert "What you wrote is still here: send it again in about" in answer.text
    assert f">\r\n{FIELDS['text']}</textarea>" in answer.text
    assert 'value="Kartan"' in answer.text
    assert f'value="{FIELDS["email"]}"' in answer.text
    assert "guess" not in answer.text


def test_nobody_is_flooded_with_receipts_of_views_that_others_write(
    browsers: Browsers, one_window: None
) -> None:
    addresses = ["victim@example.org", " VICTIM@example.org", "victim@example.org", "Victim@example.org"]
    browser = browsers()
    answers = [browser.post("/contact", {"text": "Bra!", "email": to}) for to in addresses]
    assert [answer.status_code for answer in answers] == [303] * 4
    assert (db.session.query(View).count(), db.session.query(Mail).count()) == (4, 3)
    assert "Save the address of this page" in browser.text(answers[-1].location or "")
    assert "The receipt is on its way" in browser.text(answers[0].location or "")


def test_mistakes_do_not_count(browsers: Browsers, one_window: None) -> None:
    browser = browsers()
    for _ in range(6):
        browser.post("/contact", {"text": ""})
    assert browser.post("/contact", {"text": "At last"}).status_code == 303


def test_a_view_needs_the_forms_token(site: Flask) -> None:
    assert site.test_client().post("/contact", data=FIELDS).status_code == 400


@pytest.mark.parametrize("key", ["nothing", "%00", "x" * 500])
def test_a_receipt_that_is_none_does_not_exist(browsers: Browsers, key: str) -> None:
    assert browsers().get(f"/contact/{key}").status_code == 404


def test_the_receipt_is_in_no_search_engine_and_in_no_cache(browsers: Browsers, view: View) -> None:
    answer = browsers().get(f"/contact/{view.key}")
    assert '<meta name="robots" content="noindex">' in answer.get_data(as_text=True)
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_organiser_reads_answers_and_lands_on_those_that_wait(
    browsers: Browsers, cast: Cast, view: View
) -> None:
    browser = browsers(cast.organiser)
    address = f"/programmes/{cast.programme.slug}/views"
    assert "One waits for an answer" in browser.text(address)
    assert "Kartan går inte att läsa i solen." in browser.text(f"/views/{view.key}")
    answer = browser.post(f"/views/{view.key}/answer", {"text": "Vi gör den mörkare."})
    assert (answer.status_code, answer.location) == (303, address)
    assert "Nothing waits" in browser.text(address)
    assert "Vi gör den mörkare." in browsers().text(f"/contact/{view.key}")


def test_an_empty_answer_is_said_at_its_field(browsers: Browsers, cast: Cast, view: View) -> None:
    answer = browsers(cast.organiser).post(f"/views/{view.key}/answer", {"text": "  "})
    assert answer.status_code == 422
    assert 'href="#text">Write an answer.' in answer.get_data(as_text=True)


def test_who_answers_second_is_told_and_keeps_what_was_typed(
    browsers: Browsers, cast: Cast, view: View
) -> None:
    with db.transaction():
        actions.answer_view(view, "First.", by=cast.organiser)
    answer = browsers(cast.organiser).post(f"/views/{view.key}/answer", {"text": "Second."})
    text = words_of(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert "Somebody has answered this view already. Yours was not sent." in text
    assert "First." in text
    assert "Second." in text


@pytest.mark.parametrize("handle", ["culture", "facilitator", "outsider"])
def test_nobody_else_knows_of_views(browsers: Browsers, cast: Cast, view: View, handle: str) -> None:
    browser = browsers(getattr(cast, handle))
    assert browser.get(f"/programmes/{cast.programme.slug}/views").status_code == 404
    assert browser.get(f"/views/{view.key}").status_code == 404
    assert browser.post(f"/views/{view.key}/answer", {"text": "x"}).status_code == 404


def test_those_that_wait_come_first_and_the_oldest_of_them(cast: Cast) -> None:
    with db.transaction():
        written = [
            actions.receive_view(text, programme=cast.programme, email="", language="sv")
            for text in ("first", "second", "third", "fourth")
        ]
        actions.answer_view(written[0], "yes", by=cast.organiser)
        actions.answer_view(written[2], "yes", by=cast.organiser)
    rows = queries.list_views(cast.programme, viewer=cast.organiser)
    assert [row.excerpt for row in rows] == ["second", "fourth", "third", "first"]
    assert queries.count_waiting(cast.programme, viewer=cast.organiser) == 2


def test_as_many_wait_as_stand_in_the_viewers_list(cast: Cast) -> None:
    with db.transaction():
        actions.receive_view("before there was a programme", programme=None, email="", language="sv")
        actions.receive_view("of the programme", programme=cast.programme, email="", language="sv")

    def counted() -> tuple[int, int]:
        listed = queries.list_views(cast.programme, viewer=cast.organiser)
        return len(listed), queries.count_waiting(cast.programme, viewer=cast.organiser)

    assert counted() == (1, 1)
    cast.organiser.is_site_organiser = True
    assert counted() == (2, 2)


def test_the_list_costs_two_statements_however_long(cast: Cast) -> None:
    for more in (1, 2):
        with db.transaction():
            for i in range(more):
                actions.receive_view(f"view {i}", programme=cast.programme, email="", language="sv")
        db.session.refresh(cast.programme)
        db.session.refresh(cast.organiser)
        assert statements_of(lambda: queries.list_views(cast.programme, viewer=cast.organiser)) == 2


def test_a_link_from_a_project_brings_its_name_along(cast: Cast, browsers: Browsers) -> None:
    html = browsers().get("/contact?about=Open+doors%3Cscript%3E").get_data(as_text=True)
    assert 'value="Open doors&lt;script&gt;"' in html


def test_a_view_begins_with_its_subject_and_needs_words_of_its_own(cast: Cast, browsers: Browsers) -> None:
    browser = browsers()
    assert browser.post("/contact", {"about": "Open doors", "text": " "}).status_code == 422
    browser.post("/contact", {"about": "Open doors", "text": "We want to join."})
    assert db.session.scalars(select(View)).one().text == "Open doors\n\nWe want to join."
