"""The facilitator's queue, and taking a project from it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.visitor import signed_in
from collab.errors import NotFound
from collab.programmes import policy as programmes_policy
from collab.programmes import queries as programmes
from collab.programmes.models import Programme
from collab.programmes.surroundings import show_programme
from collab.reviews import actions, policy, queries
from collab.reviews.views.blueprint import bp
from collab.text import _
from collab.web.access import authorize


@bp.get("/reviews")
def index() -> str:
    """What waits, oldest first, and how far every project has come."""
    programme = _programme()
    return render_template(
        "reviews/index.html",
        rows=queries.queue_for(signed_in(), programme),
        lines=queries.list_projects(programme, viewer=signed_in()),
    )


@bp.post("/reviews/assignments")
def take() -> ResponseReturnValue:
    """Take a project that lacks a reviewer, and go and write."""
    project = queries.get_facilitated(request.form.get("project", ""), viewer=signed_in())
    authorize(policy.review, project)
    round_ = queries.get_round(project.programme, request.form.get("round", ""))
    review = actions.take(project, round_, by=signed_in())
    flash(_("The project is yours to review."), "success")
    return redirect(url_for(".write", key=review.key), code=303)


def _programme() -> Programme:
    """The current programme. Raises NotFound for who does not facilitate it."""
    programme = programmes.current_programme()
    if programme is None or not programmes_policy.facilitate(signed_in(), programme):
        raise NotFound("no queue")
    show_programme(programme)
    return programme
