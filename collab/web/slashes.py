"""An address with a slash at its end leads to the one without, where people and other sites write it so."""

from flask import Flask, current_app, redirect, request, url_for
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.wrappers import Response


def install(app: Flask) -> None:
    """Lead on before anything is asked: call this before what needs the database."""
    app.before_request(_lead_on)


def _lead_on() -> Response | None:
    """To the same address without its last slash, for good, when there is such an address to be read.

    Whether something lies there, and for whom, is said there: here nothing is looked up.
    """
    if request.method not in ("GET", "HEAD") or not request.path.endswith("/"):
        return None
    if not isinstance(request.routing_exception, NotFound):
        return None
    try:
        endpoint, values = current_app.url_map.bind("").match(request.path.removesuffix("/"), method="GET")
    except HTTPException:
        return None
    path, query = url_for(endpoint, **values), request.query_string.decode(errors="replace")
    return redirect(f"{path}?{query}" if query else path, code=308)
