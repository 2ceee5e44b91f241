"""What whoever leads the programme does when a team went wrong: one page, one form for each thing."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.models import Person
from collab.accounts.visitor import signed_in
from collab.errors import NotFound
from collab.forming import actions, cautions
from collab.forming.forms import (
    AddForm,
    DateForm,
    DissolveForm,
    MendForm,
    MergeForm,
    MoveForm,
    TakeForm,
)
from collab.forming.views.blueprint import bp
from collab.programmes.surroundings import show_programme
from collab.projects import queries as projects
from collab.teams import policy as teams_policy
from collab.teams import queries
from collab.teams.models import Team
from collab.text import _
from collab.web.access import authorize


@bp.get("/teams/<slug>/mend")
def mend(slug: str) -> str:
    """Everything that can be done to the team."""
    team = queries.get_team(slug, viewer=signed_in())
    authorize(teams_policy.mend, team)
    return _page(team, _forms(team))


@bp.post("/teams/<slug>/mend/<what>")
def do(slug: str, what: str) -> ResponseReturnValue:
    """Do one of them: add, remove, move, appoint, relieve, date, merge, dissolve."""
    team = queries.get_team(slug, viewer=signed_in())
    authorize(teams_policy.mend, team)
    forms = _forms(team)
    if what not in forms:
        raise NotFound(what)
    form = forms[what]
    if form.validate_on_submit() and _carried_out(what, team, form):
        flash(_("It is done. Those concerned are told by mail."), "success")
        shown = form.team if what == "merge" else team
        return redirect(url_for("workspace.team", slug=shown.slug), code=303)
    return _page(team, forms, failed=form), 422


def _carried_out(what: str, team: Team, form: Any) -> bool:
    """Whether it was done; what it made worse is said to whoever did it."""
    seen = cautions.look(team, team if what == "add" else form.team if what in ("move", "merge") else None)
    is_done: bool = form.carry_out(_ACTS[what], team, form, signed_in())
    for said in cautions.since(seen, viewer=signed_in()) if is_done else []:
        flash(said, "warning")
    return is_done


def _forms(team: Team) -> dict[str, Any]:
    """A form for each thing that can be done to the team as it is."""
    forms: dict[str, Any] = {what: kind(prefix=what) for what, kind in _KINDS.items()}
    places = queries.places(team)
    crew = [place.membership for place in places]
    leaders = [place.membership for place in places if place.is_coordinator]
    others = queries.others_than(team)
    forms["add"].offer(queries.free_to_join(team))
    for what in ("remove", "move"):
        forms[what].offer(crew)
    forms["appoint"].offer([place for place in crew if place not in leaders])
    forms["relieve"].offer(leaders)
    for what in ("move", "merge"):
        forms[what].offer_teams(others)
    return forms


def _page(team: Team, forms: dict[str, Any], *, failed: MendForm | None = None) -> str:
    show_programme(team.programme)
    return render_template(
        "forming/mend.html", team=team, forms=forms, failed=failed, running=projects.for_team(team)
    )


_KINDS: dict[str, type[MendForm]] = {
    "add": AddForm,
    "remove": TakeForm,
    "move": MoveForm,
    "appoint": TakeForm,
    "relieve": TakeForm,
    "date": DateForm,
    "merge": MergeForm,
    "dissolve": DissolveForm,
}
_ACTS: dict[str, Callable[[Team, Any, Person], None]] = {
    "add": lambda team, form, by: actions.add(team, form.chosen, by=by, reason=form.reason.data),
    "remove": lambda team, form, by: actions.remove(team, form.chosen, by=by, reason=form.reason.data),
    "move": lambda team, form, by: actions.move(team, form.chosen, form.team, by=by, reason=form.reason.data),
    "appoint": lambda team, form, by: actions.appoint(team, form.chosen, by=by, reason=form.reason.data),
    "relieve": lambda team, form, by: actions.step_down(team, form.chosen, by=by, reason=form.reason.data),
    "date": lambda team, form, by: actions.set_date(team, form.day.data, by=by, reason=form.reason.data),
    "merge": lambda team, form, by: actions.merge(team, form.team, by=by, reason=form.reason.data),
    "dissolve": lambda team, form, by: actions.dissolve(team, by=by, reason=form.reason.data),
}
