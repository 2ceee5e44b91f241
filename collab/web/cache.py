"""Finished public pages, kept as bytes until what is public changes or the hour that they hold until."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial, wraps
from hashlib import sha256
from threading import Lock
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import Flask, current_app, g, make_response, request
from msgspec import Struct
from werkzeug.wrappers import Response

from collab import clock, db, versions
from collab.web import languages, request_log
from collab.web.ready import Ready

MOST_PAGES = 20_000
MOST_BYTES = 32 * 1024 * 1024
VARY = "Accept-Language, Cookie, Accept-Encoding"
KEPT_HEADERS = ("Content-Type", "Content-Disposition", "Content-Language", "Link", "X-Robots-Tag")
Filters = tuple[tuple[str, str], ...]
Parameters = Mapping[str, str]
"""Name → what it says where it is missing."""
Key = tuple[str, Filters, str]
"""Path, normalised filters, language."""
NONE: Parameters = {}
VERSION = "collab-version"
"""Where an application has its reader of the public version."""


class KeptPage(Struct, frozen=True):
    """A finished page, the version it was made from, until when (real time) it holds, and its route."""

    ready: Ready
    version: int
    until: datetime | None = None
    route: str = "-"

    def holds(self, version: int) -> bool:
        """Whether the page still says what is true."""
        return self.version == version and (self.until is None or clock.real() < self.until)


class Pages:
    """The kept pages of one process, least recently used thrown away first; safe between threads."""

    def __init__(self) -> None:
        self.known: dict[str, Parameters] = {}
        """What the pages of a path depend on, for those that depend on any parameter."""
        self._pages: OrderedDict[Key, KeptPage] = OrderedDict()
        self._lock = Lock()
        self.bytes = 0
        self.hits = 0
        self.misses = 0

    def find(self, key: Key) -> KeptPage | None:
        """The page, whether it still holds or not."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def keep(self, key: Key, page: KeptPage) -> None:
        """Keep the page, within the bounds."""
        with self._lock:
            old = self._pages.pop(key, None)
            self.bytes += page.ready.size - (old.ready.size if old else 0)
            self._pages[key] = page
            while self.bytes > MOST_BYTES or len(self._pages) > MOST_PAGES:
                _, gone = self._pages.popitem(last=False)
                self.bytes -= gone.ready.size

    def forget(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._pages.clear()
            self.bytes = 0

    def __len__(self) -> int:
        return len(self._pages)


def install(app: Flask) -> None:
    """Give the application its pages, and its reader of the version that they are kept under."""
    app.extensions["collab-pages"] = Pages()
    if VERSION not in app.extensions:
        with app.app_context():
            app.extensions[VERSION] = versions.Reader(db.engine())


def pages() -> Pages:
    """The current application's pages."""
    found: Pages = current_app.extensions["collab-pages"]
    return found


def holds_until(moment: datetime) -> None:
    """Say inside a kept view that its page changes by itself at `moment` (site time); the earliest wins."""
    current = g.get("page_until")
    g.page_until = moment if current is None or moment < current else current


def normalised(query: str, known: Parameters) -> Filters:
    """What of a query string a page depends on, sorted: of each known parameter what is said first.

    Left out are parameters that the page does not know (whoever sends a link adds some), and those that say
    nothing, or what is so without them.
    """
    said: dict[str, str] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name in known:
            said.setdefault(name, value)
    return tuple(sorted((name, value) for name, value in said.items() if value not in ("", known[name])))


def kept(
    known: Parameters = NONE, may_keep: Callable[[dict[str, str]], bool] = lambda _: True
) -> Callable[[Any], Any]:
    """Keep the view's page for visitors without a session.

    `known`: the parameters that it depends on. `may_keep(filters)`: whether a page under these is worth a
    place (not a free search, nor a code that nothing has). The version is read before anything is rendered,
    so that a page can be called too old but never too new.
    """

    def decorate(view: Callable[..., Any]) -> Callable[..., Response]:
        @wraps(view)
        def serve(*args: Any, **values: Any) -> Response:
            filters = normalised(request.query_string.decode(errors="replace"), known)
            if _has_session():
                return make_response(view(*args, **values))
            if not may_keep(dict(filters)):
                response = make_response(view(*args, **values))
                response.headers.update({"Cache-Control": "no-cache", "Vary": VARY})  # nobody's own
                return response
            key = (request.path, filters, languages.without_person())
            return _serve_kept(partial(view, *args, **values), key, known)

        return serve

    return decorate


def _has_session() -> bool:
    return str(current_app.config["SESSION_COOKIE_NAME"]) in request.cookies


def _serve_kept(view: Callable[[], Any], key: Key, known: Parameters) -> Response:
    db.session.rollback()  # what the page reads must not be older than the version read here
    g.kept_query = urlencode(key[1])
    version = g.public_version if "public_version" in g else _version()
    page = pages().find(key)
    if page is not None and page.holds(version):
        pages().hits += 1
    else:
        pages().misses += 1
        response = make_response(view())
        if response.status_code != 200:
            return response
        page = _page(response, version)
        pages().keep(key, page)
        if known:
            pages().known[key[0]] = known
    answer = page.ready.answer(request.environ)
    return Response(answer.body, answer.status, headers=answer.headers)


def _version() -> int:
    """The public version. A database that is away is reported as by any other question."""
    reader: versions.Reader = current_app.extensions[VERSION]
    try:
        return reader.read()
    except db.engine().dialect.loaded_dbapi.Error:
        return versions.read(db.engine())


def _page(response: Response, version: int) -> KeptPage:
    headers = [(name, value) for name, value in response.headers if name in KEPT_HEADERS]
    headers += [("Cache-Control", "no-cache"), ("Vary", VARY)]
    until = g.get("page_until")
    body = response.get_data()
    tag = sha256(body).hexdigest()[:32]
    holds = clock.real_of(until) if until else None
    return KeptPage(Ready(body, tag, headers), version, holds, request_log.route())
