"""Approving a project for being shown, and taking that back."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.visitor import signed_in
from collab.reviews import actions, policy, queries
from collab.reviews.forms import WithdrawalForm
from collab.reviews.views.blueprint import bp
from collab.reviews.views.project import page
from collab.text import _
from collab.web.access import authorize


@bp.post("/projects/<slug>/approval")
def approve(slug: str) -> ResponseReturnValue:
    """Approve the project; it moves on to the stage that the round opens."""
    project = queries.get_facilitated(slug, viewer=signed_in())
    authorize(policy.approve, project)
    actions.approve(project, by=signed_in())
    flash(_("The project is approved for being shown."), "success")
    return redirect(url_for(".project", slug=slug), code=303)


@bp.post("/projects/<slug>/approval/withdrawal")
def withdraw_approval(slug: str) -> ResponseReturnValue:
    """Take the approval back, with a reason that the team reads."""
    project = queries.get_facilitated(slug, viewer=signed_in())
    authorize(policy.approve, project)
    form = WithdrawalForm()
    if form.validate_on_submit() and form.carry_out(
        actions.withdraw_approval, project, reason=form.reason.data, by=signed_in()
    ):
        flash(_("The approval is taken back."), "success")
        return redirect(url_for(".project", slug=slug), code=303)
    return page(project, failed=form), 422
