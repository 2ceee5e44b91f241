"""Addresses: only our own pages to go back to, only the configured address in what leaves the site."""

from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, url_for
from werkzeug.routing import Map


def local_path(wanted: str, otherwise: str) -> str:
    """`wanted` when it is a path on this site, else `otherwise`.

    Browsers read a backslash as a slash and drop control characters, so that `/\\evil.example` and
    `//evil.example` leave the site: both are refused, parsed and not guessed by prefix.
    """
    if not wanted.startswith("/") or any(ord(c) < 33 or c == "\\" or ord(c) == 127 for c in wanted):
        return otherwise
    parts = urlsplit(wanted)
    return otherwise if parts.scheme or parts.netloc or wanted.startswith("//") else wanted


def path_to(endpoint: str, **values: Any) -> str:
    """What `url_for` answers, from memory when it was asked before: a page says a hundred addresses.

    A path depends on nothing but its endpoint and values; every site stands at the root of its host.
    """
    return _path_to(current_app.url_map, endpoint, *values.items())


@lru_cache(maxsize=8192)
def _path_to(_map: Map, endpoint: str, *values: tuple[str, Any]) -> str:
    return url_for(endpoint, **dict(values))


def absolute(endpoint: str, **values: Any) -> str:
    """The full address of a page, from the configured address and never from the request's Host."""
    return site() + url_for(endpoint, **values)


def site() -> str:
    """The site's own address, scheme and host, to put before a path."""
    return str(current_app.config["ADDRESS"])
