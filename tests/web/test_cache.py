"""Kept pages: right at once after a change, the same for everybody, bounded, and nobody's own."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask, Response, render_template, request

from collab import clock, db, versions
from collab.app import create_app
from collab.config import Settings
from collab.web import cache
from collab.web.access import ANYONE
from collab.web.cache import KeptPage, Pages, holds_until, kept
from collab.web.ready import Ready
from tests.support.browser import Browser
from tests.support.cast import THE_DAY, Cast

made: list[str] = []
"""What the view below has rendered."""


@kept({"theme": "", "q": ""}, lambda said: "q" not in said)
def page() -> Response:
    """A page that counts how often it is made."""
    made.append(request.full_path)
    if "until" in request.headers:
        holds_until(clock.now() + timedelta(hours=1))
    if "broken" in request.headers:
        return Response("broken", 404, mimetype="text/plain")
    answer = Response(render_template("layouts/public.html"), mimetype="text/html")
    answer.headers["Content-Disposition"] = 'inline; filename="page.html"'
    answer.headers["Set-Cookie"] = "never=kept"
    return answer


@pytest.fixture
def keeping(site: Flask, settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    app.add_url_rule("/kept", "probe.kept", page)
    app.extensions["collab-access"] = {**app.extensions["collab-access"], "probe.kept": ANYONE}
    made.clear()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine().dispose()


@pytest.fixture
def visitor(keeping: Flask) -> Browser:
    return Browser(keeping)


def change() -> None:
    with db.transaction():
        versions.bump()


def ask(browser: Browser, path: str = "/kept", **headers: str) -> Response:
    return browser.client.get(path, headers=headers)  # type: ignore[return-value]


def test_a_page_is_made_once_until_something_public_changes(visitor: Browser) -> None:
    first, second = ask(visitor), ask(visitor)
    assert (first.data, len(made)) == (second.data, 1)
    change()
    ask(visitor)
    assert len(made) == 2


def test_a_page_is_kept_with_what_it_needs_and_nothing_of_a_person(visitor: Browser) -> None:
    for answer in (ask(visitor), ask(visitor)):
        assert answer.headers["Cache-Control"] == "no-cache"
        assert set(answer.vary) == {"Accept-Language", "Cookie", "Accept-Encoding"}
        assert answer.headers["Content-Disposition"] == 'inline; filename="page.html"'
        assert "Set-Cookie" not in answer.headers
        assert "csrf_token" not in answer.text


def test_a_browser_that_has_the_page_is_told_so(visitor: Browser) -> None:
    tag = ask(visitor).headers["ETag"]
    again = ask(visitor, if_none_match=tag)
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    change()
    assert ask(visitor, if_none_match=tag).status_code == 304  # made anew, and the same
    assert ask(visitor, if_none_match='"another"').status_code == 200


def test_head_is_the_page_without_its_body(visitor: Browser) -> None:
    whole = ask(visitor)
    head = visitor.client.head("/kept")
    assert (head.status_code, head.data) == (200, b"")
    assert (head.headers["ETag"], head.headers["Content-Length"]) == (
        whole.headers["ETag"],
        str(len(whole.data)),
    )
    assert len(made) == 1


def test_languages_and_filters_have_pages_of_their_own(visitor: Browser, keeping: Flask) -> None:
    ask(visitor)
    ask(visitor, "/kept?theme=art")
    ask(Browser(keeping, language="sv"))
    ask(Browser(keeping, language="sv"), accept_language="en")
    assert made == ["/kept?", "/kept?theme=art", "/kept?"]


def test_a_free_search_is_not_kept(visitor: Browser) -> None:
    for _ in range(2):
        found = ask(visitor, "/kept?q=sommar", accept_encoding="gzip")
        assert (found.headers["Cache-Control"], found.headers["Content-Encoding"]) == ("no-cache", "gzip")
    assert len(made) == 2


def test_nothing_of_the_first_visitors_address_is_kept_for_the_others(visitor: Browser) -> None:
    ask(visitor, "/kept?theme=art&theme=evil")
    page = ask(visitor, "/kept?theme=art").text
    assert "evil" not in page
    assert "/language/sv?next=/kept?theme%3Dart" in page


def test_who_has_a_session_gets_a_page_of_the_moment(keeping: Flask, cast: Cast, visitor: Browser) -> None:
    ask(visitor)
    somebody = Browser(keeping, cast.culture)
    for _ in range(2):
        assert ask(somebody).headers["Cache-Control"] == "no-store"
    assert len(made) == 3


def test_what_went_wrong_is_not_kept(visitor: Browser) -> None:
    assert ask(visitor, broken="1").status_code == 404
    assert ask(visitor).status_code == 200


def test_a_page_that_changes_by_itself_holds_until_then(
    visitor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = clock.real()
    monkeypatch.setattr(clock, "real", lambda: real)
    ask(visitor, until="1")
    for minutes, times in ((59, 1), (61, 2)):
        moment = real + timedelta(minutes=minutes)
        monkeypatch.setattr(clock, "real", lambda moment=moment: moment)
        ask(visitor)
        assert len(made) == times


def test_the_earliest_change_counts(site: Flask) -> None:
    with site.test_request_context():
        for hours in (3, 1, 2):
            holds_until(THE_DAY + timedelta(hours=hours))
        assert cache.g.page_until == THE_DAY + timedelta(hours=1)


def test_the_memory_is_bounded_and_the_oldest_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_PAGES", 3)
    monkeypatch.setattr(cache, "MOST_BYTES", 100)
    pages = Pages()

    def keep(name: str, size: int = 10) -> None:
        pages.keep((name, (), "sv"), KeptPage(Ready(b"x" * size, "tag", []), 1))

    def held() -> list[str]:
        return [name for name in "abcd" if pages.find((name, (), "sv"))]

    for name in "abc":
        keep(name)
    assert pages.find(("a", (), "sv"))
    keep("d")
    assert (held(), pages.bytes) == (["a", "c", "d"], 30)
    keep("d", size=85)
    assert (held(), pages.bytes) == (["c", "d"], 95)
    keep("d", size=200)
    assert (held(), pages.bytes) == ([], 0)


def test_a_page_that_is_another_version_holds_no_more() -> None:
    page = KeptPage(Ready(b"", "tag", []), version=1)
    assert (page.holds(1), page.holds(2)) == (True, False)
