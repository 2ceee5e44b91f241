"""The request's id, and one line of log for every answer: the route, never the path, which may hold a key."""

import logging
import secrets
import time

from flask import Flask, g, request
from werkzeug.wrappers import Response

log = logging.getLogger("collab.request")

ROUTE = "collab.route"
"""Where the environment says, once there is an answer, which route gave it."""


def install(app: Flask) -> None:
    """Name each request first and write about it last: call this before everything else that installs."""
    app.before_request(_begin)
    app.after_request(_end)


def route() -> str:
    """The pattern of the address in view: /sign-in/link/<token>."""
    return request.url_rule.rule if request.url_rule is not None else "-"


def _begin() -> None:
    g.request_id = secrets.token_hex(8)
    g.began = time.perf_counter()


def _end(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.request_id
    request.environ[ROUTE] = route()
    log.info(
        "answered",
        extra={
            "request_id": g.request_id,
            "method": request.method,
            "route": route(),
            "status": response.status_code,
            "ms": round((time.perf_counter() - g.began) * 1000, 1),
        },
    )
    return response
