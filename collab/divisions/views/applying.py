"""Making a proposal the programme's teams, undoing it, and asking anew when its ground has changed."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from msgspec.structs import replace

from collab.accounts.models import Person
from collab.accounts.visitor import signed_in
from collab.divisions import actions, outcome, placing, policy, queries
from collab.divisions.actions import applying, undoing
from collab.divisions.applying_form import ApplyForm, UndoForm, begun
from collab.divisions.models import Applied, Division
from collab.divisions.names import Names
from collab.divisions.queries import applying as outlooks
from collab.divisions.views.blueprint import bp
from collab.errors import NotFound
from collab.programmes.surroundings import show_programme
from collab.text import _
from collab.web.access import authorize


@bp.route("/divisions/<key>/apply", methods=["GET", "POST"])
def apply(key: str) -> ResponseReturnValue:
    """What applying would do, with names and coordinators to change; then do it. Once applied: undo it."""
    viewer = signed_in()
    division = queries.get_division(key, viewer=viewer)
    authorize(policy.change, division)
    applied = outlooks.applied_of(division)
    if applied is not None:
        return _applied_page(applied, UndoForm(formdata=None))
    form = _form(division)
    if form.validate_on_submit() and form.carry_out(applying.apply, division, form.choice, by=viewer):
        flash(_("The teams are real now, and those concerned are told by mail."), "success")
        return redirect(url_for(".apply", key=key), code=303)
    return _page(division, form, viewer), 422 if form.is_submitted() else 200


@bp.post("/divisions/<key>/undo")
def undo(key: str) -> ResponseReturnValue:
    """Make the teams what they were before."""
    viewer = signed_in()
    division = queries.get_division(key, viewer=viewer)
    authorize(policy.change, division)
    applied, form = outlooks.applied_of(division), UndoForm()
    if applied is None:
        raise NotFound(key)
    if form.validate_on_submit() and form.carry_out(
        undoing.undo, applied, by=viewer, reason=form.reason.data
    ):
        flash(_("The teams are as they were before, and those concerned are told by mail."), "success")
        return redirect(url_for(".show", key=key), code=303)
    return _applied_page(applied, form), 422


@bp.post("/divisions/<key>/anew")
def ask_anew(key: str) -> ResponseReturnValue:
    """Ask for proposals once more with the same choices, on the programme as it is now."""
    viewer = signed_in()
    division = queries.get_division(key, viewer=viewer)
    authorize(policy.ask, division.search.programme)
    again = actions.ask(division.search.programme, queries.asked_of(division.search), by=viewer)
    flash(_("The search has begun anew, with the same choices."), "success")
    return redirect(url_for(".search", key=again.key), code=303)


def _form(division: Division) -> ApplyForm:
    instance = queries.instance_of(division.search)
    targets = placing.targets_of(division.teams)
    programme = division.search.programme
    standing = queries.standing_of(programme)
    taken = {team.name for team in outlooks.teams_by_slug(programme).values()}
    names = placing.suggested_names(instance, targets, taken)
    leaders = placing.suggested_leaders(
        instance, targets, outlooks.proposers(programme), outlooks.coordinators_of(programme)
    )
    form = ApplyForm(data=begun(division.version, standing.ground.fingerprint, names, leaders))
    form.offer(instance, targets)
    return form


def _page(division: Division, form: ApplyForm, viewer: Person) -> str:
    instance = queries.instance_for(division.search, viewer=viewer)
    outlook = outlooks.outlook_of(division, viewer=viewer)
    show_programme(division.search.programme)
    if form.is_submitted():
        form.seen.process_data(outlook.standing.ground.fingerprint)
        form.version.process_data(str(division.version))
    return render_template(
        "divisions/apply.html",
        division=division,
        form=form,
        outlook=outlook,
        instance=instance,
        leaves={seat.who: seat.came_from for seat in outlook.plan.seats if seat.came_from},
    )


def _applied_page(applied: Applied, form: UndoForm) -> str:
    division = applied.division
    before, after = applied.before, applied.after
    show_programme(division.search.programme)
    return render_template(
        "divisions/applied.html",
        division=division,
        applied=applied,
        form=form,
        built_on=outlooks.built_on(applied),
        names=_names(division),
        made=outcome.made(before, after),
        ended=outcome.ended(before, after),
    )


def _names(division: Division) -> Names:
    """What everything was called, and who is in a team without taking part: no search knows them."""
    then = queries.names_of(division.search)
    known = {code: place.person.name for code, place in outlooks.everybody(division.search.programme).items()}
    return replace(then, people={**known, **then.people})
