"""Subscribing to dates: the page with one's secret address, and what a calendar fetches there."""

from datetime import timedelta
from hashlib import sha256

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from collab import db, space
from collab.accounts.attempts import counted
from collab.accounts.tokens import fingerprint
from collab.accounts.visitor import signed_in
from collab.errors import NotFound
from collab.projects import actions, queries
from collab.text import _, in_language
from collab.web import limits
from collab.web.addresses import site
from collab.web.limits import Limit
from collab.workspace.blueprint import bp
from collab.workspace.dates import Site, calendar

FETCHED = Limit("dates-address", 60, timedelta(hours=1))
"""By one secret address: calendars fetch a few times a day."""
UNKNOWN = Limit("dates-unknown", 30, timedelta(minutes=5))
"""By one network, of addresses that nobody has."""


@bp.get("/dates")
def dates() -> str:
    """The address, how to use it, and how to stop it."""
    token = queries.secret_of(signed_in(), key=_key())
    address = site() + url_for(".subscribed", token=token) if token else ""
    return render_template(
        "workspace/dates.html",
        address=address,
        webcal="webcal:" + address.partition(":")[2] if address else "",
    )


@bp.post("/dates/address")
def subscribe() -> ResponseReturnValue:
    """Make an address; one that there was stops at once."""
    actions.subscribe(signed_in(), key=_key())
    flash(_("Here is your new address. An older one no longer works."), "success")
    return redirect(url_for(".dates"), code=303)


@bp.post("/dates/address/removal")
def unsubscribe() -> ResponseReturnValue:
    """Stop the address."""
    actions.unsubscribe(signed_in())
    flash(_("The address no longer works."), "success")
    return redirect(url_for(".dates"), code=303)


@bp.get("/dates/<token>.ics")
def subscribed(token: str) -> Response:
    """The dates of whoever has that address. No session is asked for or begun."""
    person = queries.person_of(token)
    db.session.rollback()  # counting writes on a connection of its own: nothing stays open meanwhile
    if person is None:
        with space.noting():
            counted((UNKNOWN, limits.address()))
        raise NotFound("an address for a calendar")
    with space.noting():
        counted((FETCHED, fingerprint(token)))
    with in_language(person.language):
        body = calendar(person, Site(str(current_app.config["ADDRESS"])))
    response = Response(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="collab.ics"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    response.set_etag(sha256(body).hexdigest()[:32])
    response.make_conditional(request)
    return response


def _key() -> str:
    return str(current_app.config["SECRET_KEY"])
