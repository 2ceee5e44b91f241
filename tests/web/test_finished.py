"""The layer before Flask: what it answers, in which form, and what it leaves to Flask."""

import gzip
from collections.abc import Callable, Iterator
from typing import Any

import brotli
import pytest
from flask import Flask, Response
from werkzeug.test import TestResponse

from collab import db, versions
from collab.app import create_app
from collab.config import Settings
from collab.web.access import ANYONE
from collab.web.cache import Pages, kept
from collab.web.ready import preferred
from tests.support.browser import Browser
from tests.support.cast import Cast

WORDS = "Kultur är resans mål. " * 100


@kept({"theme": ""})
def page() -> Response:
    """A public page that depends on one parameter."""
    return Response(WORDS, mimetype="text/html")


@pytest.fixture
def keeping(site: Flask, settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    app.add_url_rule("/kept", "probe.kept", page)
    app.extensions["collab-access"] = {**app.extensions["collab-access"], "probe.kept": ANYONE}
    yield app
    with app.app_context():
        db.session.remove()
        db.engine().dispose()


@pytest.fixture
def woken(keeping: Flask) -> list[str]:
    """The paths for which Flask woke."""
    paths: list[str] = []
    layer: Any = keeping.wsgi_app
    flask = layer._inner

    def inner(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        paths.append(environ["PATH_INFO"])
        return flask(environ, start_response)

    layer._inner = inner
    return paths


def ask(app: Flask, path: str = "/kept?theme=art", **headers: str) -> TestResponse:
    return app.test_client().get(path, headers=headers)


def test_flask_wakes_once_for_a_page_until_something_public_changes(keeping: Flask, woken: list[str]) -> None:
    first, second = ask(keeping), ask(keeping)
    assert (woken, first.data, second.data) == (["/kept"], WORDS.encode(), WORDS.encode())
    with keeping.app_context(), db.transaction():
        versions.bump()
    ask(keeping)
    assert woken == ["/kept", "/kept"]


def test_both_answers_have_the_same_headers(keeping: Flask, woken: list[str]) -> None:
    first, second = (dict(ask(keeping, accept_encoding="br").headers) for _ in range(2))
    assert len(first.pop("X-Request-Id")) == 16
    assert (first, woken) == (second, ["/kept"])


def test_each_encoding_is_kept_ready_with_a_tag_of_its_own(keeping: Flask, woken: list[str]) -> None:
    plain, packed, zipped = (ask(keeping, accept_encoding=name) for name in ("", "gzip, br", "gzip"))
    assert brotli.decompress(packed.data) == gzip.decompress(zipped.data) == plain.data == WORDS.encode()
    assert [answer.headers.get("Content-Encoding") for answer in (plain, packed, zipped)] == [
        None,
        "br",
        "gzip",
    ]
    assert len({answer.headers["ETag"] for answer in (plain, packed, zipped)}) == 3
    assert len(woken) == 1


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("", ""), ("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"),
        ("*", "br"), ("identity", ""), ("br;q=0, *;q=0", ""), ("nonsense;;=,", ""),
    ],
)  # fmt: skip
def test_the_encoding_is_one_that_the_browser_takes(accepted: str, sent: str) -> None:
    assert preferred(accepted) == sent


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_a_browser_that_has_the_page_gets_no_body(keeping: Flask, woken: list[str], form: str) -> None:
    tag = ask(keeping, accept_encoding="br").headers["ETag"]
    again = ask(keeping, accept_encoding="br", if_none_match=form.format(tag))
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert again.headers["Vary"] == "Accept-Language, Cookie, Accept-Encoding"
    assert "Content-Length" not in again.headers
    assert len(woken) == 1


def test_head_is_answered_without_the_body(keeping: Flask, woken: list[str]) -> None:
    ask(keeping)
    whole, head = ask(keeping), keeping.test_client().head("/kept?theme=art")
    assert (head.status_code, head.data, dict(head.headers)) == (200, b"", dict(whole.headers))
    assert len(woken) == 1


@pytest.mark.parametrize("query", ["q=&theme=art", "theme=art&utm_source=mail", "theme=art&theme=evil"])
def test_what_a_page_does_not_depend_on_counts_for_nothing(
    keeping: Flask, woken: list[str], query: str
) -> None:
    ask(keeping)
    assert ask(keeping, f"/kept?{query}").headers["ETag"] == ask(keeping).headers["ETag"]
    assert len(woken) == 1


@pytest.mark.parametrize(
    "path",
    ["/kept", "/kept?theme=evil", "/kept?theme=&theme=art", "/kept?theme=art&" + "x" * 600],
)
def test_another_address_is_left_to_flask(keeping: Flask, woken: list[str], path: str) -> None:
    ask(keeping)
    ask(keeping, path)
    assert len(woken) == 2


def test_who_has_a_session_is_left_to_flask(keeping: Flask, woken: list[str], cast: Cast) -> None:
    ask(keeping)
    somebody = Browser(keeping, cast.culture, language="sv").client.get("/kept?theme=art")
    assert (somebody.headers["Cache-Control"], len(woken)) == ("no-store", 2)


def test_another_language_and_another_host_are_left_to_flask(keeping: Flask, woken: list[str]) -> None:
    ask(keeping)
    assert ask(keeping, accept_language="en").status_code == 200
    assert keeping.test_client().get("/kept?theme=art", base_url="http://evil.example").status_code == 400
    assert len(woken) == 3


def test_the_switch_of_language_counts_before_the_browser(keeping: Flask, woken: list[str]) -> None:
    ask(keeping)
    client = keeping.test_client()
    client.set_cookie("language", "sv")
    client.get("/kept?theme=art", headers={"Accept-Language": "en"})
    assert len(woken) == 1


def test_when_the_database_is_away_flask_says_so(
    keeping: Flask, woken: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    layer: Any = keeping.wsgi_app
    ask(keeping)
    monkeypatch.setattr(layer._version, "read", lambda: (_ for _ in ()).throw(layer._away("gone")))
    ask(keeping)
    assert len(woken) == 2


def test_a_connection_that_was_cut_is_replaced(keeping: Flask, woken: list[str]) -> None:
    layer: Any = keeping.wsgi_app
    for _ in range(2):
        ask(keeping)
    layer._version._idle[-1].close()
    ask(keeping)
    assert len(woken) == 1


def test_an_ended_engine_keeps_no_connection(keeping: Flask, woken: list[str]) -> None:
    layer: Any = keeping.wsgi_app
    for _ in range(2):
        ask(keeping)
    assert len(layer._version._idle) == 1
    with keeping.app_context():
        db.engine().dispose()
    assert len(layer._version._idle) == 0


def test_what_is_kept_is_counted(keeping: Flask) -> None:
    pages: Pages = keeping.extensions["collab-pages"]
    for _ in range(3):
        ask(keeping)
    assert (len(pages), pages.hits, pages.misses) == (1, 2, 1)
    assert pages.bytes == 2 * len(WORDS.encode())
