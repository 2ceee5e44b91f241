"""Starting a team."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.visitor import signed_in
from collab.errors import NotFound
from collab.forming import actions, policy, queries
from collab.forming.forms import StartForm
from collab.forming.views.blueprint import bp
from collab.programmes import policy as programmes_policy
from collab.programmes import queries as programmes
from collab.programmes.models import Membership
from collab.programmes.surroundings import show_programme
from collab.teams import queries as teams
from collab.teams.models import Team
from collab.text import _
from collab.web.access import authorize


@bp.route("/programmes/<slug>/teams/new", methods=["GET", "POST"])
def start(slug: str) -> ResponseReturnValue:
    """Start a team and coordinate it; others come in afterwards. `idea` in the address is chosen already."""
    viewer, programme = signed_in(), programmes.get_programme(slug)
    if not programmes_policy.read(viewer, programme):
        raise NotFound(slug)
    authorize(policy.start, programme)
    place, form = programmes.place_of(viewer, programme.id), StartForm()
    form.offer(queries.ideas_with_room(programme), request.args.get("idea", ""))
    if form.validate_on_submit() and form.carry_out(lambda: _start(form, place)):
        flash(_("Your team has begun. Invite those you want to work with."), "success")
        return redirect(url_for("workspace.team", slug=form.result.slug), code=303)
    show_programme(programme)
    page = render_template(
        "forming/start.html",
        form=form,
        team=teams.team_of(viewer, programme.id),
        is_late=request.args.get("idea", "") not in {"", *form.ideas},
    )
    return page, 422 if form.is_submitted() else 200


def _start(form: StartForm, place: Membership) -> Team:
    name, presentation = (form.name.data or "").strip(), form.presentation.data or ""
    return actions.start(name, presentation, is_open=form.is_open.data, by=place, idea=form.chosen)
