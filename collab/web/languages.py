"""Which language a page speaks: the switch's cookie, else the person, else the browser, else Swedish."""

from functools import lru_cache
from urllib.parse import urlencode

from flask import Blueprint, Flask, current_app, g, has_request_context, redirect, request
from flask_babel import Babel, refresh
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header
from werkzeug.wrappers import Response

from collab.errors import NotFound
from collab.text import CATALOGUES, LANGUAGES, choose_language_by, language
from collab.web.access import visitor
from collab.web.addresses import local_path, path_to

bp = Blueprint("languages", __name__)
COOKIE = "language"
AS_IT_IS = "!$'()*,/:;?@"
"""What a query may hold unquoted: the address of a page stays legible in another's."""
A_YEAR = 365 * 24 * 3600


def chosen() -> str:
    """The language code of this request; Swedish where there is none (a command, the worker)."""
    if not has_request_context():
        return "sv"
    place = g._get_current_object()  # once: to find it takes longer than to look
    code: str | None = place.get("language")
    if code is None:
        code = place.language = _choose()
    return code


def without_person() -> str:
    """The language of a visitor without a session: cookie, then browser. The page cache keys on it."""
    return of_visitor(request.cookies.get(COOKIE, ""), request.headers.get("Accept-Language", ""))


@lru_cache(maxsize=1024)
def of_visitor(cookie: str, accept_language: str) -> str:
    """The language for this cookie and this Accept-Language header."""
    accepted = parse_accept_header(accept_language, LanguageAccept).values()
    wanted = [cookie, *(tag.partition("-")[0].lower() for tag in accepted)]
    return next((code for code in wanted if code in LANGUAGES), "sv")


def _choose() -> str:
    if request.cookies.get(COOKIE) in LANGUAGES:
        return str(request.cookies[COOKIE])
    person = visitor()
    return person.language if person is not None else without_person()


def speak(code: str) -> None:
    """Speak the language of somebody who is known without a session, unless the switch says another."""
    if request.cookies.get(COOKIE) not in LANGUAGES:
        g.language = code
        refresh()


def install(app: Flask) -> None:
    """Let every text be in the language that is chosen."""
    choose_language_by(chosen)
    Babel(
        app,
        default_locale="sv",
        default_timezone="Europe/Stockholm",
        locale_selector=language,
        default_translation_directories=str(CATALOGUES),
        configure_jinja=False,
    )
    app.register_blueprint(bp)


def switch_address() -> str:
    """Where the switch leads: the other language, back on this page.

    On a kept page only the filters it was made for are said, not whatever else the address held.
    """
    query = g.kept_query if "kept_query" in g else request.query_string.decode("latin-1")
    back = f"{request.path}?{query}" if query else request.path
    return f"{path_to('languages.switch', code=other())}?{urlencode({'next': back}, safe=AS_IT_IS)}"


def other() -> str:
    """The language that is not in use."""
    return "en" if chosen() == "sv" else "sv"


def remember(response: Response, code: str) -> Response:
    """Let the browser keep the choice for a year."""
    is_secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.set_cookie(COOKIE, code, max_age=A_YEAR, httponly=True, samesite="Lax", secure=is_secure)
    return response


@bp.get("/language/<code>")
def switch(code: str) -> Response:
    """Remember the choice in a cookie and go back. It changes nothing on the server."""
    if code not in LANGUAGES:
        raise NotFound(code)
    return remember(redirect(local_path(request.args.get("next", ""), "/"), code=303), code)
