"""A test client that signs in, sends the token of each form, and checks every page it fetches."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from werkzeug.test import TestResponse

from collab import clock, db
from collab.accounts.models import Person, SignIn
from collab.accounts.sessions import TOKEN
from collab.accounts.tokens import fingerprint
from tests.support.pages import faults_of


class Browser:
    """Somebody's browser. `get` and `post` follow no redirects unless told to."""

    def __init__(self, app: Flask, person: Person | None = None, language: str = "en") -> None:
        self.app = app
        self.client: FlaskClient = app.test_client()
        self.client.set_cookie("language", language)
        if person is not None:
            self._sign_in(person)

    def get(self, path: str, **options: Any) -> TestResponse:
        """Fetch a page; an HTML page with a fault fails the test."""
        with self._apart():
            return self._checked(self.client.get(path, **options))

    def post(self, path: str, data: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        """Send a form with the session's token."""
        fields = {"csrf_token": self._token(), **(data or {})}
        options.setdefault("content_type", "multipart/form-data")
        with self._apart():
            return self._checked(self.client.post(path, data=fields, **options))

    def text(self, path: str) -> str:
        """The page's text without tags, spaces folded. The page must answer 200."""
        response = self.get(path)
        assert response.status_code == 200, f"{path}: {response.status}"
        return words_of(response.get_data(as_text=True))

    @contextmanager
    def _apart(self) -> Iterator[None]:
        """Give the request its own context and database session, as a server does.

        Inside the test's own, Flask would share `g` between requests. Afterwards the test reads anew.
        """
        with self.app.app_context():
            yield
        db.session.rollback()

    def _sign_in(self, person: Person) -> None:
        token = f"test-{person.id}"
        db.session.merge(
            SignIn(
                token_hash=fingerprint(token), person_id=person.id, expires_at=clock.real() + SignIn.LONGEST
            )
        )
        db.session.commit()
        with self.client.session_transaction() as session:
            session[TOKEN] = token

    def _token(self) -> str:
        with self.app.test_request_context(), self.client.session_transaction() as session:
            raw = session.setdefault("csrf_token", "0" * 40)
        with self.app.app_context(), self.app.test_request_context() as context:
            context.session["csrf_token"] = raw
            return str(generate_csrf())

    @staticmethod
    def _checked(response: TestResponse) -> TestResponse:
        if response.mimetype == "text/html" and response.data and not 300 <= response.status_code < 400:
            faults = faults_of(response.get_data(as_text=True))
            assert not faults, f"{response.request.path} ({response.status}): {faults}"
        return response


def words_of(html: str) -> str:
    """The text of some HTML, as a reader meets it."""
    without = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", html, flags=re.S)
    text = re.sub(r"<[^>]+>", " ", without)
    for entity, character in (
        ("&amp;", "&"),
        ("&#39;", "'"),
        ("&#34;", '"'),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("\u00a0", " "),
    ):
        text = text.replace(entity, character)
    return re.sub(r"\s+", " ", text).strip()
