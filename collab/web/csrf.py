"""Writes come from our own pages only: each form carries the session's token."""

from flask import Flask, abort, request
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError

from collab.web.access import SAFE_METHODS, access_of

OURS = ("same-origin", "none")
"""Sec-Fetch-Site of a form on our own page, and of something the person typed or reloaded."""


def install(app: Flask) -> None:
    """Guard every unsafe method of every route but those that the access table says are signed."""
    app.before_request(_refuse_other_sites)
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    guard = CSRFProtect(app)

    def demand_token() -> None:
        if request.endpoint and not _is_signed():
            _protect(guard)

    app.before_request(demand_token)


def _protect(guard: CSRFProtect) -> None:
    try:
        guard.protect()
    except ValueError as error:  # a Referer that is no address
        raise CSRFError from error


def _refuse_other_sites() -> None:
    if request.method not in SAFE_METHODS and not is_ours() and not _is_signed():
        abort(400)


def _is_signed() -> bool:
    """Whether a signed token in the address stands for the session, wherever the request comes from."""
    access = access_of(request.endpoint) if request.endpoint else None
    return access is not None and access.is_signed


def is_ours() -> bool:
    """Whether the request comes from a page of this site, or from the person's own hand."""
    return request.headers.get("Sec-Fetch-Site", "none") in OURS
