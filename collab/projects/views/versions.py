"""What the plan was before: a section's versions, two of them compared, versions of the whole with a name."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.visitor import signed_in
from collab.projects import actions, illustrations, marking, policy, queries
from collab.projects.forms import NameForm
from collab.projects.surroundings import show_project
from collab.projects.views.blueprint import bp
from collab.text import _
from collab.web.access import authorize


@bp.get("/projects/<slug>/plan/<section>/versions")
def versions(slug: str, section: str) -> str:
    """Every version of a section; two of them (`from`, `to`) compared, the latest two unless chosen."""
    project = queries.get_project(slug, viewer=signed_in())
    part, saved = queries.get_section(project, section), queries.versions(project, section)
    before, after = _asked("from", part.version - 1), _asked("to", part.version)
    old, new = (queries.find_version(project, section, number) for number in (before, after))
    show_project(project)
    return render_template(
        "projects/versions.html",
        project=project,
        section=part,
        versions=saved,
        before=old,
        after=new,
        stretches=marking.compare(old.source, new.source) if old and new else None,
    )


@bp.get("/projects/<slug>/plan/<section>/versions/<int:number>")
def version(slug: str, section: str, number: int) -> str:
    """One version as it was read then."""
    project = queries.get_project(slug, viewer=signed_in())
    part, found = queries.get_section(project, section), queries.get_version(project, section, number)
    show_project(project)
    pictures = illustrations.named_in(project, [found.html], viewer=signed_in())
    return render_template(
        "projects/version.html", project=project, section=part, version=found, pictures=pictures
    )


@bp.post("/projects/<slug>/plan/<section>/versions/<int:number>/restore")
def restore(slug: str, section: str, number: int) -> ResponseReturnValue:
    """Let an earlier version stand again, as a new one, unless another than the version `seen` stands now."""
    project = queries.get_project(slug, viewer=signed_in())
    authorize(policy.edit, project)
    old, seen = queries.get_version(project, section, number), request.args.get("seen", type=int)
    made = actions.restore(old, by=signed_in(), seen=seen)
    flash(
        _("Version %(number)s stands again.", number=number)
        if made
        else _("The section says that already; nothing was changed."),
        "success",
    )
    return redirect(url_for(".versions", slug=slug, section=section), code=303)


@bp.route("/projects/<slug>/named-plans/new", methods=["GET", "POST"])
def name_plan(slug: str) -> ResponseReturnValue:
    """Give the plan as it is now a name."""
    project = queries.get_project(slug, viewer=signed_in())
    authorize(policy.edit, project)
    form = NameForm()
    if form.validate_on_submit() and form.carry_out(
        actions.name_plan, project, (form.name.data or "").strip(), by=signed_in()
    ):
        flash(_("The plan as it is now is called %(name)s.", name=form.result.name), "success")
        return redirect(url_for(".named_plan", slug=slug, key=form.result.key), code=303)
    show_project(project)
    page = render_template("projects/name_plan.html", project=project, form=form)
    return page, 422 if form.is_submitted() else 200


@bp.get("/projects/<slug>/named-plans/<key>")
def named_plan(slug: str, key: str) -> str:
    """The whole plan as it was when it got its name."""
    named = queries.get_named_plan(slug, key, viewer=signed_in())
    show_project(named.project)
    parts = named.parts()
    return render_template(
        "projects/named_plan.html",
        project=named.project,
        named=named,
        parts=parts,
        pictures=illustrations.named_in(
            named.project, (version.html for _name, version in parts), viewer=signed_in()
        ),
    )


def _asked(name: str, otherwise: int) -> int:
    return request.args.get(name, otherwise, type=int)
