"""The plan: read as a whole, written one section at a time."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from collab import markdown
from collab.accounts.visitor import signed_in
from collab.projects import actions, policy, queries
from collab.projects.forms import SectionForm
from collab.projects.models import Project
from collab.projects.surroundings import show_project
from collab.projects.views.blueprint import bp
from collab.text import _
from collab.web.access import authorize


@bp.get("/projects/<slug>/plan")
def plan(slug: str) -> str:
    """Every section, and how far each has come."""
    project = queries.get_project(slug, viewer=signed_in())
    show_project(project)
    return render_template("projects/plan.html", project=project, sections=queries.sections(project))


@bp.route("/projects/<slug>/plan/<section>", methods=["GET", "POST"])
def edit_section(slug: str, section: str) -> ResponseReturnValue:
    """Write one section; it can be looked at before it is saved."""
    project = queries.get_project(slug, viewer=signed_in())
    authorize(policy.edit, project)
    part = queries.get_section(project, section)
    form = SectionForm(data={"source": part.source, "version": part.version})
    source = form.source.data or ""
    if "preview" in request.form:
        return _section_page(project, section, form, preview=markdown.render(source))
    if form.validate_on_submit() and form.carry_out(
        actions.write_section, project, section, source, seen=form.seen, by=signed_in()
    ):
        flash(_("The section is saved."), "success")
        return redirect(url_for(".plan", slug=slug, _anchor=section), code=303)
    return _section_page(project, section, form)


def _section_page(
    project: Project, code: str, form: SectionForm, preview: str | None = None
) -> ResponseReturnValue:
    section = queries.get_section(project, code)
    status = 200 if preview is not None else form.meet(section.version)
    show_project(project)
    page = render_template(
        "projects/edit_section.html",
        project=project,
        section=section,
        form=form,
        preview=preview,
    )
    return page, status
