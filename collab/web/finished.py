"""Kept pages, to visitors without a session, and static files go out before Flask wakes."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from flask import Flask
from werkzeug.http import parse_cookie
from werkzeug.sansio.utils import host_is_trusted

from collab import db, versions
from collab.web import languages
from collab.web.cache import NONE, VERSION, Key, Pages, normalised
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
            self._away: type[Exception] = db.engine().dialect.loaded_dbapi.Error

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """One request."""
        answer = self._answer(environ, is_patient=True)
        if answer is None:
            return self._inner(environ, start_response)
        start_response(answer.status, answer.headers)
        return [answer.body]

    def at_once(self, environ: Environ) -> Answer | None:
        """The answer to a request when nobody has to be waited for: no thread, no server of a database."""
        return self._answer(environ, is_patient=False)

    def _answer(self, environ: Environ, *, is_patient: bool) -> Answer | None:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or REFUSED in environ:
            return None
        if not self._is_trusted(environ.get("HTTP_HOST", "")):
            return None
        path = environ["PATH_INFO"].encode("latin-1").decode(errors="replace")
        ready = self._static.find(path)
        if ready is not None:
            environ[ROUTE] = STATIC
        elif is_patient or self._version.is_at_hand:
            ready = self._page(path, environ)
        if ready is None:
            return None
        answer = ready.answer(environ)
        return Answer(answer.status, [*answer.headers, *self._always], answer.body)

    def _page(self, path: str, environ: Environ) -> Ready | None:
        pages: Pages = self._app.extensions["collab-pages"]
        key = self._key(path, environ, pages)
        page = pages.find(key) if key is not None else None
        if page is None:
            return None
        try:
            is_true = page.holds(self._version.read())
        except self._away:
            return None
        if not is_true:
            return None
        pages.hits += 1
        environ[ROUTE] = page.route
        return page.ready

    def _key(self, path: str, environ: Environ, pages: Pages) -> Key | None:
        cookies = environ.get("HTTP_COOKIE", "")
        query = environ.get("QUERY_STRING", "")
        if self._session_cookie in cookies or len(query) > LONGEST_QUERY:
            return None
        chosen = parse_cookie(cookies).get(languages.COOKIE, "") if languages.COOKIE in cookies else ""
        language = languages.of_visitor(chosen, environ.get("HTTP_ACCEPT_LANGUAGE", ""))
        known = pages.known.get(path, NONE) if query else NONE
        return path, normalised(query, known) if known else (), language
