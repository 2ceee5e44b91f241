"""What coordinators and members do with their team."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.visitor import signed_in
from collab.forming import actions
from collab.forming import queries as forming
from collab.forming.forms import MemberForm, form_to_leave
from collab.forming.views.blueprint import bp
from collab.programmes import queries as programmes
from collab.programmes.surroundings import show_programme
from collab.teams import policy as teams_policy
from collab.teams import queries
from collab.teams.models import Team
from collab.text import _
from collab.web.access import authorize
from collab.web.forms import Form


@bp.get("/teams/<slug>/lead")
def lead(slug: str) -> str:
    """Open or closed, and who coordinates."""
    team = queries.get_team(slug, viewer=signed_in())
    authorize(teams_policy.lead, team)
    return _page(team)


@bp.post("/teams/<slug>/openness")
def set_open(slug: str) -> ResponseReturnValue:
    """Let anybody ask to join (`open`), or nobody."""
    team = queries.get_team(slug, viewer=signed_in())
    authorize(teams_policy.lead, team)
    actions.set_open(team, is_open="open" in request.form, by=signed_in())
    flash(_("The team is open.") if team.is_open else _("The team is closed."), "success")
    return redirect(url_for(".lead", slug=slug), code=303)


@bp.post("/teams/<slug>/coordinators")
def share(slug: str) -> ResponseReturnValue:
    """Make a member coordinator, or a coordinator a member again (`relieve`)."""
    team = queries.get_team(slug, viewer=signed_in())
    authorize(teams_policy.lead, team)
    form = MemberForm()
    form.offer([place.membership for place in queries.places(team)])
    act = actions.step_down if "relieve" in request.form else actions.appoint
    if form.validate_on_submit() and form.carry_out(lambda: act(team, form.chosen, by=signed_in())):
        flash(_("It is done, and the team is told by mail."), "success")
        is_still_leading = teams_policy.lead(signed_in(), team)
        return redirect(url_for(".lead" if is_still_leading else "workspace.team", slug=slug), code=303)
    return _page(team, failed=form), 422


@bp.route("/teams/<slug>/leave", methods=["GET", "POST"])
def leave(slug: str) -> ResponseReturnValue:
    """Leave the team, with a word; its only coordinator chooses who is next, the last one ends it."""
    viewer = signed_in()
    team = queries.get_team(slug, viewer=viewer)
    authorize(teams_policy.leave, team)
    place = programmes.place_of(viewer, team.programme_id)
    leaving = forming.leaving(team, place)
    form = form_to_leave(leaving)
    if form.validate_on_submit() and form.carry_out(
        actions.leave, team, by=place, reason=form.reason.data or "", successor=form.successor
    ):
        flash(_("You have left %(team)s.", team=team.name), "success")
        return redirect(url_for("workspace.home"), code=303)
    show_programme(team.programme)
    page = render_template("forming/leave.html", team=team, form=form, leaving=leaving)
    return page, 422 if form.is_submitted() else 200


def _page(team: Team, *, failed: Form | None = None) -> str:
    show_programme(team.programme)
    codes = {place.membership_id: place.membership.code for place in queries.places(team)}
    return render_template(
        "forming/lead.html", team=team, crew=queries.members(team), codes=codes, form=failed
    )
