"""What mail about an account says."""

import re

from flask import Flask

from collab import db
from collab.accounts import actions
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.pages import faults_of
from tests.support.post import delivered


def test_the_mailed_link_signs_in_and_leads_where_one_was_going(site: Flask, cast: Cast) -> None:
    with db.transaction():
        cast.culture.language = "en"
        actions.send_link(cast.culture.email, next_path="/account?a=1&b=2")
    (mail,) = delivered()
    assert (mail.subject, mail.failure) == ("Your sign-in link", "")
    assert faults_of(mail.html) == []
    address = re.findall(r"^http://localhost(/\S+)$", mail.text, re.M)[0]
    browser = Browser(site)
    page = browser.get(address).get_data(as_text=True)
    assert 'name="next" value="/account?a=1&amp;b=2"' in page
    answer = browser.post(address.partition("?")[0], {"next": "/account?a=1&b=2"})
    assert answer.location == "/account?a=1&b=2"


def test_a_link_is_written_to_a_swede_in_swedish(site: Flask, cast: Cast) -> None:
    with db.transaction():
        actions.send_link(cast.culture.email)
    (mail,) = delivered()
    assert mail.subject == "Din inloggningslänk"
    assert '<html lang="sv">' in mail.html


def test_once_a_link_is_sent_the_outbox_no_longer_holds_its_secret_apart(site: Flask, cast: Cast) -> None:
    with db.transaction():
        actions.send_link(cast.culture.email)
    (mail,) = delivered()
    assert mail.values == {}


def test_a_changed_password_is_told_with_what_to_do_if_it_was_not_you(site: Flask, cast: Cast) -> None:
    with db.transaction():
        cast.culture.language = "en"
        actions.change_password(cast.culture, "hash")
    (mail,) = delivered()
    assert mail.subject == "Your password has been changed"
    assert faults_of(mail.html) == []
    assert "If it was not you: ask for a sign-in link at once" in mail.text
    assert "http://localhost/sign-in\n" in mail.text
    assert "hash" not in mail.text + mail.html
