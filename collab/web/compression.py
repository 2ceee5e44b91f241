"""Text that is the same for everybody, and not kept ready, goes out as gzip.

What is one person's own (Cache-Control: no-store) is left as it is: the length of a compressed page that
holds both a secret token and something that somebody else chose gives the token away.
"""

import gzip
from functools import lru_cache

from flask import Flask, request
from werkzeug.wrappers import Response

TEXT = {"application/json", "application/rss+xml", "application/atom+xml", "image/svg+xml"}
LEAST = 1024


def install(app: Flask) -> None:
    """Let each answer pass through here last: call this before anything else that works on answers."""
    app.after_request(_pack)


def _pack(response: Response) -> Response:
    if not _is_public_text(response):
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings["gzip"] or request.method == "HEAD":
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) >= LEAST:
        response.set_data(_zipped(body))
        response.headers["Content-Encoding"] = "gzip"
        _weaken_tag(response)
    return response


def _is_public_text(response: Response) -> bool:
    mimetype = response.mimetype or ""
    return (
        response.status_code == 200
        and "Content-Encoding" not in response.headers
        and response.headers.get("Cache-Control", "no-store") != "no-store"
        and (mimetype.startswith("text/") or mimetype in TEXT)
    )


def _weaken_tag(response: Response) -> None:
    """The same text in other bytes: a strong tag would promise the same bytes."""
    tag, is_weak = response.get_etag()
    if tag and not is_weak:
        response.set_etag(tag, weak=True)


@lru_cache(maxsize=256)
def _zipped(body: bytes) -> bytes:
    return gzip.compress(body, compresslevel=6, mtime=0)
