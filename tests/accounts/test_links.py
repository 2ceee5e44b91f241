"""Signing in by a mailed link: ten minutes, once, and the same answer for everybody."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import update

from collab import clock, db
from collab.accounts import actions, queries
from collab.accounts.models import SecurityKind, SignIn, SignInLink
from collab.accounts.queries import LinkState
from collab.accounts.tokens import fingerprint
from tests.accounts.conftest import ELSEWHERE, logged, mails
from tests.conftest import Browsers
from tests.support.browser import Browser, words_of
from tests.support.cast import Cast


@pytest.fixture
def token(cast: Cast) -> str:
    """A link that was mailed to the head of culture, Kristianstad."""
    with db.transaction():
        return actions.make_link(cast.culture)


def ask(browser: Browser, email: str, **fields: str) -> str:
    answer = browser.post("/sign-in/link", {"link-email": email, **fields})
    assert (answer.status_code, answer.location) == (303, "/sign-in/link")
    return browser.text("/sign-in/link")


def test_a_link_is_mailed_in_the_language_of_its_reader(browsers: Browsers, cast: Cast) -> None:
    ask(browsers(), cast.culture.email, **{"link-next": "/account"})
    (mail,) = mails()
    assert (mail.to, mail.language, mail.template) == (cast.culture.email, "sv", "accounts/mail/sign_in_link")
    assert mail.values["next"] == "/account"
    assert queries.state_of_link(mail.values["token"]) is LinkState.OPEN
    assert logged() == [SecurityKind.LINK_SENT]


def test_the_answer_is_the_same_whether_or_not_there_is_an_account(browsers: Browsers, cast: Cast) -> None:
    known = ask(browsers(), cast.culture.email).replace(cast.culture.email, "ADDRESS")
    unknown = ask(browsers(), "nobody@example.org").replace("nobody@example.org", "ADDRESS")
    assert known == unknown
    assert "If there is an account for ADDRESS, a link is on its way. It is good for ten minutes." in known
    assert [mail.to for mail in mails()] == [cast.culture.email]


def test_asking_writes_as_much_whether_or_not_there_is_an_account(browsers: Browsers, cast: Cast) -> None:
    ask(browsers(), "nobody@example.org")
    (link,) = db.session.query(SignInLink).all()
    assert link.person_id is None
    assert logged() == [SecurityKind.LINK_SENT]


def test_a_link_for_nobody_signs_nobody_in(browsers: Browsers, site: Flask) -> None:
    with db.transaction():
        token = actions.make_link(None)
    assert browsers().post(f"/sign-in/link/{token}").status_code == 410
    assert db.session.query(SignIn).count() == 0


def test_a_misspelt_address_is_said_at_its_field(browsers: Browsers) -> None:
    answer = browsers().post("/sign-in/link", {"link-email": "culture"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "<title>Error: Sign in – Collab</title>" in page
    assert 'href="#link-email">An e-mail address looks like name@municipality.se.' in page


def test_without_having_asked_there_is_no_page_about_a_link(browsers: Browsers) -> None:
    assert browsers().get("/sign-in/link").location == "/sign-in"


def test_the_secret_is_kept_as_a_fingerprint_only(token: str) -> None:
    (link,) = db.session.query(SignInLink).all()
    assert link.token_hash == fingerprint(token)
    assert len(token) >= 43  # 256 bits


def test_opening_the_link_shows_a_button_and_uses_nothing_up(browsers: Browsers, token: str) -> None:
    page = browsers().get(f"/sign-in/link/{token}").get_data(as_text=True)
    assert re.findall(r"<button[^>]*>([^<]+)</button>", page) == ["Sign me in"]
    assert queries.state_of_link(token) is LinkState.OPEN


def test_the_button_signs_in(browsers: Browsers, cast: Cast, token: str) -> None:
    browser = browsers()
    answer = browser.post(f"/sign-in/link/{token}", {"next": "/account"})
    assert (answer.status_code, answer.location) == (303, "/account")
    assert str(cast.culture.email) in browser.text("/account")


def test_a_used_link_is_of_no_use_and_says_what_to_do(browsers: Browsers, token: str) -> None:
    browsers().post(f"/sign-in/link/{token}")
    second = browsers()
    answer = second.post(f"/sign-in/link/{token}")
    assert answer.status_code == 410
    assert "This link has been used" in words_of(answer.get_data(as_text=True))
    assert "Ask for a new link" in words_of(answer.get_data(as_text=True))
    assert 'href="/contact">Write to those who lead the programme</a>' in answer.text
    assert second.get(f"/sign-in/link/{token}").status_code == 410
    assert second.get("/account").status_code == 302
    assert db.session.query(SignIn).count() == 1


def test_an_old_link_is_of_no_use_and_says_what_to_do(browsers: Browsers, token: str) -> None:
    with db.transaction():
        db.session.execute(update(SignInLink).values(expires_at=clock.real() - timedelta(seconds=1)))
    answer = browsers().post(f"/sign-in/link/{token}")
    assert answer.status_code == 410
    assert "This link is too old" in words_of(answer.get_data(as_text=True))
    assert db.session.query(SignIn).count() == 0


def test_a_link_is_good_for_ten_minutes(token: str) -> None:
    (link,) = db.session.query(SignInLink).all()
    assert timedelta(minutes=9, seconds=50) < link.expires_at - clock.real() <= timedelta(minutes=10)


def test_a_made_up_link_looks_like_an_old_one(browsers: Browsers) -> None:
    answer = browsers().get("/sign-in/link/made-up")
    assert answer.status_code == 410
    assert "This link is too old" in words_of(answer.get_data(as_text=True))


def test_of_two_tabs_that_press_the_button_at_once_one_gets_in(site: Flask, cast: Cast) -> None:
    with db.transaction():
        token = actions.make_link(cast.culture)
    together = Barrier(4)

    def press(_: int) -> int:
        with site.app_context():
            browser = Browser(site)
            together.wait()
            return browser.post(f"/sign-in/link/{token}").status_code

    with ThreadPoolExecutor(4) as tabs:
        codes = sorted(tabs.map(press, range(4)))
    assert codes == [303, 410, 410, 410]
    assert db.session.query(SignIn).count() == 1


def test_three_links_an_hour_for_one_address(browsers: Browsers, cast: Cast, one_window: None) -> None:
    browser = browsers()
    codes = [
        browser.post("/sign-in/link", {"link-email": email}).status_code
        for email in (cast.culture.email, " CULTURE@example.org", cast.culture.email, cast.culture.email)
    ]
    assert codes == [303, 303, 303, 429]


def test_a_link_that_was_just_mailed_is_not_mailed_again(browsers: Browsers, cast: Cast) -> None:
    answers = [ask(browsers(), cast.culture.email) for _ in range(2)]
    assert answers[0] == answers[1]
    assert len(mails()) == 1
    assert logged() == [SecurityKind.LINK_SENT] * 2


def test_after_some_minutes_or_once_it_is_used_another_is_mailed(browsers: Browsers, cast: Cast) -> None:
    ask(browsers(), cast.culture.email)
    with db.transaction():
        old = clock.real() - SignInLink.ANOTHER_AFTER
        db.session.execute(update(SignInLink).values(created_at=old))
    ask(browsers(), cast.culture.email)
    browsers().post(f"/sign-in/link/{mails()[-1].values['token']}")
    ask(browsers(), cast.culture.email)
    assert len(mails()) == 3


def test_who_asks_for_somebody_elses_links_does_not_keep_the_owner_out(
    browsers: Browsers, cast: Cast, one_window: None
) -> None:
    stranger, owner = browsers(), browsers()
    fields = {"link-email": cast.culture.email}
    codes = [
        stranger.post("/sign-in/link", fields, environ_overrides=ELSEWHERE).status_code for _ in range(4)
    ]
    assert codes == [303, 303, 303, 429]
    ask(owner, cast.culture.email)
    token = mails()[-1].values["token"]
    assert owner.post(f"/sign-in/link/{token}").status_code == 303


def test_twenty_links_an_hour_from_one_place(browsers: Browsers, one_window: None) -> None:
    browser = browsers()
    codes = [
        browser.post("/sign-in/link", {"link-email": f"nobody{i}@example.org"}).status_code for i in range(21)
    ]
    assert codes == [303] * 20 + [429]


def test_links_may_be_tried_thirty_times_in_five_minutes(browsers: Browsers, one_window: None) -> None:
    browser = browsers()
    codes = [browser.post(f"/sign-in/link/guess{i}").status_code for i in range(31)]
    assert codes == [410] * 30 + [429]
