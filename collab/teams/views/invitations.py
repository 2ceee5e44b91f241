"""Inviting to a team: whom, the answer, taking it back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.models import Person
from collab.accounts.visitor import signed_in
from collab.errors import RuleViolation
from collab.programmes import queries as programmes
from collab.programmes.surroundings import show_programme
from collab.teams import actions, policy, queries
from collab.teams.forms import InviteForm, ReplyForm
from collab.teams.models import Invitation
from collab.teams.views.blueprint import bp
from collab.text import _
from collab.web.access import authorize


@bp.route("/teams/<slug>/invitations/new", methods=["GET", "POST"])
def invite(slug: str) -> ResponseReturnValue:
    """Invite somebody who has no team; `person` in the address is chosen already."""
    team = queries.get_team(slug, viewer=signed_in())
    authorize(policy.lead, team)
    form = InviteForm()
    form.offer(queries.free_to_join(team), request.args.get("person", ""))
    if form.validate_on_submit() and form.carry_out(
        lambda: actions.invite(team, form.chosen, form.message.data or "", by=signed_in())
    ):
        flash(_("%(who)s is invited, and told by mail.", who=form.chosen.person.name), "success")
        return redirect(url_for("workspace.team", slug=slug, _anchor="invitations"), code=303)
    show_programme(team.programme)
    page = render_template("teams/invite.html", team=team, form=form)
    return page, 422 if form.is_submitted() else 200


@bp.route("/teams/<slug>/invitations/<key>", methods=["GET", "POST"])
def answer_invitation(slug: str, key: str) -> ResponseReturnValue:
    """Who invites, why, and what the team would be; the one who is invited says yes or no."""
    invitation = queries.get_invitation(slug, key, viewer=signed_in())
    authorize(policy.answer_invitation, invitation)
    form = ReplyForm()
    if form.validate_on_submit() and form.carry_out(
        _decide, invitation, form.answer.data or "", by=signed_in()
    ):
        flash(_("Your answer is sent."), "success")
        return redirect(url_for("workspace.team", slug=slug), code=303)
    programme_id = invitation.team.programme_id
    show_programme(invitation.team.programme)
    page = render_template(
        "teams/invitation.html",
        invitation=invitation,
        then=actions.composition_with(invitation.team, invitation.membership),
        sector_names={s.code: str(s.name) for s in programmes.sectors(programme_id)},
        form=form,
    )
    return page, 422 if form.is_submitted() else 200


@bp.post("/teams/<slug>/invitations/<key>/withdrawal")
def withdraw_invitation(slug: str, key: str) -> ResponseReturnValue:
    """Take an invitation back."""
    invitation = queries.get_invitation(slug, key, viewer=signed_in())
    authorize(policy.withdraw_invitation, invitation)
    actions.withdraw_invitation(invitation, by=signed_in())
    flash(_("The invitation is taken back."), "success")
    return redirect(url_for("workspace.team", slug=slug, _anchor="invitations"), code=303)


def _decide(invitation: Invitation, answer: str, *, by: Person) -> None:
    """What the button says. Raises RuleViolation when it was neither."""
    if "accept" in request.form:
        actions.accept_invitation(invitation, answer, by=by)
    elif "decline" in request.form:
        actions.decline_invitation(invitation, answer, by=by)
    else:
        raise RuleViolation(_("Say whether you join the team or decline."))
