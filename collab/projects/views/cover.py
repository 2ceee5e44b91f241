"""The cover: a picture that the team chooses, or the landscape drawn from the project's slug."""

from functools import lru_cache
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from collab.accounts.visitor import signed_in
from collab.errors import NotFound
from collab.files.forms import Uploads, hand_out, receive
from collab.files.serving import A_YEAR, picture_response
from collab.later import later
from collab.projects import actions, policy, queries
from collab.projects.forms import CoverForm
from collab.projects.models import Project
from collab.projects.surroundings import show_project
from collab.projects.views.blueprint import bp
from collab.text import _
from collab.web.access import authorize
from collab.web.transactions import prepared

if TYPE_CHECKING:
    from collab import landscapes
else:
    landscapes = later("collab.landscapes")


@lru_cache(maxsize=256)
def drawn(slug: str) -> str:
    """The landscape that is drawn from a slug, as SVG."""
    return landscapes.landscape_for(slug)


@bp.get("/projects/<slug>/cover.svg")
def cover_drawing(slug: str) -> Response:
    """The landscape of a slug: the same for ever, and without a word about what exists."""
    answer = Response(drawn(slug), content_type="image/svg+xml")
    answer.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return answer


@bp.get("/projects/<slug>/cover/<int:width>.webp")
def cover_picture(slug: str, width: int) -> Response:
    """The chosen picture, for those who may see the project."""
    project = queries.get_project(slug, viewer=signed_in())
    if project.cover is None:
        raise NotFound(slug)
    return picture_response(project.cover, width)


def _receive(slug: str) -> Uploads:
    """Decode the picture before the write begins, once it is known that the person may send one."""
    authorize(policy.edit, queries.get_project(slug, viewer=signed_in()))
    return receive(1)


@bp.route("/projects/<slug>/cover", methods=["GET", "POST"])
@prepared(_receive)
def edit_cover(slug: str, prepared: Uploads | None = None) -> ResponseReturnValue:
    """Choose a picture and say what it shows, or take the drawn landscape back."""
    project = queries.get_project(slug, viewer=signed_in())
    authorize(policy.edit, project)
    form = CoverForm()
    hand_out(prepared or {}, form)
    said = _change(form, project)
    if said:
        flash(said, "success")
        return redirect(url_for("workspace.project", slug=slug), code=303)
    status = form.fill(project)
    show_project(project)
    return render_template("projects/edit_cover.html", project=project, form=form), status


def _change(form: CoverForm, project: Project) -> str:
    """Do what was sent, and answer with the sentence that says so; nothing when it could not be done."""
    if "remove" in request.form:
        is_dropped = form.carry_out(actions.drop_cover, project, seen=form.seen, by=signed_in())
        return _("The drawn landscape is the cover again.") if is_dropped else ""
    picture = form.picture.form
    is_chosen = (
        form.validate_on_submit()
        and form.is_whole(project)
        and form.carry_out(
            actions.choose_cover,
            project,
            picture.file.kept,
            picture.described(),
            seen=form.seen,
            by=signed_in(),
        )
    )
    return _("The cover is changed.") if is_chosen else ""
