"""Which sections every plan of a programme has: organisers say it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.visitor import signed_in
from collab.activity.models import Verb
from collab.errors import NotFound
from collab.programmes import policy as programmes_policy
from collab.programmes import queries as programmes
from collab.programmes.models import PlanSection, Programme
from collab.programmes.surroundings import show_programme
from collab.projects import actions, policy, queries
from collab.projects.sections_form import DefinitionForm
from collab.projects.views.blueprint import bp
from collab.text import _
from collab.web.access import authorize
from collab.web.forms import Form


@bp.get("/programmes/<slug>/plan-sections")
def plan_sections(slug: str) -> str:
    """All of them in their order."""
    return _list_page(_programme(slug))


@bp.route("/programmes/<slug>/plan-sections/new", methods=["GET", "POST"])
def new_section(slug: str) -> ResponseReturnValue:
    """One more, after the others."""
    programme, form = _programme(slug), DefinitionForm.blank()
    if form.validate_on_submit() and form.carry_out(
        actions.add_section, programme, form.definition(), by=signed_in()
    ):
        flash(_("Every plan has the section now."), "success")
        return redirect(url_for(".plan_sections", slug=slug), code=303)
    return _page(programme, None, form), 422 if form.is_submitted() else 200


@bp.route("/programmes/<slug>/plan-sections/<code>", methods=["GET", "POST"])
def define_section(slug: str, code: str) -> ResponseReturnValue:
    """What one of them is about."""
    programme = _programme(slug)
    section = _section(programme, code)
    form, seen = DefinitionForm(), actions.Definition.of(section)
    status = form.meet_saved(section)
    if form.validate_on_submit() and form.carry_out(
        actions.define_section, programme, section, form.definition(), seen=seen, by=signed_in()
    ):
        flash(_("The section is changed in every plan."), "success")
        return redirect(url_for(".plan_sections", slug=slug), code=303)
    return _page(programme, section, form), status


@bp.post("/programmes/<slug>/plan-sections/<code>/place")
def place_section(slug: str, code: str) -> ResponseReturnValue:
    """Let one stand `earlier` or later, or take it away (`drop`)."""
    programme, form = _programme(slug), Form()
    section = _section(programme, code)
    if "drop" in request.form:
        if form.carry_out(actions.drop_section, programme, section, by=signed_in()):
            flash(_("The section %(name)s is taken away.", name=section.name), "success")
            return redirect(url_for(".plan_sections", slug=slug), code=303)
        flash(str(form.refusal), "error")
        return redirect(url_for(".plan_sections", slug=slug, at=code, _anchor=code), code=303)
    way = "earlier" if "earlier" in request.form else "later"
    actions.move_section(programme, section, -1 if way == "earlier" else 1, by=signed_in())
    return redirect(url_for(".plan_sections", slug=slug, at=code, way=way, _anchor=code), code=303)


def _programme(slug: str) -> Programme:
    programme = programmes.get_programme(slug)
    if not programmes_policy.organise(signed_in(), programme):
        raise NotFound(slug)
    authorize(policy.define, programme)
    return programme


def _section(programme: Programme, code: str) -> PlanSection:
    for section in programmes.defined(PlanSection, programme.id):
        if section.code == code:
            return section
    raise NotFound(code)


def _list_page(programme: Programme) -> str:
    show_programme(programme)
    sections = programmes.defined(PlanSection, programme.id)
    return render_template("projects/plan_sections.html", sections=sections)


def _page(programme: Programme, section: PlanSection | None, form: DefinitionForm) -> str:
    show_programme(programme)
    who = (
        queries.last_by(Verb.PLAN_DEFINED, programme, section=section.code)
        if section and form.differing
        else None
    )
    return render_template("projects/define_section.html", section=section, form=form, who=who)
