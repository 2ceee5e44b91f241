"""The summary: title, promise and what the project touches."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.visitor import signed_in
from collab.activity.models import Verb
from collab.programmes import queries as programmes
from collab.programmes.models import Branch, Organisation, Part
from collab.projects import actions, policy, queries
from collab.projects.forms import SummaryForm
from collab.projects.models import Project
from collab.projects.surroundings import show_project
from collab.projects.views.blueprint import bp
from collab.teams import queries as teams
from collab.text import _, alphabetical
from collab.web.access import authorize


@bp.route("/projects/<slug>/summary", methods=["GET", "POST"])
def summary(slug: str) -> ResponseReturnValue:
    """Change what the project says of itself in short."""
    project = queries.get_project(slug, viewer=signed_in())
    authorize(policy.edit, project)
    form = SummaryForm()
    form.offer(**_choices(project))
    status = form.meet_saved(project)
    if form.validate_on_submit() and form.carry_out(
        actions.edit_summary, project, form.filled_in(), seen=form.seen, by=signed_in()
    ):
        flash(_("The summary is saved."), "success")
        return redirect(url_for("workspace.project", slug=slug), code=303)
    show_project(project)
    crew, who = (
        teams.members(project.team),
        queries.last_by(Verb.SUMMARY_EDITED, project) if form.differing else None,
    )
    return render_template("projects/summary.html", project=project, form=form, crew=crew, who=who), status


def _short_name(place: Organisation) -> str:
    return place.short_name


def _choices(project: Project) -> dict[str, list[object]]:
    """Branches and goals of the programme; the municipalities that take part, and those chosen already."""
    taking_part = programmes.municipalities(project.programme_id, Part.PARTICIPANT)
    return {
        "branches": [*programmes.defined(Branch, project.programme_id)],
        "goals": [*programmes.goals(project.programme_id)],
        "municipalities": [*alphabetical({*taking_part, *project.municipalities}, key=_short_name)],
    }
