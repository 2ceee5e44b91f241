"""Milestones: added, changed, moved to another day, done."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.visitor import signed_in
from collab.projects import actions, policy, queries
from collab.projects.milestone_forms import LaterForm, MilestoneForm
from collab.projects.models import Milestone, Project
from collab.projects.surroundings import show_project
from collab.projects.views.blueprint import bp
from collab.teams import queries as teams
from collab.text import _
from collab.web.access import authorize


@bp.route("/projects/<slug>/milestones/new", methods=["GET", "POST"])
def new_milestone(slug: str) -> ResponseReturnValue:
    """Add a dated step to the plan."""
    project = queries.get_project(slug, viewer=signed_in())
    authorize(policy.edit, project)
    form = _form(project, None)
    if form.validate_on_submit() and form.carry_out(
        actions.add_milestone, project, form.filled_in(), by=signed_in()
    ):
        flash(_("The milestone is added."), "success")
        return _to_milestones(slug)
    show_project(project)
    page = render_template("projects/edit_milestone.html", project=project, form=form, milestone=None)
    return page, 422 if form.is_submitted() else 200


@bp.route("/projects/<slug>/milestones/<key>", methods=["GET", "POST"])
def edit_milestone(slug: str, key: str) -> ResponseReturnValue:
    """Change a milestone: what, when, whose, how it is; see how often it was moved."""
    milestone = queries.get_milestone(slug, key, viewer=signed_in())
    project = milestone.project
    authorize(policy.edit, project)
    form = _form(project, milestone)
    status = form.meet_saved(milestone)
    if (
        form.validate_on_submit()
        and form.is_whole()
        and form.carry_out(
            actions.edit_milestone, milestone, form.filled_in(), seen=form.seen, by=signed_in()
        )
    ):
        flash(_("The milestone is saved."), "success")
        return _to_milestones(slug)
    show_project(project)
    shown = {"project": project, "milestone": milestone, "slips": queries.slips(milestone)}
    return render_template("projects/edit_milestone.html", form=form, **shown), status


@bp.route("/projects/<slug>/milestones/<key>/later", methods=["GET", "POST"])
def postpone_milestone(slug: str, key: str) -> ResponseReturnValue:
    """Give a milestone a later day, and say why."""
    milestone = queries.get_milestone(slug, key, viewer=signed_in())
    authorize(policy.edit, milestone.project)
    form = LaterForm()
    form.milestone = milestone
    if form.validate_on_submit() and form.carry_out(
        actions.postpone_milestone,
        milestone,
        form.due_on.data,
        form.why.data or "",
        seen=form.seen,
        by=signed_in(),
    ):
        flash(_("The milestone has its new day."), "success")
        return _to_milestones(slug)
    status = form.meet(milestone.version)
    show_project(milestone.project)
    shown = {"project": milestone.project, "milestone": milestone, "slips": queries.slips(milestone)}
    return render_template("projects/postpone.html", form=form, **shown), status


@bp.post("/projects/<slug>/milestones/<key>/completion")
def complete_milestone(slug: str, key: str) -> ResponseReturnValue:
    """Mark a milestone as done today, or take that back (`undo`)."""
    milestone = queries.get_milestone(slug, key, viewer=signed_in())
    authorize(policy.edit, milestone.project)
    if "undo" in request.form:
        actions.reopen_milestone(milestone, by=signed_in())
        flash(_("The milestone is open again."), "success")
    else:
        actions.finish_milestone(milestone, by=signed_in())
        flash(_("The milestone is done."), "success")
    return _to_milestones(slug)


def _form(project: Project, milestone: Milestone | None) -> MilestoneForm:
    form = MilestoneForm()
    form.offer(project, teams.members(project.team), queries.strands(project), milestone)
    return form


def _to_milestones(slug: str) -> ResponseReturnValue:
    return redirect(url_for("workspace.project", slug=slug, _anchor="milestones"), code=303)
