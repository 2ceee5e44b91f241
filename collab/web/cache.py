"""Finished public pages, kept as bytes until what is public changes or the hour that they hold until."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from hashlib import sha256
from threading import Lock
from typing import Any
from urllib.parse import urlencode

from flask import Flask, current_app, g, make_response, request
from werkzeug.wrappers import Response

from collab import clock, db, versions
from collab.web import languages

MOST_PAGES = 2_000
MOST_BYTES = 64 * 1024 * 1024
KEPT_HEADERS = ("Content-Type", "Content-Disposition", "Content-Language", "Link", "X-Robots-Tag")
Key = tuple[str, tuple[tuple[str, str], ...], str]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """The bytes of a page, the version it was made from, and until when (site time) it holds."""

    body: bytes
    headers: tuple[tuple[str, str], ...]
    version: int
    tag: str
    until: datetime | None

    def holds(self, version: int, now: datetime) -> bool:
        """Whether the page still says what is true."""
        return self.version == version and (self.until is None or now < self.until)


class Pages:
    """The kept pages of one process, least recently used thrown away first; safe between threads."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Key, KeptPage] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()
        self.hits = 0
        self.misses = 0

    def get(self, key: Key, version: int, now: datetime) -> KeptPage | None:
        """The page when it still holds."""
        with self._lock:
            page = self._pages.get(key)
            if page is None or not page.holds(version, now):
                self.misses += 1
                return None
            self._pages.move_to_end(key)
            self.hits += 1
            return page

    def keep(self, key: Key, page: KeptPage) -> None:
        """Keep the page, within the bounds."""
        with self._lock:
            old = self._pages.pop(key, None)
            self._bytes += len(page.body) - (len(old.body) if old else 0)
            self._pages[key] = page
            while self._bytes > MOST_BYTES or len(self._pages) > MOST_PAGES:
                _, gone = self._pages.popitem(last=False)
                self._bytes -= len(gone.body)

    def __len__(self) -> int:
        return len(self._pages)


def install(app: Flask) -> None:
    """Give the application its pages."""
    app.extensions["collab-pages"] = Pages()


def pages() -> Pages:
    """The current application's pages."""
    found: Pages = current_app.extensions["collab-pages"]
    return found


def holds_until(moment: datetime) -> None:
    """Say inside a kept view that its page changes by itself at `moment` (site time); the earliest wins."""
    current = g.get("page_until")
    g.page_until = moment if current is None or moment < current else current


def kept(filters: Callable[[], tuple[tuple[str, str], ...] | None] = tuple) -> Callable[[Any], Any]:
    """Keep the view's page for visitors without a session.

    `filters()` gives the known, normalised filters of the request as sorted pairs; None: do not keep this
    request (a free search, an unknown filter). The version is read before anything is rendered, so that a
    page can be called too old but never too new.
    """

    def decorate(view: Callable[..., Any]) -> Callable[..., Response]:
        @wraps(view)
        def serve(*args: Any, **values: Any) -> Response:
            chosen = filters()
            if _has_session() or chosen is None:
                return make_response(view(*args, **values))
            return _serve_kept(view, (request.path, chosen, languages.without_person()), args, values)

        return serve

    return decorate


def _has_session() -> bool:
    return str(current_app.config["SESSION_COOKIE_NAME"]) in request.cookies


def _serve_kept(
    view: Callable[..., Any], key: Key, args: tuple[Any, ...], values: dict[str, Any]
) -> Response:
    db.session.rollback()  # what the page reads must not be older than the version read here
    g.kept_query = urlencode(key[1])
    version = g.public_version if "public_version" in g else versions.read(db.engine())
    page = pages().get(key, version, clock.now())
    if page is None:
        response = make_response(view(*args, **values))
        if response.status_code != 200:
            return response
        page = _page(response, version)
        pages().keep(key, page)
    answer = Response(page.body, headers=list(page.headers))
    answer.headers["Cache-Control"] = "no-cache"
    answer.vary.update(["Accept-Language", "Cookie", "Accept-Encoding"])
    answer.set_etag(page.tag)
    answer.make_conditional(request)
    return answer


def _page(response: Response, version: int) -> KeptPage:
    body = response.get_data()
    headers = tuple((name, value) for name, value in response.headers if name in KEPT_HEADERS)
    return KeptPage(body, headers, version, sha256(body).hexdigest()[:32], g.get("page_until"))
