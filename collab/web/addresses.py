"""Addresses: only our own pages to go back to, only the configured address in what leaves the site."""

from typing import Any
from urllib.parse import urlsplit

from flask import current_app, url_for


def local_path(wanted: str, otherwise: str) -> str:
    """`wanted` when it is a path on this site, else `otherwise`.

    Browsers read a backslash as a slash and drop control characters, so that `/\\evil.example` and
    `//evil.example` leave the site: both are refused, parsed and not guessed by prefix.
    """
    if not wanted.startswith("/") or any(ord(c) < 33 or c == "\\" or ord(c) == 127 for c in wanted):
        return otherwise
    parts = urlsplit(wanted)
    return otherwise if parts.scheme or parts.netloc or wanted.startswith("//") else wanted


def absolute(endpoint: str, **values: Any) -> str:
    """The full address of a page, from the configured address and never from the request's Host."""
    return site() + url_for(endpoint, **values)


def site() -> str:
    """The site's own address, scheme and host, to put before a path."""
    return str(current_app.config["ADDRESS"])
