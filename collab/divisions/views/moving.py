"""Moving one person in a proposal, and seeing at once what changes."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.visitor import signed_in
from collab.divisions import moving, naming, policy, queries
from collab.divisions.actions import moving as actions
from collab.divisions.models import Division
from collab.divisions.moving import Foreseen
from collab.divisions.moving_form import MoveForm
from collab.divisions.placing import as_teams
from collab.divisions.queries.applying import applied_of
from collab.divisions.views.blueprint import bp
from collab.programmes.surroundings import show_programme
from collab.proposals.instance import Instance
from collab.teams import sentences
from collab.text import _
from collab.web.access import authorize
from collab.web.numbers import whole


@bp.get("/divisions/<key>/move")
def move(key: str) -> str:
    """Choose a person and a team (`person`, `team` in the address), and see what would change."""
    division = queries.get_division(key, viewer=signed_in())
    authorize(policy.change, division)
    return _page(division, MoveForm(request.args, meta={"csrf": False}))


@bp.post("/divisions/<key>/move")
def save_move(key: str) -> ResponseReturnValue:
    """Move the person."""
    division = queries.get_division(key, viewer=signed_in())
    authorize(policy.change, division)
    form, instance = MoveForm(), queries.instance_of(division.search)
    form.offer(instance, naming.called(division.teams, instance))
    if form.validate_on_submit() and form.carry_out(
        actions.move, division, form.person.data, form.to, version=form.looked_at
    ):
        flash(_("%(who)s is moved.", who=instance.name_of(form.person.data)), "success")
        return redirect(url_for(".move", key=key), code=303)
    return _page(division, form, failed=True), 422


@bp.post("/divisions/<key>/reset")
def reset(key: str) -> ResponseReturnValue:
    """Let the proposal be as the solver made it."""
    division = queries.get_division(key, viewer=signed_in())
    authorize(policy.change, division)
    actions.reset(division, version=whole(request.form.get("version")))
    flash(_("The proposal is as it was made."), "success")
    return redirect(url_for(".move", key=key), code=303)


def _page(division: Division, form: MoveForm, *, failed: bool = False) -> str:
    search = division.search
    instance = queries.instance_of(search)
    called = naming.called(division.teams, instance)
    form.offer(instance, called)
    made = as_teams(division.made)
    show_programme(search.programme)
    return render_template(
        "divisions/move.html",
        division=division,
        form=form,
        failed=failed,
        foreseen=None if failed else _foreseen(division, form, instance, called),
        called=called,
        demand=sentences.demand,
        teams=queries.teams_of(division),
        moved=moving.moved_by_hand(queries.teams_of(division), made),
        instance=instance,
        is_applied=applied_of(division) is not None,
    )


def _foreseen(division: Division, form: MoveForm, instance: Instance, called: list[str]) -> Foreseen | None:
    """What would come of what is chosen; None until both are."""
    is_chosen = form.person.data in instance.by_id and form.team.data in map(str, range(len(called)))
    if not is_chosen:
        return None
    return moving.foresee(instance, queries.teams_of(division), form.person.data, form.to, called=called)
