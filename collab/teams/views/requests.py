"""Asking to join a team: the question, its answer by a coordinator, taking it back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.models import Person
from collab.accounts.visitor import signed_in
from collab.errors import RuleViolation
from collab.programmes import queries as programmes
from collab.programmes.surroundings import show_programme
from collab.teams import actions, policy, queries
from collab.teams.forms import AnswerForm, AskForm
from collab.teams.models import JoinRequest
from collab.teams.views.blueprint import bp
from collab.text import _
from collab.web.access import authorize


@bp.route("/teams/<slug>/request", methods=["GET", "POST"])
def ask(slug: str) -> ResponseReturnValue:
    """Ask to join the team, once it is clear what it would be then."""
    viewer = signed_in()
    team = queries.get_team(slug, viewer=viewer)
    authorize(policy.ask, team)
    place = programmes.place_of(viewer, team.programme_id)
    form = AskForm()
    if form.validate_on_submit() and form.carry_out(actions.ask, team, form.message.data or "", by=place):
        flash(_("Your question is sent. The answer comes by mail."), "success")
        return redirect(url_for("workspace.team", slug=slug, _anchor="requests"), code=303)
    show_programme(team.programme)
    page = render_template(
        "teams/ask.html",
        team=team,
        then=actions.composition_with(team, place),
        sector_names=_sector_names(team.programme_id),
        form=form,
        refused=None if form.is_submitted() else actions.refusal_to_ask(team, place),
    )
    return page, 422 if form.is_submitted() else 200


@bp.post("/teams/<slug>/requests/<key>/withdrawal")
def withdraw_request(slug: str, key: str) -> ResponseReturnValue:
    """Take one's own request back."""
    asked = queries.get_request(slug, key, viewer=signed_in())
    authorize(policy.withdraw_request, asked)
    actions.withdraw_request(asked, by=signed_in())
    flash(_("Your question is taken back."), "success")
    return redirect(url_for("workspace.team", slug=slug), code=303)


@bp.route("/teams/<slug>/requests/<key>", methods=["GET", "POST"])
def answer_request(slug: str, key: str) -> ResponseReturnValue:
    """Who asks, why, and what the team would be with them; the coordinator says yes or no."""
    asked = queries.get_request(slug, key, viewer=signed_in())
    authorize(policy.answer, asked)
    form = AnswerForm()
    if form.validate_on_submit() and form.carry_out(_decide, asked, form.answer.data or "", by=signed_in()):
        flash(_("Your answer is sent."), "success")
        return redirect(url_for("workspace.team", slug=slug, _anchor="requests"), code=303)
    show_programme(asked.team.programme)
    page = render_template(
        "teams/answer.html",
        asked=asked,
        newcomer=queries.as_member(asked.membership),
        then=actions.composition_with(asked.team, asked.membership),
        sector_names=_sector_names(asked.team.programme_id),
        form=form,
    )
    return page, 422 if form.is_submitted() else 200


def _decide(asked: JoinRequest, answer: str, *, by: Person) -> None:
    """What the button says. Raises RuleViolation when it was neither."""
    if "accept" in request.form:
        actions.accept_request(asked, answer, by=by)
    elif "decline" in request.form:
        actions.decline_request(asked, answer, by=by)
    else:
        raise RuleViolation(_("Say whether you take them into the team or decline."))


def _sector_names(programme_id: int) -> dict[str, str]:
    return {sector.code: str(sector.name) for sector in programmes.sectors(programme_id)}
