"""Answering with a kept picture, so that a browser can do nothing with it but show it."""

import re
import unicodedata
from itertools import chain
from urllib.parse import quote

from flask import current_app, request
from werkzeug.wrappers import Response

from collab.errors import NotFound
from collab.files.choosing import store_of
from collab.files.models import Picture
from collab.files.prepared import WIDTHS
from collab.files.store import Store

A_YEAR = 365 * 24 * 3600
POLICY = "default-src 'none'; sandbox"


def store() -> Store:
    """The current application's store."""
    return store_of(current_app.extensions["collab-settings"])


def drawn_response(name: str, content_type: str) -> Response:
    """What was drawn here, public, under an address that holds its hash: kept for a year, by anybody.

    Unlike a page's other answers it may be shown on other sites, where people share the page.
    """
    answer = Response(store().read(name), content_type=content_type)
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    answer.set_etag(name)
    return answer.make_conditional(request)


def picture_response(picture: Picture, width: int) -> Response:
    """The picture at `width` pixels, or its largest where it is smaller. Ask the owner's policy first.

    Raises NotFound for a width that no picture is made in. What has an address never changes, so that the
    browser of somebody who may see it keeps it for a year and asks no more.

    A public one can be withdrawn. From then on nothing is answered here, and no page shows it: browsers ask
    for each page anew, and let no other site show our pictures (Cross-Origin-Resource-Policy). What is left
    lies with those who had seen it, and could have saved it. Caches in between, which would hand it on,
    may not keep it at all (`private`): nobody knows them, and nobody could tell them.
    """
    if width not in WIDTHS and width not in picture.widths:
        raise NotFound(f"no picture is {width} pixels wide")
    name = picture.variant(width)
    answer = Response(content_type="image/webp")
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Disposition"] = "inline"
    answer.headers["Cache-Control"] = f"private, max-age={A_YEAR}, immutable"
    answer.set_etag(name)
    if request.if_none_match.contains(name):
        answer.status_code = 304
    else:
        answer.set_data(store().read(name))
    return answer


def download_response(name: str, called: str, media_type: str) -> Response:
    """A kept file, to be saved under what it is `called` and never shown. Ask the owner's policy first.

    Raises NotFound where the bytes are gone. Whoever has it asks again each time: rights change.
    """
    answer = Response(content_type=media_type)
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Disposition"] = _attachment(called)
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.set_etag(name)
    if request.if_none_match.contains(name):
        answer.status_code = 304
        return answer
    answer.content_length = store().size(name)
    pieces = store().pieces(name)
    answer.response = chain([next(pieces, b"")], pieces)  # a store that is away says so before it begins
    return answer


def _attachment(called: str) -> str:
    """Saved under that name (RFC 6266): in plain letters for old browsers, whole for the others."""
    plain = unicodedata.normalize("NFKD", called).encode("ascii", "ignore").decode()
    safe = re.sub(r"[^A-Za-z0-9. _-]", "-", plain)
    return f"attachment; filename=\"{safe}\"; filename*=UTF-8''{quote(called, safe='')}"
