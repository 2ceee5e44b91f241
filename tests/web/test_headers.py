"""The same headers on every kind of answer, and cookies that cannot be read or sent from elsewhere."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from msgspec.structs import replace
from werkzeug.test import TestResponse

from collab import db
from collab.app import create_app
from collab.config import Settings
from collab.web.headers import HEADERS, TWO_YEARS
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.web.conftest import add_probes

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
KINDS: dict[str, Callable[[Browser], TestResponse]] = {
    "page": lambda browser: browser.get("/"),
    "kept page, not changed": lambda browser: browser.get(
        "/", headers={"If-None-Match": browser.get("/").headers["ETag"]}
    ),
    "head": lambda browser: browser.client.head("/"),
    "options": lambda browser: browser.client.options("/contact"),
    "calendar": lambda browser: browser.get("/programmes/kultur-pa-resande-fot/map.svg"),
    "static": lambda browser: browser.get("/static/img/icon.svg"),
    "static, missing": lambda browser: browser.get("/static/nothing.css"),
    "redirect": lambda browser: browser.get("/home"),
    "health": lambda browser: browser.get("/health/ready"),
    "400": lambda browser: browser.client.post("/contact"),
    "400, another host": lambda browser: browser.get("/", base_url="http://evil.example/"),
    "403": lambda browser: browser.get("/probe/forbidden"),
    "404": lambda browser: browser.get("/nowhere"),
    "405": lambda browser: browser.get("/probe/commit"),
    "413": lambda browser: browser.client.post("/contact", data={"text": "x" * 600_000}),
    "422": lambda browser: browser.post("/contact", {"text": ""}),
    "429": lambda browser: browser.get("/probe/too-many"),
    "500": lambda browser: browser.get("/probe/broken-page"),
    "503": lambda browser: browser.get("/probe/away"),
}


FINISHED = ("kept page, not changed", "static")
"""These wake nobody who would write a line of log."""


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_answer_has_every_header(probing: Flask, kind: str) -> None:
    answer = KINDS[kind](Browser(probing))
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert HEADERS["Content-Security-Policy"] == POLICY
    assert len(answer.headers.get("X-Request-Id", "")) == (0 if kind in FINISHED else 16)
    assert "Cookie" in answer.headers.get("Vary", "") or kind == "static"
    assert "Strict-Transport-Security" not in answer.headers
    answer.close()
    if kind.startswith(("4", "5")):
        assert answer.status_code == int(kind[:3])
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.fixture
def secure(site: Flask, settings: Settings) -> Iterator[Flask]:
    """The same site reached by https through one proxy."""
    app = create_app(replace(settings, address="https://collab.example", trusted_proxies=1))
    yield add_probes(app)
    with app.app_context():
        db.session.remove()
        db.engine().dispose()


def test_a_site_reached_by_https_stays_there(secure: Flask) -> None:
    for path in ("/", "/nowhere", "/static/img/icon.svg", "/probe/broken-page"):
        answer = Browser(secure).get(path, base_url="https://collab.example/")
        assert answer.headers["Strict-Transport-Security"] == TWO_YEARS
        answer.close()


def test_the_cookies_of_a_secure_site_are_the_hosts_own(secure: Flask, cast: Cast) -> None:
    visitor = secure.test_client()
    page = visitor.get("/sign-in", base_url="https://collab.example/")
    (cookie,) = page.headers.getlist("Set-Cookie")
    name, _, rest = cookie.partition("=")
    assert name == "__Host-session"
    assert rest.split("; ")[1:] == ["Secure", "HttpOnly", "Path=/", "SameSite=Lax"]
    switched = visitor.get("/language/en", base_url="https://collab.example/")
    (language,) = switched.headers.getlist("Set-Cookie")
    assert language.startswith("language=en; Expires=")
    assert language.split("; ")[2:] == ["Max-Age=31536000", "Secure", "HttpOnly", "Path=/", "SameSite=Lax"]


def test_a_page_for_somebody_is_stored_by_nobody(probing: Flask, cast: Cast) -> None:
    for path in ("/", "/home", "/conference"):
        assert Browser(probing, cast.culture).get(path).headers["Cache-Control"] == "no-store"
