"""Answering an update, and saying what is settled about it."""

from datetime import timedelta

from flask import flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from msgspec.structs import asdict
from werkzeug.wrappers import Response

from collab.accounts.visitor import signed_in
from collab.errors import NotFound
from collab.programmes import policy as programmes_policy
from collab.programmes import queries as programmes
from collab.projects import queries as projects
from collab.projects.actions import Overtaken
from collab.text import _, day
from collab.updates import actions, policy, queries
from collab.updates.content import SentForm
from collab.updates.forms import CommentForm
from collab.updates.models import Acknowledgement, Visibility
from collab.updates.views.blueprint import bp
from collab.updates.views.reached import say_who_is_not_told
from collab.updates.views.reading import shown
from collab.web.access import authorize
from collab.web.addresses import local_path
from collab.web.limits import Limit, count
from collab.web.transactions import prepared

COMMENTS = Limit("comment", 60, timedelta(hours=1))
NAMES = Limit("names", 2400, timedelta(hours=1))
"""One each second and a half: nobody types so for an hour."""


def _count(key: str) -> None:
    count(COMMENTS, str(signed_in().id))


@bp.post("/updates/<key>/comments")
@prepared(_count)
def comment(key: str, prepared: None) -> ResponseReturnValue:
    """Answer an update."""
    update = queries.get_update(key, viewer=signed_in())
    authorize(policy.comment, update)
    form = CommentForm()
    to = queries.get_answered(update, form.answers.data, viewer=signed_in()) if form.answers.data else update
    sent = SentForm(form.form_key.data or None, form.is_for_team)
    if form.validate_on_submit() and form.carry_out(
        actions.comment, to, form.text.data, by=signed_in(), form=sent
    ):
        flash(_("Your comment is posted."), "success")
        say_who_is_not_told(form.result)
        return redirect(url_for(".show", key=key, _anchor=f"comment-{form.result.key}"), code=303)
    return shown(update, signed_in(), queries.responses(update, viewer=signed_in()), form), 422


@bp.get("/programmes/<slug>/names")
def nameable(slug: str) -> Response:
    """The people and teams of the programme that a text can name, by `?q=` what is typed of them.

    Where the text is for the team alone (`?readers=`, `?project=`) it is said of whom it does not reach.
    """
    programme = programmes.get_programme(slug)
    if not programmes_policy.read(signed_in(), programme):
        raise NotFound(slug)
    count(NAMES, str(signed_in().id))
    is_inside = request.args.get("readers") == Visibility.TEAM
    project = projects.get_project(request.args.get("project", ""), viewer=signed_in()) if is_inside else None
    found = queries.nameable(programme, request.args.get("q", ""), project)
    return jsonify([asdict(one) for one in found])


@bp.post("/updates/<key>/comments/<comment_key>/answer")
def mark_answer(key: str, comment_key: str) -> Response:
    """Say that a comment answers the question."""
    update = queries.get_update(key, viewer=signed_in())
    authorize(policy.settle, update)
    actions.mark_answer(queries.get_comment(update, comment_key, viewer=signed_in()), by=signed_in())
    flash(_("The question is answered."), "success")
    return redirect(url_for(".show", key=key, _anchor="answer"), code=303)


@bp.post("/updates/<key>/answer/removal")
def take_mark_back(key: str) -> Response:
    """Let the question be open again."""
    update = queries.get_update(key, viewer=signed_in())
    authorize(policy.settle, update)
    actions.take_mark_back(update, by=signed_in())
    flash(_("The question is open again."), "success")
    return redirect(url_for(".show", key=key, _anchor="comments"), code=303)


@bp.post("/updates/<key>/acknowledgement")
def acknowledge(key: str) -> Response:
    """Tell the team that its report is seen; one goes on where it was listed, or to one that was changed."""
    update = queries.get_update(key, viewer=signed_in())
    authorize(policy.acknowledge, update)
    try:
        seen = actions.acknowledge(update, by=signed_in(), version=request.form.get("version", type=int))
    except Overtaken as changed:
        flash(str(changed), "warning")
        return redirect(url_for(".show", key=key), code=303)
    flash(_seen_by(seen), "success")
    return redirect(local_path(request.form.get("back", ""), url_for(".show", key=key)), code=303)


def _seen_by(seen: Acknowledgement) -> str:
    """Whom the team sees as the one who has seen its report."""
    if seen.by == signed_in():
        return _("The team can see that you have seen the report.")
    who = seen.by.name if seen.by else _("Somebody who has left")
    return _(
        "%(who)s had already seen the report, %(day)s. That is what the team sees.", who=who, day=day(seen.at)
    )
