"""The team hands its project in."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from collab import clock
from collab.accounts.visitor import signed_in
from collab.programmes import queries as programmes
from collab.projects import queries as projects
from collab.projects.surroundings import show_project
from collab.reviews import actions, policy, queries
from collab.reviews.forms import HandInForm
from collab.reviews.views.blueprint import bp
from collab.text import _
from collab.web.access import authorize


@bp.route("/projects/<slug>/submission", methods=["GET", "POST"])
def submission(slug: str) -> ResponseReturnValue:
    """What is still missing, as links, and the button that hands the project in to the open round."""
    project = projects.get_project(slug, viewer=signed_in())
    authorize(policy.hand_in, project)
    form, entrance = HandInForm(), queries.entrance_of(project, clock.today())
    if form.validate_on_submit() and form.carry_out(
        actions.hand_in, project, entrance.open_round, by=signed_in()
    ):
        flash(_("The project is handed in. The facilitators read it now."), "success")
        return redirect(url_for(".project", slug=slug), code=303)
    show_project(project)
    page = render_template(
        "reviews/submission.html",
        project=project,
        form=form,
        entrance=entrance,
        sector_names={s.code: str(s.name) for s in programmes.sectors(project.programme_id)},
    )
    return page, 422 if form.is_submitted() else 200
