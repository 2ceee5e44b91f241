"""The plan as a document: asking for it, seeing how far it is, taking it away."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from collab.accounts.visitor import signed_in
from collab.documents import actions, naming, queries
from collab.documents.forms import FORMATS, OrderForm
from collab.documents.paper import Format
from collab.errors import NotFound
from collab.files import serving
from collab.projects import queries as projects
from collab.projects.surroundings import show_project
from collab.text import _
from collab.web.addresses import site

bp = Blueprint("documents", __name__)

TYPES = {
    Format.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
    Format.MARKDOWN: "text/markdown; charset=utf-8",
}


@bp.route("/projects/<slug>/documents", methods=["GET", "POST"])
def index(slug: str) -> ResponseReturnValue:
    """Ask for the plan as a document (`named`: the key of the version to begin with); see earlier ones."""
    viewer = signed_in()
    project = projects.get_project(slug, viewer=viewer)
    form = OrderForm()
    form.offer(projects.named_plans(project), request.args.get("named", ""))
    if form.validate_on_submit():
        wish = form.wish()
        if form.carry_out(actions.ask, project, wish, site=site(), by=viewer):
            return redirect(url_for(".show", slug=slug, key=form.result.key), code=303)
    show_project(project)
    orders = queries.orders_of(project, viewer=viewer)
    page = render_template("documents/index.html", project=project, form=form, orders=orders, formats=FORMATS)
    return page, 422 if form.is_submitted() else 200


@bp.get("/projects/<slug>/documents/<key>")
def show(slug: str, key: str) -> str:
    """How far the document is; then the way to the file, or why there is none."""
    order = queries.get_order(slug, key, viewer=signed_in())
    show_project(order.project)
    return render_template(
        "documents/show.html",
        project=order.project,
        order=order,
        may_be_taken=queries.may_be_taken(order),
        kind=FORMATS[order.format],
        step=naming.step_of(order.told),
        why=naming.why(order.cause) if order.cause else "",
    )


@bp.post("/projects/<slug>/documents/<key>/again")
def again(slug: str, key: str) -> ResponseReturnValue:
    """Let one that failed be tried once more."""
    order = queries.get_order(slug, key, viewer=signed_in())
    actions.try_again(order)
    flash(_("The document is tried again."), "success")
    return redirect(url_for(".show", slug=slug, key=key), code=303)


@bp.get("/projects/<slug>/documents/<key>/file")
def download(slug: str, key: str) -> Response:
    """The file, for who asked for it and still reads the plan."""
    order = queries.get_order(slug, key, viewer=signed_in())
    if order.document is None or not queries.may_be_taken(order):
        raise NotFound(key)
    answer = serving.download_response(order.document.file, order.file_name, TYPES[order.format])
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
