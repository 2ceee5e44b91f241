"""Text that is nobody's own, and not kept ready, goes out in the encoding that the browser takes.

What is one person's own is left as it is: the length of a compressed page that holds both a secret token and
something that somebody else chose gives the token away (BREACH). Nobody's own is what may be kept
(Cache-Control is not no-store), and what a visitor without a session gets, an error for instance, as long as
no session begins with it: its token stands in the page.
"""

from functools import lru_cache

from flask import Flask, current_app, request, session
from werkzeug.wrappers import Response

from collab.web.ready import IDENTITY, LEAST, encode, preferred

TEXT = {
    "application/json",
    "application/rss+xml",
    "application/atom+xml",
    "application/xml",
    "image/svg+xml",
}
MOST_REMEMBERED = 64 * 1024
"""Bytes; a large sitemap is asked for too seldom to lie in memory."""


def install(app: Flask) -> None:
    """Let each answer pass through here last: call this before anything else that works on answers."""
    app.after_request(_pack)


def _pack(response: Response) -> Response:
    if not (_is_text(response) and _is_nobodys_own(response)):
        return response
    response.vary.add("Accept-Encoding")
    encoding = preferred(request.headers.get("Accept-Encoding", ""))
    if encoding == IDENTITY or request.method == "HEAD":
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) >= LEAST:
        response.set_data(
            _remembered(body, encoding) if len(body) <= MOST_REMEMBERED else encode(body, encoding)
        )
        response.headers["Content-Encoding"] = encoding
        _weaken_tag(response)
    return response


def _is_text(response: Response) -> bool:
    """Whether it is a whole text; an answer that leads elsewhere or says that nothing changed is none."""
    mimetype = response.mimetype or ""
    return (
        (response.status_code == 200 or response.status_code >= 400)
        and "Content-Encoding" not in response.headers
        and (mimetype.startswith("text/") or mimetype in TEXT)
    )


def _is_nobodys_own(response: Response) -> bool:
    if response.headers.get("Cache-Control", "no-store") != "no-store":
        return True
    return current_app.config["SESSION_COOKIE_NAME"] not in request.cookies and not session.modified


def _weaken_tag(response: Response) -> None:
    """The same text in other bytes: a strong tag would promise the same bytes."""
    tag, is_weak = response.get_etag()
    if tag and not is_weak:
        response.set_etag(tag, weak=True)


_remembered = lru_cache(maxsize=256)(encode)
