"""Kept pages, to visitors without a session, and static files go out before Flask wakes."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from flask import Flask
from werkzeug.http import parse_cookie
from werkzeug.sansio.utils import host_is_trusted

from collab import db, versions
from collab.version_line import Away, Line
from collab.web import languages
from collab.web.cache import NONE, VERSION, KeptPage, Key, Pages, normalised
from collab.web.errors import REFUSED
from collab.web.headers import fixed_headers
from collab.web.ready import Answer, Ready
from collab.web.request_log import ROUTE
from collab.web.static import StaticFiles

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
STATIC = "/static/<path:file>"
LONGEST_QUERY = 500
"""Characters; no kept page has more filters."""


class Finished:
    """A WSGI layer that answers what it can and hands everything else on.

    A page is answered only when the public version, read after the request came, is the page's own: the
    first request after a change, in any process, is handed on and makes the page anew.
    """

    def __init__(self, app: Flask, inner: Application, static: StaticFiles) -> None:
        self._app = app
        self._inner = inner
        self._static = static
        self._session_cookie = f"{app.config['SESSION_COOKIE_NAME']}="
        self._is_trusted = lru_cache(64)(lambda host: host_is_trusted(host, app.config["TRUSTED_HOSTS"]))
        self._always = fixed_headers(app)
        self._version: versions.Reader = app.extensions[VERSION]
        with app.app_context():
            engine = db.engine()
        self._away: type[Exception] = engine.dialect.loaded_dbapi.Error
        self._line = None if self._version.is_at_hand else Line(engine, self._version.question)

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """One request."""
        found = self._find(environ)
        if isinstance(found, KeptPage):
            found = self._while_true(found, self._number(), environ)
        if found is None:
            return self._inner(environ, start_response)
        answer = self._answer(found, environ)
        start_response(answer.status, answer.headers)
        return [answer.body]

    async def at_once(self, environ: Environ) -> Answer | None:
        """The answer to a request that needs no thread."""
        found = self._find(environ)
        if isinstance(found, KeptPage):
            found = self._while_true(found, await self._number_unhurried(), environ)
        return None if found is None else self._answer(found, environ)

    def _find(self, environ: Environ) -> Ready | KeptPage | None:
        """What may answer: a static file, or a page while it is true."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or REFUSED in environ:
            return None
        if not self._is_trusted(environ.get("HTTP_HOST", "")):
            return None
        path = environ["PATH_INFO"].encode("latin-1").decode(errors="replace")
        file = self._static.find(path)
        if file is not None:
            environ[ROUTE] = STATIC
            return file
        pages: Pages = self._app.extensions["collab-pages"]
        key = self._key(path, environ, pages)
        return pages.find(key) if key is not None else None

    def _answer(self, ready: Ready, environ: Environ) -> Answer:
        answer = ready.answer(environ)
        return Answer(answer.status, [*answer.headers, *self._always], answer.body)

    def _while_true(self, page: KeptPage, number: int | None, environ: Environ) -> Ready | None:
        if number is None or not page.holds(number):
            return None
        pages: Pages = self._app.extensions["collab-pages"]
        pages.hits += 1
        environ[ROUTE] = page.route
        return page.ready

    def _number(self) -> int | None:
        """The public version now; None when the database is away."""
        try:
            return self._version.read()
        except self._away:
            return None

    async def _number_unhurried(self) -> int | None:
        """The public version now, without holding up others; None when it cannot be read so."""
        if self._line is None:
            return self._number()
        try:
            return await self._line.read()
        except Away:
            return None

    def _key(self, path: str, environ: Environ, pages: Pages) -> Key | None:
        cookies = environ.get("HTTP_COOKIE", "")
        query = environ.get("QUERY_STRING", "")
        if self._session_cookie in cookies or len(query) > LONGEST_QUERY:
            return None
        chosen = parse_cookie(cookies).get(languages.COOKIE, "") if languages.COOKIE in cookies else ""
        language = languages.of_visitor(chosen, environ.get("HTTP_ACCEPT_LANGUAGE", ""))
        known = pages.known.get(path, NONE) if query else NONE
        return path, normalised(query, known) if known else (), language
