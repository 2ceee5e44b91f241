"""The demonstration's outbox: mail that can be read, and cannot do anything."""

import re

import pytest

from collab import db
from collab.accounts import actions
from collab.mail.models import Mail
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.post import delivered


@pytest.fixture
def mail(players: Cast) -> Mail:
    """A sign-in link for the head of culture, Kristianstad, as the worker delivered it."""
    with db.transaction():
        players.culture.language = "en"
        actions.send_link(players.culture.email)
    return delivered()[0]


def test_an_empty_outbox_says_what_to_do(visitor: Browser) -> None:
    assert "No mail yet" in visitor.text("/demo/outbox")


def test_mail_that_the_worker_has_not_reached_is_on_its_way(visitor: Browser, players: Cast) -> None:
    with db.transaction():
        actions.send_link(players.culture.email)
    assert "On its way. Load the page again in a moment. culture@example.org" in visitor.text("/demo/outbox")


def test_sent_mail_is_listed_by_subject_and_reader(visitor: Browser, mail: Mail) -> None:
    assert "Your sign-in link culture@example.org just now" in visitor.text("/demo/outbox")


def test_a_subject_is_spoken_in_the_language_of_its_reader(visitor: Browser, players: Cast) -> None:
    with db.transaction():
        players.culture.language = "sv"
        actions.send_link(players.culture.email)
    delivered()
    assert ' lang="sv">Din inloggningslänk</a>' in visitor.get("/demo/outbox").text


def test_the_link_in_a_mail_can_be_pressed_and_signs_in(visitor: Browser, mail: Mail) -> None:
    page = visitor.get(f"/demo/outbox/{mail.key}").get_data(as_text=True)
    address = re.findall(r'<a href="http://localhost(/sign-in/link/[^"]+)"', page)[0]
    assert visitor.post(address).status_code == 303
    assert "Head of culture, Kristianstad" in visitor.text("/account")


def test_the_html_of_a_mail_is_shut_in(visitor: Browser, mail: Mail) -> None:
    answer = visitor.get(f"/demo/outbox/{mail.key}/html")
    assert answer.get_data(as_text=True) == mail.html
    assert (
        answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_hostile_words_in_a_mail_are_words(visitor: Browser, mail: Mail) -> None:
    with db.transaction():
        mail.subject = mail.text = "<script>alert(1)</script> javascript:alert(1)"
    page = visitor.get(f"/demo/outbox/{mail.key}").get_data(as_text=True)
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


@pytest.mark.parametrize("path", ["/demo/outbox/nothing", "/demo/outbox/nothing/html"])
def test_a_mail_that_is_none_does_not_exist(visitor: Browser, path: str) -> None:
    assert visitor.get(path).status_code == 404


def test_a_mail_without_html_has_no_such_page(visitor: Browser, players: Cast) -> None:
    with db.transaction():
        actions.send_link(players.culture.email)
    (mail,) = db.session.query(Mail).all()
    assert visitor.get(f"/demo/outbox/{mail.key}/html").status_code == 404
    assert "A mail on its way" in visitor.text(f"/demo/outbox/{mail.key}")
