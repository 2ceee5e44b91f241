"""Addresses: only our own pages to go back to, only the configured address in what leaves the site."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, request, url_for
from werkzeug.exceptions import HTTPException

MOST_PATHS = 8192
"""Paths that an application remembers."""
PATHS = "collab-paths"


def local_path(wanted: str, otherwise: str) -> str:
    """`wanted` when it is a path on this site, else `otherwise`.

    Browsers read a backslash as a slash and drop control characters, so that `/\\evil.example` and
    `//evil.example` leave the site: both are refused, parsed and not guessed by prefix.
    """
    if not wanted.startswith("/") or wanted.startswith("//"):  # of the second `urlsplit` refuses some
        return otherwise
    if any(ord(c) < 33 or c == "\\" or ord(c) == 127 for c in wanted):
        return otherwise
    parts = urlsplit(wanted)
    return otherwise if parts.scheme or parts.netloc else wanted


def page_in_view() -> str:
    """The page that the request belongs to, to come back to.

    What was written was written on the page that the browser names, with its query; where it names none of
    ours, on the address itself or the nearest one above that is a page. Empty where there is none.
    """
    if request.method == "GET":
        return request.full_path.rstrip("?")
    return next(filter(_is_page, [*_named_by_the_browser(), *_upwards(request.path)]), "")


def _named_by_the_browser() -> Iterator[str]:
    try:
        said = urlsplit(request.referrer or "")
    except ValueError:  # no address at all, such as `http://[`
        return
    if said.netloc == request.host:
        yield f"{said.path}?{said.query}".rstrip("?")


def _upwards(path: str) -> Iterator[str]:
    while path.strip("/"):
        yield path
        path = path.rpartition("/")[0]


def _is_page(path: str) -> bool:
    adapter = current_app.create_url_adapter(request)
    if adapter is None or not local_path(path, ""):
        return False
    try:
        adapter.match(urlsplit(path).path, method="GET")
    except HTTPException:
        return False
    return True


def install(app: Flask) -> None:
    """Let the application remember its paths: a page says a hundred of them.

    A path depends on nothing but its endpoint and values; every site stands at the root of its host.
    """
    app.extensions[PATHS] = lru_cache(MOST_PATHS)(_new_path)


def _new_path(endpoint: str, **values: Any) -> str:
    return url_for(endpoint, **values)


def path_to(endpoint: str, **values: Any) -> str:
    """What `url_for` answers, from memory when it was asked before."""
    return paths(current_app)(endpoint, **values)


def paths(app: Flask) -> Callable[..., str]:
    """The application's own `path_to`, for whoever need not look for the application first."""
    remembered: Callable[..., str] = app.extensions[PATHS]
    return remembered


def absolute(endpoint: str, **values: Any) -> str:
    """The full address of a page, from the configured address and never from the request's Host."""
    return site() + path_to(endpoint, **values)


def site() -> str:
    """The site's own address, scheme and host, to put before a path."""
    return str(current_app.config["ADDRESS"])
