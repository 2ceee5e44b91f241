"""One place that turns errors into pages."""

import logging
import re
from contextlib import suppress

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

from collab import db, space
from collab.errors import Forbidden, NotFound, RuleViolation, StoreAway, TooMany
from collab.text import _
from collab.web import languages, unsaved
from collab.web.access import Audience, access_of, visitor
from collab.web.addresses import local_path, page_in_view

log = logging.getLogger("collab.web")

REFUSED = "collab.refused"
"""Where the environment says with which status the door did not take a request."""
DRAFTED = "drafted"
"""The hidden field of a form that saves itself: the hour at which it last did."""
HOUR = re.compile(r"[0-9]{2}[.:][0-9]{2}")
PLAIN_FORM = "application/x-www-form-urlencoded"
LARGEST_PLAIN_FORM = 512 * 1024
"""Bytes. Such a form is read at once, however many fields it has; multipart ones are limited elsewhere."""


def install(app: Flask) -> None:
    """Register every handler."""
    app.before_request(_refuse_at_the_door)
    app.register_error_handler(NotFound, lambda _no: page(404))
    app.register_error_handler(Forbidden, _forbidden)
    app.register_error_handler(RuleViolation, _refused)
    app.register_error_handler(TooMany, _too_many)
    app.register_error_handler(StoreAway, _store_away)
    app.register_error_handler(CSRFError, lambda _no: _signed_out(400) or page(400))
    app.register_error_handler(SecurityError, _wrong_host)
    app.register_error_handler(HTTPException, _http)
    for what_no_column_can_hold in (
        DataError,
        OverflowError,
    ):  # in an address; SQLite's driver says the second
        app.register_error_handler(what_no_column_can_hold, lambda _no: page(404))
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(OSError, _no_room)
    app.register_error_handler(NoConnection, _database_away)
    app.register_error_handler(500, lambda _no: page(500))


def page(status: int, **values: object) -> Response:
    """The error page of a status, without anything internal."""
    db.session.rollback()
    if status >= 500:
        return make_response(_plain_page(status, **values), status)
    try:
        html = render_template(
            "errors/error.html", status=status, unsaved=unsaved.texts(), onwards=page_in_view(), **values
        )
        return make_response(html, status)
    except (OperationalError, NoConnection) as away:
        return _database_away(away)


def _plain_page(status: int, **values: object) -> str:
    """The page for when something is broken: it asks neither the database nor who is looking."""
    g.language = g.get("language") or languages.without_person()
    template = current_app.jinja_env.get_template("errors/error.html")
    return template.render(
        status=status,
        typed=unsaved.fields() if status in (503, 507) else [],
        onwards=request.path,
        language=g.language,
        other_language=languages.other(),
        language_switch_url=languages.switch_address(),
        **values,
    )


def _forbidden(no: Forbidden) -> Response:
    return _signed_out(403) or page(403, said=no.said)


def _signed_out(status: int) -> Response | None:
    """The page for somebody who wrote where one must be signed in, and is not any more; None for others."""
    row = access_of(request.endpoint or "")
    if visitor() is not None or row is None or row.audience is Audience.ANYONE:
        return None
    return page(status, is_signed_out=True, drafted=_drafted())


def _drafted() -> str:
    """When the form that came was last kept as a draft, as our page said it (09.03); empty where never."""
    said = request.form.get(DRAFTED, "")
    return said if HOUR.fullmatch(said) else ""


def _refuse_at_the_door() -> Response | None:
    refused = request.environ.get(REFUSED)
    if refused == 507:
        return _full("the body found no room")
    if refused is not None:
        abort(refused)
    if request.mimetype == PLAIN_FORM and (request.content_length or 0) > LARGEST_PLAIN_FORM:
        abort(413)
    return None


def _http(error: HTTPException) -> BaseResponse | Response:
    if error.code is None or error.code < 400:
        return error.get_response()
    around = _page_around() if error.code == 405 else None
    if around is not None:
        return around
    answer = page(error.code)
    if error.code == 405:
        answer.headers["Allow"] = str(dict(error.get_headers()).get("Allow", "GET"))
    if error.code == 503:
        answer.headers["Retry-After"] = "10"
    return answer


def _page_around() -> BaseResponse | None:
    """Lead who opens the address of a button, after a reload or by a bookmark, to the page that it is on."""
    adapter = current_app.create_url_adapter(request)
    if adapter is None or request.method not in ("GET", "HEAD"):
        return None
    parts = [part for part in request.path.split("/") if part]
    paths = ("/" + "/".join(parts[:depth]) for depth in range(len(parts) - 1, 0, -1))
    around = next((path for path in paths if adapter.test(path, "GET")), None)
    return redirect(around, code=303) if around is not None else None


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


def _no_room(error: OSError) -> Response:
    lack = space.lack_of(error)
    if not lack:
        raise error
    return _full(lack)


def _full(lack: str) -> Response:
    """Nothing was saved and nothing is broken: it works again as soon as there is room."""
    log.error("no room left on the disk", extra={"request_id": g.get("request_id", ""), "cause": lack})
    db.session.rollback()
    with suppress(OperationalError, NoConnection):
        languages.chosen()  # the person's own: reading goes on
    answer = page(507)
    answer.headers["Retry-After"] = "60"
    return answer


def _store_away(error: StoreAway) -> Response:
    """Nothing was saved: the bytes come first, the row that names them after."""
    log.error("store away", extra={"request_id": g.get("request_id", ""), "cause": str(error.strerror)})
    with suppress(OperationalError, NoConnection):
        languages.chosen()
    said = _(
        "The place where files and pictures are kept does not answer. Nothing of what you sent was saved; "
        "what was there before is still there. Try again in a minute."
    )
    answer = page(503, said=said)
    answer.headers["Retry-After"] = "60"
    return answer


def _database_away(error: OperationalError | NoConnection) -> Response:
    lack = space.lack_of(error)
    if lack:
        return _full(lack)
    log.error("database away", extra={"request_id": g.get("request_id", ""), "cause": type(error).__name__})
    answer = page(503)
    answer.headers["Retry-After"] = "10"
    return answer
