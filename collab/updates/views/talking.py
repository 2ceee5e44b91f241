"""Answering an update."""

from datetime import timedelta

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.visitor import signed_in
from collab.text import _
from collab.updates import actions, policy, queries
from collab.updates.forms import CommentForm
from collab.updates.views.blueprint import bp
from collab.updates.views.reading import shown
from collab.web.access import authorize
from collab.web.limits import Limit, count
from collab.web.transactions import prepared

COMMENTS = Limit("comment", 60, timedelta(hours=1))


def _count(key: str) -> None:
    count(COMMENTS, str(signed_in().id))


@bp.post("/updates/<key>/comments")
@prepared(_count)
def comment(key: str, prepared: None) -> ResponseReturnValue:
    """Answer an update."""
    update = queries.get_update(key, viewer=signed_in())
    authorize(policy.comment, update)
    form = CommentForm()
    if form.validate_on_submit() and form.carry_out(
        actions.comment, update, form.text.data, by=signed_in(), form_key=form.form_key.data or None
    ):
        flash(_("Your comment is posted."), "success")
        return redirect(url_for(".show", key=key, _anchor=f"comment-{form.result.key}"), code=303)
    return shown(update, signed_in(), form), 422
