"""Proposing an idea, changing it, taking it back. The list of all of them is a page of the workspace."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.visitor import signed_in
from collab.errors import NotFound
from collab.ideas import actions, policy, queries
from collab.ideas.forms import IdeaForm
from collab.ideas.models import Idea
from collab.ideas.views.blueprint import bp
from collab.programmes import policy as programmes_policy
from collab.programmes import queries as programmes
from collab.programmes.surroundings import show_programme
from collab.text import _
from collab.web.access import authorize


@bp.route("/programmes/<slug>/ideas/new", methods=["GET", "POST"])
def propose(slug: str) -> ResponseReturnValue:
    """Put an idea forward."""
    viewer, programme = signed_in(), programmes.get_programme(slug)
    if not programmes_policy.read(viewer, programme):
        raise NotFound(slug)
    authorize(policy.propose, programme)
    form = IdeaForm()
    if form.validate_on_submit() and form.carry_out(
        lambda: actions.propose(programme, form.words, by=viewer)
    ):
        flash(_("Your idea is there for everybody in the programme."), "success")
        return redirect(_in_list(form.result), code=303)
    show_programme(programme)
    page = render_template("ideas/write.html", form=form, idea=None)
    return page, 422 if form.is_submitted() else 200


@bp.route("/programmes/<slug>/ideas/<key>/edit", methods=["GET", "POST"])
def edit(slug: str, key: str) -> ResponseReturnValue:
    """Say it otherwise."""
    viewer = signed_in()
    idea = queries.get_idea(slug, key, viewer=viewer)
    authorize(policy.edit, idea)
    form = IdeaForm(obj=idea)
    if form.validate_on_submit() and form.carry_out(
        lambda: actions.change(idea, form.words, by=viewer, seen=form.began.data or "")
    ):
        flash(_("The idea is saved."), "success")
        return redirect(_in_list(idea), code=303)
    show_programme(idea.programme)
    status = form.meet(idea)
    return render_template("ideas/write.html", form=form, idea=idea), status


@bp.post("/programmes/<slug>/ideas/<key>/withdrawal")
def withdraw(slug: str, key: str) -> ResponseReturnValue:
    """Take it back."""
    idea = queries.get_idea(slug, key, viewer=signed_in())
    authorize(policy.withdraw, idea)
    actions.withdraw(idea, by=signed_in())
    flash(_("%(idea)s is taken back.", idea=idea.title), "success")
    return redirect(url_for("workspace.ideas", slug=slug), code=303)


def _in_list(idea: Idea) -> str:
    return url_for("workspace.ideas", slug=idea.programme.slug, _anchor=f"idea-{idea.key}")
