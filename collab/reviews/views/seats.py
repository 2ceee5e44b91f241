"""Organisers say who reviews a project; a facilitator says why not."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.visitor import signed_in
from collab.errors import NotFound
from collab.reviews import actions, policy, queries
from collab.reviews.forms import AppointForm
from collab.reviews.views.blueprint import bp
from collab.reviews.views.project import page, tie_form
from collab.text import _
from collab.web.access import authorize


@bp.post("/projects/<slug>/reviews/<code>/reviewers")
def assign(slug: str, code: str) -> ResponseReturnValue:
    """Give a facilitator a free seat of the round."""
    project = queries.get_facilitated(slug, viewer=signed_in())
    authorize(policy.assign, project)
    round_, form = queries.get_round(project.programme, code), AppointForm(prefix=code)
    form.people = queries.facilitators_of(project)
    if form.validate_on_submit() and form.carry_out(
        lambda: actions.appoint(project, round_, reviewer=form.chosen, by=signed_in())
    ):
        flash(_("%(who)s reviews the project, and is told by mail.", who=form.chosen.name), "success")
        return redirect(url_for(".project", slug=slug, _anchor=code), code=303)
    return page(project, failed=form, place=code), 422


@bp.post("/projects/<slug>/reviews/<code>/reviewers/<handle>/removal")
def unassign(slug: str, code: str, handle: str) -> ResponseReturnValue:
    """Take a seat back as long as nothing is written."""
    project = queries.get_facilitated(slug, viewer=signed_in())
    authorize(policy.assign, project)
    round_, reviewer = queries.get_round(project.programme, code), queries.find_reviewer(project, handle)
    if reviewer is None:
        raise NotFound(handle)
    actions.unassign(project, round_, reviewer=reviewer, by=signed_in())
    flash(_("%(who)s no longer reviews the project.", who=reviewer.name), "success")
    return redirect(url_for(".project", slug=slug, _anchor=code), code=303)


@bp.post("/projects/<slug>/ties")
def declare_tie(slug: str) -> ResponseReturnValue:
    """A tie to the project: one's own, or a facilitator's that an organiser knows of."""
    project = queries.get_facilitated(slug, viewer=signed_in())
    authorize(policy.declare_tie, project)
    form = tie_form(project)
    if form.validate_on_submit() and form.carry_out(
        lambda: actions.declare_tie(
            project, form.whose(signed_in()), reason=form.reason.data or "", by=signed_in()
        )
    ):
        flash(_("The tie is declared."), "success")
        return redirect(url_for(".project", slug=slug, _anchor="ties"), code=303)
    return page(project, failed=form), 422
