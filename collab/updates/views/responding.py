"""A word by one press, at an update or at a comment on it."""

from datetime import timedelta

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from collab.accounts.visitor import signed_in
from collab.errors import NotFound
from collab.updates import actions, policy, queries
from collab.updates.models import Word
from collab.updates.views.blueprint import bp
from collab.web.access import authorize
from collab.web.limits import Limit, count
from collab.web.transactions import prepared

PRESSES = Limit("press", 600, timedelta(hours=1))
"""More than anybody presses by hand."""


def _count(key: str) -> None:
    count(PRESSES, str(signed_in().id))


@bp.post("/updates/<key>/words")
@prepared(_count)
def press(key: str, prepared: None) -> Response:
    """Put a word, or take it away again; one goes back to where it stands."""
    update = queries.get_update(key, viewer=signed_in())
    authorize(policy.comment, update)
    on = request.form.get("on", "")
    to = queries.get_comment(update, on, viewer=signed_in()) if on else update
    if "put" in request.form:
        actions.put_word(to, _word(request.form["put"]), by=signed_in())
    else:
        actions.take_word_back(to, _word(request.form.get("away", "")), by=signed_in())
    return redirect(url_for(".show", key=key, _anchor=f"words-{on or key}"), code=303)


def _word(said: str) -> Word:
    if said not in set(Word):
        raise NotFound(said)
    return Word(said)
