"""One place that turns errors into pages."""

import logging

from flask import Flask, Response, flash, g, make_response, redirect, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from collab import db
from collab.errors import Forbidden, NotFound, RuleViolation, TooMany
from collab.web.addresses import local_path

log = logging.getLogger("collab.web")


def install(app: Flask) -> None:
    """Register every handler."""
    app.register_error_handler(NotFound, lambda _: page(404))
    app.register_error_handler(Forbidden, lambda _: page(403))
    app.register_error_handler(RuleViolation, _refused)
    app.register_error_handler(TooMany, _too_many)
    app.register_error_handler(CSRFError, lambda _: page(400))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DataError, lambda _: page(404))  # an address with what no column can hold
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(500, _broken)


def page(status: int, **values: object) -> Response:
    """The error page of a status, without anything internal."""
    db.session.rollback()
    return make_response(render_template("errors/error.html", status=status, **values), status)


def _http(error: HTTPException) -> BaseResponse | Response:
    if error.code is None or error.code < 400:
        return error.get_response()
    answer = page(error.code)
    if error.code == 405:
        answer.headers["Allow"] = str(dict(error.get_headers()).get("Allow", "GET"))
    return answer


def _too_many(error: TooMany) -> Response:
    answer = page(429, seconds=error.seconds)
    answer.headers["Retry-After"] = str(error.seconds)
    return answer


def _refused(refusal: RuleViolation) -> BaseResponse:
    """A rule said no to a plain button: say so on the page where the person was."""
    db.session.rollback()
    flash(str(refusal), "error")
    parent = request.path.rsplit("/", 1)[0] or "/"
    return redirect(local_path(request.form.get("back", ""), parent), code=303)


def _database_away(error: OperationalError) -> Response:
    log.error("database away", extra={"request_id": g.get("request_id", ""), "cause": str(error.orig)})
    return page(503)


def _broken(error: Exception) -> Response:
    log.error("unexpected", exc_info=error, extra={"request_id": g.get("request_id", "")})
    return page(500)
