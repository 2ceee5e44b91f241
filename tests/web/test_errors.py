"""Error pages: a sentence for people, nothing of what is inside, and standing when the database is away."""

from pathlib import Path

import pytest
from flask import Flask
from msgspec.structs import replace

from collab import db
from collab.app import create_app
from collab.config import Settings
from tests.conftest import Browsers
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.updates.written import a_post
from tests.web.conftest import add_probes


@pytest.mark.parametrize(
    ("path", "status", "heading"),
    [
        ("/probe/not-found", 404, "This page cannot be shown"),
        ("/probe/forbidden", 403, "You may not do this"),
        ("/probe/too-many", 429, "Too many tries"),
        ("/probe/broken-page", 500, "Something broke on our side"),
        ("/probe/away", 503, "Closed for a moment"),
    ],
)
def test_an_error_is_a_page_that_says_nothing_of_the_inside(
    probing: Flask, cast: Cast, path: str, status: int, heading: str
) -> None:
    for browser in (Browser(probing), Browser(probing, cast.culture)):
        answer = browser.get(path)
        assert answer.status_code == status
        assert f"<h1>{heading}</h1>" in answer.text
        assert "hemligt" not in answer.text
        assert "Traceback" not in answer.text


def test_who_may_not_is_led_to_those_who_can_change_it(probing: Flask) -> None:
    answer = Browser(probing).get("/probe/forbidden")
    assert 'href="/contact">Write to those who lead the programme</a>' in answer.text


def test_who_is_signed_in_is_led_home_from_a_page_that_is_not_there(probing: Flask, cast: Cast) -> None:
    visitor, member = (
        b.get("/probe/not-found").text for b in (Browser(probing), Browser(probing, cast.culture))
    )
    assert "Sign in if you expected to see it." in visitor
    assert "Sign in" not in member
    assert 'href="/home">Go to your home page</a>' in member
    assert ['id="menu"' in page for page in (visitor, member)] == [False, True]


def test_who_may_not_keeps_the_menu(probing: Flask, cast: Cast) -> None:
    both = Browser(probing), Browser(probing, cast.culture)
    pages = [browser.get("/probe/forbidden").text for browser in both]
    assert ['id="menu"' in page for page in pages] == [False, True]


def test_what_was_too_large_is_sent_again_from_where_it_was_typed(probing: Flask) -> None:
    answer = Browser(probing).client.post("/contact", data={"text": "x" * 600_000})
    assert answer.status_code == 413
    assert "Go back in the browser: what you typed is still there. Shorten the text" in answer.text
    assert "Load the page again" not in answer.text


def test_a_file_that_was_too_large_is_told_how_large_one_may_be(probing: Flask) -> None:
    answer = Browser(probing).client.post(
        "/contact",
        content_type="multipart/form-data; boundary=a",
        environ_overrides={"CONTENT_LENGTH": "27000000"},
    )
    assert answer.status_code == 413
    assert "A file or a picture may have at most 25 MB: choose a smaller one" in answer.text


def test_who_tried_too_often_is_told_when_to_come_back(probing: Flask) -> None:
    answer = Browser(probing).get("/probe/too-many")
    assert answer.headers["Retry-After"] == "61"
    assert "It is open to you again in about 2 minutes." in answer.text


def test_an_error_of_ours_carries_the_number_that_the_log_has(probing: Flask) -> None:
    answer = Browser(probing).get("/probe/broken-page")
    assert f"If you write to us, give this number: {answer.headers['X-Request-Id']}" in answer.text


@pytest.fixture
def homeless(site: Flask, settings: Settings, tmp_path: Path) -> Flask:
    """A site whose database cannot be reached."""
    nowhere = f"sqlite:///{tmp_path}/no/such/folder/site.sqlite3"
    return add_probes(create_app(replace(settings, database_url=nowhere)))


@pytest.mark.parametrize("path", ["/", "/probe/database", "/home", "/nowhere", "/health/ready"])
@pytest.mark.parametrize(("language", "heading"), [("en", "Closed for a moment"), ("sv", "Stängt en stund")])
def test_without_a_database_every_page_says_so(
    homeless: Flask, path: str, language: str, heading: str
) -> None:
    browser = Browser(homeless, language=language)
    with browser.client.session_transaction() as session:
        session["sign-in"] = "somebody who was signed in"
    answer = browser.get(path)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert f"<h1>{heading}</h1>" in answer.text


def test_without_a_database_the_process_still_lives(homeless: Flask) -> None:
    assert homeless.test_client().get("/health/live").text == "alive\n"


def test_the_address_of_a_button_leads_to_the_page_that_it_is_on(cast: Cast, browsers: Browsers) -> None:
    update = a_post(cast.project, cast.culture)
    db.session.commit()
    browser = browsers(cast.business)
    for address in (f"/updates/{update.key}/comments", f"/updates/{update.key}/acknowledgement"):
        led = browser.get(address)
        assert (led.status_code, led.location) == (303, f"/updates/{update.key}")
    assert browser.client.delete(f"/updates/{update.key}/comments").status_code == 405
