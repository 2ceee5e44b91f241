"""Leaving a project alone for a while, and listing it again."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from collab import clock
from collab.accounts.visitor import signed_in
from collab.projects.models import Project
from collab.projects.surroundings import show_project
from collab.stalls import actions, policy, queries, sentences
from collab.stalls.forms import SnoozeForm
from collab.text import _, day
from collab.web.access import authorize

bp = Blueprint("stalls", __name__)

PROPOSED = timedelta(days=14)
"""How long a project is left alone where nobody says otherwise."""


@bp.route("/projects/<slug>/snooze", methods=["GET", "POST"])
def snooze(slug: str) -> ResponseReturnValue:
    """Leave a project alone until a day, with a note for those who lead."""
    project = queries.get_project(slug, viewer=signed_in())
    authorize(policy.snooze, project)
    rest = queries.rest_of(project)
    form = SnoozeForm(obj=rest, until=clock.today() + PROPOSED)
    if form.validate_on_submit() and form.carry_out(
        actions.snooze, project, form.day, form.note.data or "", seen=form.seen, by=signed_in()
    ):
        flash(_("The project is left alone until %(day)s.", day=day(form.day)), "success")
        return redirect(url_for("workspace.home", saved="stalls", _anchor="stalls"), code=303)
    status = form.meet(rest.id if rest else 0)
    show_project(project)
    return render_template(
        "stalls/snooze.html", project=project, form=form, rest=rest, why=_why(project)
    ), status


def _why(project: Project) -> list[sentences.Line]:
    stall = queries.of_project(project)
    return sentences.lines(stall, project.programme_id) if stall else []


@bp.post("/projects/<slug>/wake")
def wake(slug: str) -> ResponseReturnValue:
    """List the project again, if it stands still."""
    project = queries.get_project(slug, viewer=signed_in())
    authorize(policy.snooze, project)
    actions.wake(project, by=signed_in())
    flash(_("The project is listed again as long as there are reasons."), "success")
    return redirect(url_for("workspace.home", saved="stalls", _anchor="stalls"), code=303)
