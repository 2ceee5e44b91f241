"""Writing: a new file, a new version, what is said of it, taking it away."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.visitor import signed_in
from collab.activity.models import Verb
from collab.project_files import actions, queries
from collab.project_files.forms import DescriptionForm, FileForm, RemovalForm, Upload
from collab.project_files.kinds import Kind
from collab.project_files.models import ProjectFile
from collab.project_files.views.arriving import LIMITS, arrive, whose, writable
from collab.project_files.views.blueprint import bp
from collab.projects import queries as projects
from collab.projects.models import Project
from collab.projects.surroundings import show_project
from collab.text import _
from collab.web.transactions import prepared


@bp.route("/projects/<slug>/files/new", methods=["GET", "POST"])
@prepared(arrive)
def new(slug: str, prepared: Upload | None = None) -> ResponseReturnValue:
    """Upload a file, or a picture (`?kind=picture`)."""
    project, form = writable(slug), FileForm()
    is_sent = _arrived(form, project, prepared)
    if is_sent and form.carry_out(actions.add_file, project, form.arrived, form.said(), by=signed_in()):
        flash(_("The file is uploaded."), "success")
        return _to_file(form.result)
    return _page(project, form, is_picture=request.args.get("kind") == "picture")


@bp.route("/projects/<slug>/files/<key>/versions/new", methods=["GET", "POST"])
@prepared(arrive)
def new_version(slug: str, key: str, prepared: Upload | None = None) -> ResponseReturnValue:
    """Upload a new version; the earlier ones stay."""
    project, form = writable(slug), FileForm()
    file = queries.get_file(slug, key, viewer=signed_in())
    is_sent = _arrived(form, project, prepared)
    if is_sent and form.carry_out(actions.add_version, file, form.arrived, form.said(), by=signed_in()):
        flash(_("The new version is uploaded."), "success")
        return _to_file(file)
    return _page(project, form, file, is_picture=queries.is_picture(file))


@bp.route("/projects/<slug>/files/<key>/edit", methods=["GET", "POST"])
def edit(slug: str, key: str) -> ResponseReturnValue:
    """Say anew what a file is, what a picture shows, and who may read it."""
    project, form = writable(slug), DescriptionForm()
    file = queries.get_file(slug, key, viewer=signed_in())
    newest = queries.newest(file)
    status = form.meet_saved(file, newest)
    if _is_said(form, newest.kind) and form.carry_out(
        actions.edit_file, file, form.said(newest), seen=form.seen, by=signed_in()
    ):
        flash(_("What is said of the file is saved."), "success")
        return _to_file(file)
    show_project(project)
    page = render_template(
        "project_files/edit.html",
        file=file,
        form=form,
        is_picture=newest.kind is Kind.PICTURE,
        who=projects.last_by(Verb.FILE_CHANGED, file) if form.differing else None,
    )
    return page, status


@bp.route("/projects/<slug>/files/<key>/removal", methods=["GET", "POST"])
def remove(slug: str, key: str) -> ResponseReturnValue:
    """Take a file away with all its versions, and say why."""
    project, form = writable(slug), RemovalForm()
    file = queries.get_file(slug, key, viewer=signed_in())
    if form.validate_on_submit() and form.carry_out(
        actions.remove_file, file, form.why.data or "", by=signed_in()
    ):
        flash(_("%(name)s is taken away.", name=file.name), "success")
        return redirect(url_for(".index", slug=slug), code=303)
    show_project(project)
    page = render_template("project_files/remove.html", file=file, form=form)
    return page, 422 if form.is_submitted() else 200


def _arrived(form: FileForm, project: Project, upload: Upload | None) -> bool:
    """Whether a whole form was sent. Both are asked, so that everything that is wrong is said at once."""
    if upload is None:
        return False
    form.arrive(upload, whose(project))
    is_valid = bool(form.validate())
    return form.is_whole() and is_valid


def _is_said(form: DescriptionForm, kind: Kind) -> bool:
    if not form.validate_on_submit():
        return False
    return kind is not Kind.PICTURE or form.is_described()


def _page(
    project: Project, form: FileForm, file: ProjectFile | None = None, *, is_picture: bool
) -> ResponseReturnValue:
    show_project(project)
    page = render_template(
        "project_files/upload.html",
        project=project,
        file=file,
        form=form,
        is_picture=is_picture or form.asks_of_picture,
        limits=LIMITS,
    )
    return page, 422 if form.is_submitted() else 200


def _to_file(file: ProjectFile) -> ResponseReturnValue:
    return redirect(url_for(".show", slug=file.project.slug, key=file.key), code=303)
