"""Asking for proposals for teams."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.models import Person
from collab.accounts.visitor import signed_in
from collab.divisions import actions, asking, policy, queries
from collab.divisions.asking import Asked
from collab.divisions.forms import AskForms, suggested
from collab.divisions.queries import Standing
from collab.divisions.views.blueprint import bp
from collab.errors import NotFound
from collab.programmes import policy as programmes_policy
from collab.programmes import queries as programmes
from collab.programmes.models import Programme
from collab.programmes.surroundings import show_programme
from collab.teams import queries as teams
from collab.text import _
from collab.web.access import authorize


@bp.route("/programmes/<slug>/team-proposals/new", methods=["GET", "POST"])
def ask(slug: str) -> ResponseReturnValue:
    """Choose what to ask for and ask (`ask`), or get more rows for who stays with whom (`more`).

    `from` in the address: the key of a search whose choices the page begins with.
    """
    viewer, programme = signed_in(), programmes.get_programme(slug)
    if not programmes_policy.facilitate(viewer, programme):
        raise NotFound(slug)
    authorize(policy.ask, programme)
    standing = queries.standing_of(programme)
    begun = _begun_with(programme, standing, viewer)
    if request.method == "GET":
        return _page(programme, standing, AskForms(begun, standing))
    forms = AskForms(begun, standing, sent=request.form)
    if "more" in request.form:
        forms.add_pins()
        return _page(programme, standing, forms)
    if forms.validate() and forms.carry_out(actions.ask, programme, forms.asked, by=viewer):
        flash(_("The search has begun. You may leave this page: what it finds stays here."), "success")
        return redirect(url_for(".search", key=forms.result.key), code=303)
    return _page(programme, standing, forms), 422


def _begun_with(programme: Programme, standing: Standing, viewer: Person) -> Asked:
    key = request.args.get("from", "")
    if key:
        earlier = queries.get_search(key, viewer=viewer)
        if earlier.programme_id != programme.id:
            raise NotFound(key)
        return queries.asked_of(earlier)
    cards = teams.list_teams(programme, viewer=viewer)
    complete = {card.slug: card.is_complete for card in cards}
    return suggested(teams.rules_of(programme.id), complete, standing)


def _page(programme: Programme, standing: Standing, forms: AskForms) -> str:
    show_programme(programme)
    places = set(asking.placed(standing.ground))
    seated = {code for members in standing.ground.teams.values() for code in members}
    return render_template(
        "divisions/ask.html",
        forms=forms,
        has_errors=forms.errors,
        left_out=[name for code, name in standing.people.items() if code not in places],
        people=len(places),
        without_team=len(places - seated),
        under_way=queries.under_way(programme),
    )
