"""The rules for teams: organisers edit them and see beforehand which teams would break them."""

from collections.abc import Sequence
from hashlib import sha256

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from collab import db
from collab.accounts.models import Person
from collab.accounts.visitor import signed_in
from collab.errors import NotFound
from collab.programmes import policy as programmes_policy
from collab.programmes import queries as programmes
from collab.programmes.models import Programme
from collab.programmes.surroundings import show_programme
from collab.teams import actions, policy, queries
from collab.teams.composition import Rule
from collab.teams.rules_form import rows
from collab.teams.views.blueprint import bp
from collab.text import _
from collab.web.access import authorize


@bp.route("/programmes/<slug>/team-rules", methods=["GET", "POST"])
def edit_rules(slug: str) -> ResponseReturnValue:
    """Change the rules (`save`), once it was seen what teams they would leave incomplete."""
    viewer = signed_in()
    programme = _programme(slug, viewer)
    sectors = {sector.code: str(sector.name) for sector in programmes.sectors(programme.id)}
    current = queries.rules_of(programme.id)
    form = rows(current, sectors)
    faulty = [row for row in form if not row.validate()] if request.method == "POST" else []
    is_valid = request.method == "POST" and not faulty
    rules = [row.rule for row in form if row.rule is not None] if is_valid else []
    foreseen = queries.foreseen_by(programme, rules, viewer=viewer) if is_valid else None
    is_late = "save" in request.form and request.form.get("before") != _mark(current)
    if is_valid and not is_late and _is_final(rules, breaks=bool(foreseen and foreseen.broken)):
        actions.set_rules(programme, rules, by=viewer)
        flash(_("The rules are saved."), "success")
        return redirect(url_for("workspace.teams", slug=slug), code=303)
    show_programme(programme)
    page = render_template(
        "teams/rules.html",
        rows=form,
        faulty=faulty,
        foreseen=foreseen,
        is_late=is_late,
        marks={"before": _mark(current), "seen": _mark(rules) if is_valid else ""},
        sector_names=sectors,
    )
    return page, 422 if faulty or "save" in request.form else 200


def _programme(slug: str, viewer: Person) -> Programme:
    """The programme whose rules are edited. Who saves at the same moment waits, and then sees these rules.

    It is held before any rule is read: what is read earlier in a transaction is remembered.
    """
    programme = programmes.get_programme(slug)
    if not programmes_policy.organise(viewer, programme):
        raise NotFound(slug)
    authorize(policy.rule, programme)
    if "save" in request.form:
        db.hold(programme)
    return programme


def _is_final(rules: Sequence[Rule], *, breaks: bool) -> bool:
    """Whether they are to be saved, and it was seen which teams they break."""
    return "save" in request.form and (not breaks or request.form.get("seen") == _mark(rules))


def _mark(rules: Sequence[Rule]) -> str:
    """Tells some rules from others."""
    return sha256(repr(tuple(rules)).encode()).hexdigest()[:16]
