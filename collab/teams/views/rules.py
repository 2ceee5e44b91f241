"""The rules for teams: organisers edit them and see beforehand which teams would break them."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.visitor import signed_in
from collab.errors import NotFound
from collab.programmes import policy as programmes_policy
from collab.programmes import queries as programmes
from collab.programmes.surroundings import show_programme
from collab.teams import actions, policy, queries
from collab.teams.rules_form import rows
from collab.teams.views.blueprint import bp
from collab.text import _
from collab.web.access import authorize


@bp.route("/programmes/<slug>/team-rules", methods=["GET", "POST"])
def edit_rules(slug: str) -> ResponseReturnValue:
    """Change the rules (`save`), or see what teams they would leave incomplete."""
    viewer, programme = signed_in(), programmes.get_programme(slug)
    if not programmes_policy.organise(viewer, programme):
        raise NotFound(slug)
    authorize(policy.rule, programme)
    sectors = {sector.code: str(sector.name) for sector in programmes.sectors(programme.id)}
    form = rows(queries.rules_of(programme.id), sectors)
    is_sent = request.method == "POST"
    faulty = [row for row in form if not row.validate()] if is_sent else form
    is_valid = not faulty
    rules = [row.rule for row in form if row.rule is not None] if is_valid else []
    if is_valid and "save" in request.form:
        actions.set_rules(programme, rules, by=viewer)
        flash(_("The rules are saved."), "success")
        return redirect(url_for("workspace.teams", slug=slug), code=303)
    show_programme(programme)
    page = render_template(
        "teams/rules.html",
        rows=form,
        broken=queries.broken_by(programme, rules, viewer=viewer) if is_valid else None,
        sector_names=sectors,
    )
    return page, 422 if is_sent and not is_valid else 200
