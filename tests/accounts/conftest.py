"""Somebody with a password, and what the security log and the outbox say."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from collab import db
from collab.accounts import passwords
from collab.accounts.models import Person, SecurityEvent, SecurityKind
from collab.mail.models import Mail
from tests.conftest import Browsers
from tests.support.browser import Browser
from tests.support.cast import Cast

PASSWORD = "fyra ord utan samband"
HASH = passwords.hashed(PASSWORD)
ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}
"""A browser in another network."""


@pytest.fixture
def with_password(cast: Cast) -> Person:
    """The head of culture, Kristianstad, who has a password."""
    with db.transaction():
        cast.culture.password_hash = HASH
    return cast.culture


@pytest.fixture
def sign_in(browsers: Browsers) -> Callable[..., Browser]:
    """Sign in through the form in a browser of one's own."""

    def enter(email: str, password: str = PASSWORD) -> Browser:
        browser = browsers()
        answer = browser.post("/sign-in", {"email": email, "password": password})
        assert answer.status_code == 303, answer.status
        return browser

    return enter


def logged() -> list[SecurityKind]:
    """The security log, oldest first."""
    db.session.rollback()
    return list(db.session.scalars(select(SecurityEvent.kind).order_by(SecurityEvent.id)))


def mails() -> list[Mail]:
    """The outbox, oldest first."""
    db.session.rollback()
    return list(db.session.scalars(select(Mail).order_by(Mail.id)))
