"""One place that turns errors into pages."""

import logging

from flask import (
    Flask,
    Response,
    abort,
    current_app,
    flash,
    g,
    make_response,
    redirect,
    render_template,
    request,
)
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response as BaseResponse

from collab import db
from collab.errors import Forbidden, NotFound, RuleViolation, TooMany
from collab.web import languages
from collab.web.addresses import local_path

log = logging.getLogger("collab.web")

REFUSED = "collab.refused"
"""Where the environment says with which status the door did not take a request."""
PLAIN_FORM = "application/x-www-form-urlencoded"
LARGEST_PLAIN_FORM = 512 * 1024
"""Bytes. Such a form is read at once, however many fields it has; multipart ones are limited elsewhere."""


def install(app: Flask) -> None:
    """Register every handler."""
    app.before_request(_refuse_at_the_door)
    app.register_error_handler(NotFound, lambda _: page(404))
    app.register_error_handler(Forbidden, lambda no: page(403, said=no.said))
    app.register_error_handler(RuleViolation, _refused)
    app.register_error_handler(TooMany, _too_many)
    app.register_error_handler(CSRFError, lambda _: page(400))
    app.register_error_handler(SecurityError, _wrong_host)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DataError, lambda _: page(404))  # an address with what no column can hold
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(NoConnection, _database_away)
    app.register_error_handler(500, lambda _: page(500))


def page(status: int, **values: object) -> Response:
    """The error page of a status, without anything internal."""
    db.session.rollback()
    if status >= 500:
        return make_response(_plain_page(status), status)
    try:
        return make_response(render_template("errors/error.html", status=status, **values), status)
    except (OperationalError, NoConnection) as away:
        return _database_away(away)


def _plain_page(status: int) -> str:
    """The page for when something is broken: it asks neither the database nor who is looking."""
    g.language = g.get("language") or languages.without_person()
    template = current_app.jinja_env.get_template("errors/error.html")
    return template.render(
        status=status,
        language=g.language,
        other_language=languages.other(),
        language_switch_url=languages.switch_address(),
    )


def _refuse_at_the_door() -> None:
    refused = request.environ.get(REFUSED)
    if refused is not None:
        abort(refused)
    if request.mimetype == PLAIN_FORM and (request.content_length or 0) > LARGEST_PLAIN_FORM:
        abort(413)


def _http(error: HTTPException) -> BaseResponse | Response:
    if error.code is None or error.code < 400:
        return error.get_response()
    answer = page(error.code)
    if error.code == 405:
        answer.headers["Allow"] = str(dict(error.get_headers()).get("Allow", "GET"))
    if error.code == 503:
        answer.headers["Retry-After"] = "10"
    return answer


def _wrong_host(_error: SecurityError) -> Response:
    """Somebody asked for another host: there is no address to link to."""
    return Response(
        "This site does not answer to that host.\n", 400, content_type="text/plain; charset=utf-8"
    )


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


def _database_away(error: OperationalError | NoConnection) -> Response:
    log.error("database away", extra={"request_id": g.get("request_id", ""), "cause": type(error).__name__})
    answer = page(503)
    answer.headers["Retry-After"] = "10"
    return answer
