"""How often the projects of a programme are to write: organisers say it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.visitor import signed_in
from collab.errors import NotFound
from collab.programmes import policy as programmes_policy
from collab.programmes import queries as programmes
from collab.programmes.surroundings import show_programme
from collab.text import _
from collab.updates import actions, policy
from collab.updates.rhythm import Rhythm, usual_question
from collab.updates.rhythm_form import RhythmForm
from collab.updates.views.blueprint import bp
from collab.web.access import authorize


@bp.route("/programmes/<slug>/rhythm", methods=["GET", "POST"])
def rhythm(slug: str) -> ResponseReturnValue:
    """Say how often, on which mornings teams are reminded, and what they are asked."""
    programme = programmes.get_programme(slug)
    if not programmes_policy.organise(signed_in(), programme):
        raise NotFound(slug)
    authorize(policy.set_rhythm, programme)
    form = RhythmForm.of(Rhythm.of(programme))
    if form.validate_on_submit():
        actions.set_rhythm(programme, form.rhythm, by=signed_in())
        flash(_("The rhythm is saved."), "success")
        return redirect(url_for("projects.index", slug=slug), code=303)
    show_programme(programme)
    page = render_template("updates/rhythm.html", form=form, usual=usual_question())
    return page, 422 if form.is_submitted() else 200
