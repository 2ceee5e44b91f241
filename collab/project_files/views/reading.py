"""Reading: the list, one file with its versions, downloads and pictures."""

from flask import render_template
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from collab.accounts.visitor import signed_in
from collab.errors import NotFound
from collab.files.serving import download_response, picture_response
from collab.project_files import queries
from collab.project_files.forms import PURPOSES, READERS
from collab.project_files.illustrating import line_of
from collab.project_files.kinds import Kind
from collab.project_files.views.blueprint import bp
from collab.projects import policy as projects_policy
from collab.projects import queries as projects
from collab.projects.surroundings import show_project


@bp.get("/projects/<slug>/files")
def index(slug: str) -> str:
    """The files that the viewer may read; for the team also what was taken away."""
    viewer = signed_in()
    project = projects.get_project(slug, viewer=viewer)
    show_project(project)
    is_ours = projects_policy.belong(viewer, project)
    return render_template(
        "project_files/index.html",
        files=queries.list_files(project, viewer=viewer),
        removed=queries.list_removed(project) if is_ours else [],
        readers=READERS,
    )


@bp.get("/projects/<slug>/files/<key>")
def show(slug: str, key: str) -> ResponseReturnValue:
    """A file with its versions; of one that was taken away, why."""
    viewer = signed_in()
    file = queries.get_file(slug, key, viewer=viewer)
    show_project(file.project)
    if file.removed_at is not None:
        return render_template("project_files/removed.html", file=file), 410
    is_ours = projects_policy.belong(viewer, file.project)
    versions = queries.versions_of(file, inside=is_ours)
    return render_template(
        "project_files/show.html",
        file=file,
        project=file.project,
        newest=versions[0],
        versions=versions,
        is_ours=is_ours,
        line=line_of(slug, versions[0]),
        readers=READERS,
        purposes=PURPOSES,
    )


@bp.get("/projects/<slug>/files/<key>/<int:number>")
def download(slug: str, key: str, number: int) -> Response:
    """The bytes of a version, to be saved and not shown."""
    version = queries.get_version(slug, key, number, viewer=signed_in())
    return download_response(version.sha256, version.name, version.kind.media_type)


@bp.get("/projects/<slug>/files/<key>/<int:number>/<int:width>.webp")
def picture(slug: str, key: str, number: int, width: int) -> Response:
    """A version that is a picture, in one of its widths. Asked anew each time: a consent can be withdrawn."""
    version = queries.get_version(slug, key, number, viewer=signed_in())
    if version.kind is not Kind.PICTURE or version.picture is None:
        raise NotFound(f"{key} is no picture")
    answer = picture_response(version.picture, width)
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer
