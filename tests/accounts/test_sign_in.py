"""Signing in by password: the way in, and what it never tells."""

import re
from collections.abc import Callable

import argon2
import pytest
from flask import Flask
from sqlalchemy import select, update

from collab import db
from collab.accounts import attempts, passwords
from collab.accounts.models import Person, SecurityKind, SignIn
from collab.web.limits import Limit
from tests.accounts.conftest import ELSEWHERE, HASH, PASSWORD, logged
from tests.conftest import Browsers
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.slow_work import forbid_in_a_write

WRONG = "That e-mail address and password do not belong together."


def test_the_right_password_leads_home(browsers: Browsers, with_password: Person) -> None:
    answer = browsers().post("/sign-in", {"email": with_password.email, "password": PASSWORD})
    assert (answer.status_code, answer.location) == (303, "/home")
    assert logged() == [SecurityKind.SIGNED_IN]


def test_capitals_and_blanks_in_the_address_do_not_matter(browsers: Browsers, with_password: Person) -> None:
    answer = browsers().post("/sign-in", {"email": " Culture@Example.ORG ", "password": PASSWORD})
    assert answer.status_code == 303


def test_after_signing_in_one_lands_where_one_was_going(browsers: Browsers, with_password: Person) -> None:
    browser = browsers()
    assert browser.get("/account?x=1").location == "/sign-in?next=/account?x%3D1"
    answer = browser.post(
        "/sign-in", {"email": with_password.email, "password": PASSWORD, "next": "/account?x=1"}
    )
    assert answer.location == "/account?x=1"


def test_one_who_is_signed_in_is_not_asked_again(browsers: Browsers, cast: Cast) -> None:
    assert browsers(cast.culture).get("/sign-in?next=/account").location == "/account"


def test_a_wrong_password_keeps_the_address_and_says_no_more_than_needed(
    browsers: Browsers, with_password: Person
) -> None:
    answer = browsers().post("/sign-in", {"email": with_password.email, "password": "wrong"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "<title>Error: Sign in – Collab</title>" in page
    assert WRONG in page
    assert f'value="{with_password.email}"' in page
    assert 'value="wrong"' not in page
    assert logged() == [SecurityKind.SIGN_IN_FAILED]


def test_an_empty_form_says_what_is_missing_at_the_fields(browsers: Browsers) -> None:
    text = browsers().post("/sign-in", {}).get_data(as_text=True)
    assert 'href="#email">Write your e-mail address.' in text
    assert 'href="#password">Write your password.' in text
    assert WRONG not in text


def test_the_answer_is_the_same_whether_or_not_there_is_an_account(
    browsers: Browsers, with_password: Person, cast: Cast
) -> None:
    def answer(email: str) -> tuple[int, str]:
        sent = browsers().post("/sign-in", {"email": email, "password": "wrong"})
        page = re.sub(r'name="(csrf_token|idempotency_key)" value="[^"]+"', "", sent.get_data(as_text=True))
        return sent.status_code, page.replace(email, "ADDRESS")

    unknown = answer("nobody@example.org")
    assert answer(with_password.email) == unknown
    assert answer(cast.business.email) == unknown


def test_a_try_costs_one_comparison_whether_or_not_there_is_an_account(
    browsers: Browsers, with_password: Person, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []
    verify = argon2.PasswordHasher.verify

    def counted(self: argon2.PasswordHasher, kept: str, password: str) -> bool:
        compared.append(kept)
        return verify(self, kept, password)

    monkeypatch.setattr(argon2.PasswordHasher, "verify", counted)
    for email in ("nobody@example.org", cast.business.email, with_password.email):
        browsers().post("/sign-in", {"email": email, "password": "wrong"})
    assert compared == [passwords.NOBODYS, passwords.NOBODYS, HASH]


def test_comparing_and_hashing_never_happen_inside_a_write(
    browsers: Browsers, with_password: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with db.transaction():
        with_password.password_hash = argon2.PasswordHasher(1, 8192, 1).hash(PASSWORD)
    forbid_in_a_write(monkeypatch, argon2.PasswordHasher, "verify")
    forbid_in_a_write(monkeypatch, argon2.PasswordHasher, "hash")
    browser = browsers()
    browser.post("/sign-in", {"email": with_password.email, "password": PASSWORD})
    new = "fem andra ord i rad"
    answer = browser.post("/account/password", {"present": PASSWORD, "new": new})
    assert answer.status_code == 303


def test_an_outdated_hash_is_renewed_at_sign_in(browsers: Browsers, with_password: Person) -> None:
    with db.transaction():
        with_password.password_hash = argon2.PasswordHasher(1, 8192, 1).hash(PASSWORD)
    browsers().post("/sign-in", {"email": with_password.email, "password": PASSWORD})
    db.session.expire_all()
    assert not passwords.is_outdated(with_password.password_hash or "")
    assert passwords.matches(with_password.password_hash, PASSWORD)


@pytest.fixture
def changed_meanwhile(with_password: Person, monkeypatch: pytest.MonkeyPatch) -> str:
    """The hash of another password that is set while one is being compared."""
    another, matches, whose = passwords.hashed("fem andra ord i rad"), passwords.matches, with_password.id

    def slowly(kept: str | None, password: str) -> bool:
        with db.transaction():
            db.session.execute(update(Person).where(Person.id == whose).values(password_hash=another))
        return matches(kept, password)

    monkeypatch.setattr(passwords, "matches", slowly)
    return another


@pytest.mark.parametrize("costs", [None, (1, 8192, 1)])
def test_a_password_that_was_changed_while_it_was_compared_opens_nothing(
    browsers: Browsers, with_password: Person, changed_meanwhile: str, costs: tuple[int, int, int] | None
) -> None:
    if costs is not None:
        with db.transaction():
            with_password.password_hash = argon2.PasswordHasher(*costs).hash(PASSWORD)
    answer = browsers().post("/sign-in", {"email": with_password.email, "password": PASSWORD})
    assert (answer.status_code, WRONG in answer.text) == (422, True)
    db.session.expire_all()
    assert with_password.password_hash == changed_meanwhile
    assert db.session.scalars(select(SignIn)).all() == []


def test_a_change_of_the_password_undoes_no_other_change(
    browsers: Browsers, with_password: Person, changed_meanwhile: str
) -> None:
    sent = {"present": PASSWORD, "new": "sex helt andra ord i rad"}
    assert browsers(with_password).post("/account/password", sent).status_code == 422
    db.session.expire_all()
    assert with_password.password_hash == changed_meanwhile


def test_without_a_token_nobody_is_signed_in(site: Flask, with_password: Person) -> None:
    answer = site.test_client().post("/sign-in", data={"email": with_password.email, "password": PASSWORD})
    assert answer.status_code == 400
    assert db.session.query(SignIn).count() == 0


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/link", "/sign-in/link/x", "/sign-out"])
def test_every_form_at_the_door_needs_its_token(site: Flask, path: str) -> None:
    assert site.test_client().post(path).status_code == 400


def test_password_managers_and_pasting_are_welcome(browsers: Browsers) -> None:
    page = browsers().get("/sign-in").get_data(as_text=True)
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page


def test_a_strange_character_in_the_address_is_only_a_wrong_address(browsers: Browsers) -> None:
    answer = browsers().post("/sign-in", {"email": "a\0b@example.org", "password": "x\0"})
    assert answer.status_code == 422


def test_guessing_is_stopped_after_ten_tries_for_one_account(
    browsers: Browsers, with_password: Person, one_window: None
) -> None:
    browser = browsers()
    for _ in range(10):
        assert browser.post("/sign-in", _guess(with_password.email)).status_code == 422
    answer = browser.post("/sign-in", {"email": with_password.email, "password": PASSWORD})
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 300
    browser.post("/sign-in", _guess(with_password.email))
    assert logged() == [SecurityKind.SIGN_IN_FAILED] * 10 + [SecurityKind.LIMITED]


def test_one_whose_account_is_guessed_at_still_gets_in_by_link(
    browsers: Browsers, with_password: Person, one_window: None
) -> None:
    guesser = browsers()
    for _ in range(11):
        guesser.post("/sign-in", _guess(with_password.email))
    assert browsers().post("/sign-in/link", {"link-email": with_password.email}).status_code == 303


def test_one_whose_account_is_guessed_at_elsewhere_still_gets_in_by_password(
    browsers: Browsers, with_password: Person, one_window: None
) -> None:
    guesser = browsers()
    codes = [
        guesser.post("/sign-in", _guess(with_password.email), environ_overrides=ELSEWHERE).status_code
        for _ in range(11)
    ]
    assert codes == [422] * 10 + [429]
    owner = browsers().post("/sign-in", {"email": with_password.email, "password": PASSWORD})
    assert owner.status_code == 303


def test_when_the_whole_site_is_guessed_at_only_networks_that_have_failed_wait(
    browsers: Browsers, with_password: Person, one_window: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "SIGN_IN_IN_ALL", Limit("sign-in-all", 2, attempts.MINUTES))
    guesser = browsers()
    codes = [
        guesser.post("/sign-in", _guess(f"n{i}@example.org"), environ_overrides=ELSEWHERE).status_code
        for i in range(4)
    ]
    assert codes == [422, 422, 422, 429]
    for _ in range(3):
        owner = browsers().post("/sign-in", {"email": with_password.email, "password": PASSWORD})
        assert owner.status_code == 303
    assert browsers().post("/sign-in", _guess(with_password.email)).status_code == 422
    assert browsers().post("/sign-in", _guess(with_password.email)).status_code == 429


def test_a_made_up_forwarded_address_does_not_help_a_guesser(
    browsers: Browsers, cast: Cast, one_window: None
) -> None:
    browser = browsers()
    codes = [
        browser.post(
            "/sign-in", _guess(f"nobody{i}@example.org"), headers={"X-Forwarded-For": f"192.0.2.{i}"}
        ).status_code
        for i in range(31)
    ]
    assert codes == [422] * 30 + [429]


def _guess(email: str) -> dict[str, str]:
    return {"email": email, "password": "a guess"}


NEXT_ELSEWHERE = [
    "https://evil.example", "http://evil.example/", "//evil.example", "///evil.example", "////evil.example",
    "/\\evil.example", "\\/evil.example", "\\\\evil.example", "/\t/evil.example", "/\n/evil.example",
    "\t//evil.example", " //evil.example", "/ /evil.example", "javascript:alert(1)", "JaVaScRiPt:alert(1)",
    "data:text/html,x", "vbscript:x", "mailto:a@evil.example", "evil.example", "www.evil.example",
    "http:evil.example", "https:/evil.example", "http:///evil.example", "@evil.example", "user@evil.example",
    "http://localhost@evil.example", "http://localhost.evil.example", "http://localhost/account",
    "//localhost/account", "/\u0000/evil.example", "/\u007f/evil.example", "\u00a0//evil.example",
    "ftp://evil.example", "file:///etc/passwd", "?next=//evil.example", "#//evil.example", "", "account",
    "/\r\nLocation: https://evil.example", "blob:https://evil.example",
]  # fmt: skip


@pytest.mark.parametrize("wanted", NEXT_ELSEWHERE)
def test_next_leads_nowhere_but_to_our_own_pages(
    sign_in: Callable[..., Browser], with_password: Person, browsers: Browsers, cast: Cast, wanted: str
) -> None:
    assert browsers(cast.culture).get("/sign-in", query_string={"next": wanted}).location == "/home"


def test_next_is_checked_when_the_form_is_sent_too(browsers: Browsers, with_password: Person) -> None:
    fields = {"email": with_password.email, "password": PASSWORD, "next": "//evil.example"}
    assert browsers().post("/sign-in", fields).location == "/home"
