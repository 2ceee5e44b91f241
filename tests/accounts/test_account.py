"""One's own account: the password, the language, the other devices."""

from collections.abc import Callable

import pytest
from flask import Flask

from collab import db
from collab.accounts import passwords
from collab.accounts.models import Person, SecurityKind
from tests.accounts.conftest import PASSWORD, logged, mails
from tests.conftest import Browsers
from tests.support.browser import Browser, words_of
from tests.support.cast import Cast

NEW = "fem andra ord i rad"


def test_the_account_says_who_one_is(browsers: Browsers, cast: Cast) -> None:
    text = browsers(cast.culture).text("/account")
    assert "Head of culture, Kristianstad" in text
    assert "culture@example.org" in text
    assert "You are signed in on this device only." in text


def test_a_visitor_is_sent_to_sign_in(browsers: Browsers) -> None:
    answer = browsers().get("/account")
    assert (answer.status_code, answer.location) == (302, "/sign-in?next=/account")


def test_a_first_password_needs_no_present_one(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture)
    assert "Present password" not in browser.text("/account")
    assert browser.post("/account/password", {"new": NEW}).status_code == 303
    db.session.expire_all()
    assert passwords.matches(cast.culture.password_hash, NEW)


def test_changing_the_password_needs_the_present_one(
    sign_in: Callable[..., Browser], with_password: Person
) -> None:
    answer = sign_in(with_password.email).post("/account/password", {"present": "wrong", "new": NEW})
    assert answer.status_code == 422
    assert 'href="#present">That is not your present password.' in answer.get_data(as_text=True)
    db.session.expire_all()
    assert passwords.matches(with_password.password_hash, PASSWORD)


def test_changing_the_password_ends_every_other_session_and_is_told_by_mail(
    sign_in: Callable[..., Browser], with_password: Person
) -> None:
    phone, office, copied = (sign_in(with_password.email) for _ in range(3))
    assert "You are signed in on 3 devices." in office.text("/account")
    answer = office.post("/account/password", {"present": PASSWORD, "new": NEW})
    assert answer.status_code == 303
    assert [b.get("/account").status_code for b in (phone, office, copied)] == [302, 200, 302]
    assert [(m.to, m.template) for m in mails()] == [(with_password.email, "accounts/mail/password_changed")]
    assert logged()[-1] is SecurityKind.PASSWORD_CHANGED


def test_the_old_password_is_of_no_use_after_a_change(
    sign_in: Callable[..., Browser], browsers: Browsers, with_password: Person
) -> None:
    sign_in(with_password.email).post("/account/password", {"present": PASSWORD, "new": NEW})
    again = browsers()
    email = with_password.email
    assert again.post("/sign-in", {"email": email, "password": PASSWORD}).status_code == 422
    assert again.post("/sign-in", {"email": email, "password": NEW}).status_code == 303


def test_links_that_were_mailed_before_a_change_are_of_no_use(
    sign_in: Callable[..., Browser], browsers: Browsers, with_password: Person
) -> None:
    browsers().post("/sign-in/link", {"link-email": with_password.email})
    token = mails()[0].values["token"]
    sign_in(with_password.email).post("/account/password", {"present": PASSWORD, "new": NEW})
    assert browsers().post(f"/sign-in/link/{token}").status_code == 410


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("", "Write a new password."),
        ("elva tecken", "Choose at least 12 characters."),
        ("ab" * 65, "Choose at most 128 characters."),
        ("password1234", "Many people use that password, so it is guessed first. Choose another."),
        ("culture är kul", "Your e-mail address is part of that password. Choose another."),
    ],
)
def test_a_weak_password_is_refused_in_words(browsers: Browsers, cast: Cast, new: str, said: str) -> None:
    answer = browsers(cast.culture).post("/account/password", {"new": new})
    assert answer.status_code == 422
    assert f"Error: {said}" in words_of(answer.get_data(as_text=True))


def test_the_present_password_can_be_guessed_ten_times(
    sign_in: Callable[..., Browser], with_password: Person, one_window: None
) -> None:
    browser = sign_in(with_password.email)
    codes = [
        browser.post("/account/password", {"present": "guess", "new": NEW}).status_code for _ in range(11)
    ]
    assert codes == [422] * 10 + [429]


def test_the_other_devices_can_be_signed_out(sign_in: Callable[..., Browser], with_password: Person) -> None:
    lost, here = sign_in(with_password.email), sign_in(with_password.email)
    assert here.post("/account/sessions").status_code == 303
    assert lost.get("/account").status_code == 302
    assert "You are signed in on this device only." in here.text("/account")


def test_the_language_is_kept_for_the_person_and_in_the_browser(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture, language="sv")
    assert browser.post("/account/language", {"code": "en"}).status_code == 303
    assert '<html lang="en">' in browser.get("/account").get_data(as_text=True)
    db.session.expire_all()
    assert cast.culture.language == "en"


def test_a_language_that_we_do_not_speak_is_refused(browsers: Browsers, cast: Cast) -> None:
    assert browsers(cast.culture).post("/account/language", {"code": "xx"}).status_code == 422
    db.session.expire_all()
    assert cast.culture.language == "sv"


@pytest.mark.parametrize("path", ["/account/language", "/account/password", "/account/sessions"])
def test_every_form_of_the_account_needs_its_token(site: Flask, cast: Cast, path: str) -> None:
    browser = Browser(site, cast.culture)
    assert browser.client.post(path, data={"new": NEW, "code": "en"}).status_code == 400
