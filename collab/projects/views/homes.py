"""Anchoring at home: one municipality written, every project of a programme seen."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.visitor import signed_in
from collab.activity.models import Verb
from collab.errors import NotFound
from collab.programmes import policy as programmes_policy
from collab.programmes import queries as programmes
from collab.programmes.surroundings import show_programme
from collab.projects import actions, policy, queries
from collab.projects.homes_form import HomeForm
from collab.projects.surroundings import show_project
from collab.projects.views.blueprint import bp
from collab.text import _
from collab.web.access import authorize


@bp.route("/projects/<slug>/anchoring/<place>", methods=["GET", "POST"])
def edit_home(slug: str, place: str) -> ResponseReturnValue:
    """How far the project is anchored in that municipality."""
    project = queries.get_project(slug, viewer=signed_in())
    authorize(policy.edit, project)
    organisation, row = queries.get_home(project, place)
    form = HomeForm()
    form.offer()
    status = form.meet_saved(row)
    if form.validate_on_submit() and form.carry_out(
        actions.anchor, project, organisation, form.filled_in(), seen=form.seen, by=signed_in()
    ):
        flash(_("The anchoring in %(place)s is saved.", place=row.place), "success")
        return redirect(
            url_for("workspace.project", slug=slug, saved="anchored", _anchor="anchored"), code=303
        )
    show_project(project)
    who = queries.last_by(Verb.ANCHORING_EDITED, project, place=place) if form.differing else None
    return render_template("projects/edit_home.html", project=project, row=row, form=form, who=who), status


@bp.get("/programmes/<slug>/anchoring")
def homes(slug: str) -> str:
    """Which municipality stands behind which project, and what they have promised together."""
    viewer, programme = signed_in(), programmes.get_programme(slug)
    if not programmes_policy.facilitate(viewer, programme):
        raise NotFound(slug)
    show_programme(programme)
    return render_template(
        "projects/homes.html", projects=queries.homes_of_programme(programme, viewer=viewer)
    )
