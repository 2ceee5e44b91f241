"""The real application with a few routes more, each doing one thing that must be handled."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask, Response, g, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from collab import db, versions
from collab.app import create_app
from collab.config import Settings
from collab.errors import Forbidden, NotFound, RuleViolation, TooMany
from collab.web import cache
from collab.web.access import ANYONE, OWN, Access, Audience, authorize
from collab.web.transactions import prepared

SCOPE = "probe"
"""What a probe that writes raises, so that one sees whether it was committed."""


def _write(answer: Callable[[], ResponseReturnValue]) -> Callable[[], ResponseReturnValue]:
    def view() -> ResponseReturnValue:
        versions.bump(SCOPE)
        return answer()

    return view


def _raising(error: Exception) -> Callable[[], ResponseReturnValue]:
    def answer() -> ResponseReturnValue:
        raise error

    return answer


def said(word: object, status: int = 200) -> Response:
    """A word as plain text: these are no pages."""
    return Response(str(word), status, mimetype="text/plain")


def _asked() -> ResponseReturnValue:
    authorize(lambda person: True)
    return said("written")


def _prepare() -> dict[str, bool]:
    return {"writing": db.is_writing(), "stops": "stop" in request.form}


@prepared(_prepare)
def _prepared(prepared: dict[str, bool]) -> ResponseReturnValue:
    return {"before": prepared["writing"], "inside": db.is_writing()}


def _stop_early() -> Any:
    return redirect("/elsewhere")


@prepared(_stop_early)
def _never(prepared: object) -> ResponseReturnValue:
    raise AssertionError("the view ran although its preparation had answered")


WRITES: dict[str, tuple[Callable[..., ResponseReturnValue], Access]] = {
    "commit": (_write(lambda: said("written")), ANYONE),
    "go": (_write(lambda: redirect("/elsewhere")), ANYONE),
    "invalid": (_write(lambda: said("no", 422)), ANYONE),
    "broken": (_write(_raising(RuntimeError("hemligt"))), ANYONE),
    "rule": (_write(_raising(RuleViolation("The rule says no."))), ANYONE),
    "forgot": (_write(lambda: said("written")), Access(Audience.PROGRAMME)),
    "asked": (_write(_asked), Access(Audience.PROGRAMME)),
    "own": (_write(lambda: said("written")), OWN),
    "prepared": (_prepared, ANYONE),
    "early": (_never, ANYONE),
}
READS: dict[str, tuple[Callable[..., ResponseReturnValue], Access]] = {
    "not-found": (_raising(NotFound("hemligt")), ANYONE),
    "forbidden": (_raising(Forbidden("hemligt")), ANYONE),
    "too-many": (_raising(TooMany(61)), ANYONE),
    "broken-page": (_raising(RuntimeError("hemligt")), ANYONE),
    "away": (_raising(OperationalError("SELECT hemligt", {}, Exception("hemligt"))), ANYONE),
    "writing": (lambda: said(db.is_writing()), ANYONE),
    "policy": (_asked, ANYONE),
    "no-policy": (lambda: said(g.get("policy_asked", False)), ANYONE),
    "database": (lambda: said(db.session.scalar(text("SELECT 1"))), ANYONE),
    "own-page": (lambda: said("own"), OWN),
}


def add_probes(app: Flask) -> Flask:
    """Put the probes beneath /probe."""
    table = dict(app.extensions["collab-access"])
    for routes, method in ((WRITES, "POST"), (READS, "GET")):
        for name, (view, access) in routes.items():
            app.add_url_rule(f"/probe/{name}", f"probe.{name}", view, methods=[method])
            table[f"probe.{name}"] = access
    app.add_url_rule("/probe/unlisted", "probe.unlisted", lambda: said("seen by nobody"))
    app.extensions["collab-access"] = table
    return app


@pytest.fixture(scope="session")
def probed(app: Flask, settings: Settings) -> Flask:
    """The application with the probes, made once, after the one without."""
    assert app
    return add_probes(create_app(settings))


@pytest.fixture
def probing(site: Flask, probed: Flask) -> Iterator[Flask]:
    """The application with the probes; errors become pages as they do for people."""
    cache.install(probed)
    yield probed
    with probed.app_context():
        db.session.remove()
        db.engine().dispose()


def written() -> int:
    """How often a probe's write was committed."""
    db.session.rollback()
    return versions.read(db.engine(), SCOPE)
