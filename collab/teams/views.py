"""The page of a request to join a team, where its coordinator answers."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.models import Person
from collab.accounts.visitor import signed_in
from collab.errors import RuleViolation
from collab.programmes.queries import sectors
from collab.programmes.surroundings import show_programme
from collab.teams import actions, policy, queries
from collab.teams.forms import AnswerForm
from collab.teams.models import JoinRequest
from collab.text import _
from collab.web.access import authorize

bp = Blueprint("teams", __name__)


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
        then=actions.composition_with(asked),
        sector_names={s.code: str(s.name) for s in sectors(asked.team.programme_id)},
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
