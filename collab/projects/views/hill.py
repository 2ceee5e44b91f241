"""The hill: where each strand of work is, how it came there, and moving it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from collab import clock
from collab.accounts.visitor import signed_in
from collab.projects import actions, hill, policy, queries
from collab.projects.models import Project, WorkStrand
from collab.projects.strand_forms import MoveForm, StrandForm
from collab.projects.surroundings import show_project
from collab.projects.views.blueprint import bp
from collab.text import _
from collab.web.access import authorize
from collab.web.forms import Form


def suggestions() -> list[str]:
    """Names for the first strands of a team that has none."""
    return [
        _("Anchoring at home"),
        _("What we test"),
        _("Partners"),
        _("Telling others"),
        _("What happens afterwards"),
    ]


@bp.get("/projects/<slug>/hill")
def show_hill(slug: str) -> str:
    """Every open strand as a dot, and its moves."""
    return _page(queries.get_project(slug, viewer=signed_in()))


@bp.post("/projects/<slug>/strands")
def suggest_strands(slug: str) -> ResponseReturnValue:
    """Open the suggested strands, all at once."""
    project = _own(slug)
    actions.suggest_strands(project, suggestions(), by=signed_in())
    flash(_("The strands are on the hill. Rename, close or add as it suits you."), "success")
    return _to_hill(slug)


@bp.route("/projects/<slug>/strands/new", methods=["GET", "POST"])
def new_strand(slug: str) -> ResponseReturnValue:
    """Open one more."""
    project, form = _own(slug), StrandForm()
    if form.validate_on_submit() and form.carry_out(
        actions.open_strand, project, (form.name.data or "").strip(), by=signed_in()
    ):
        flash(_("The strand is on the hill."), "success")
        return _to_hill(slug)
    show_project(project)
    page = render_template("projects/edit_strand.html", project=project, form=form, strand=None)
    return page, 422 if form.is_submitted() else 200


@bp.route("/projects/<slug>/strands/<key>", methods=["GET", "POST"])
def edit_strand(slug: str, key: str) -> ResponseReturnValue:
    """What it is called; close it or open it again."""
    strand, form = _strand(slug, key), StrandForm()
    if form.validate_on_submit() and form.carry_out(
        actions.rename_strand, strand, (form.name.data or "").strip(), seen=form.seen, by=signed_in()
    ):
        flash(_("The strand is saved."), "success")
        return _to_hill(slug)
    if not form.is_submitted():
        form.name.data = strand.name
    status = form.meet(strand.version)
    show_project(strand.project)
    shown = {"project": strand.project, "strand": strand, "words": hill.words}
    return render_template("projects/edit_strand.html", form=form, **shown), status


@bp.post("/projects/<slug>/strands/<key>/place")
def place_strand(slug: str, key: str) -> ResponseReturnValue:
    """Let it stand `earlier` or later among the others; `close` it, or `open` it again."""
    strand, form = _strand(slug, key), Form()
    if "close" in request.form:
        actions.close_strand(strand, by=signed_in())
        flash(_("The strand is closed. Its history stays below the hill."), "success")
    elif "open" in request.form:
        if not form.carry_out(actions.reopen_strand, strand, by=signed_in()):
            flash(str(form.refusal), "error")
    else:
        actions.place_strand(strand, -1 if "earlier" in request.form else 1, by=signed_in())
    return _to_hill(slug)


@bp.post("/projects/<slug>/strands/<key>/moves")
def move_strand(slug: str, key: str) -> ResponseReturnValue:
    """Move it along the hill, with a note."""
    strand, form = _strand(slug, key), MoveForm()
    if form.validate_on_submit() and form.carry_out(
        actions.move_strand, strand, form.reached.data, form.note.data or "", seen=form.seen, by=signed_in()
    ):
        said = _("The strand is where you put it.") if form.result else _("The strand stays where it is.")
        flash(said, "success")
        return redirect(url_for(".show_hill", slug=slug, _anchor=f"strand-{key}"), code=303)
    status = form.meet(strand.version)
    form.reached.id = f"strand-{key}-reached"
    return _page(strand.project, (key, form)), status


def _own(slug: str) -> Project:
    project = queries.get_project(slug, viewer=signed_in())
    authorize(policy.edit, project)
    return project


def _strand(slug: str, key: str) -> WorkStrand:
    strand = queries.get_strand(slug, key, viewer=signed_in())
    authorize(policy.edit, strand.project)
    return strand


def _page(project: Project, typed: tuple[str, MoveForm] | None = None) -> str:
    show_project(project)
    found = queries.strands(project)
    spots = [strand.spot(number) for number, strand in enumerate(queries.open_strands(project), 1)]
    return render_template(
        "projects/hill.html",
        project=project,
        strands=found,
        moves=queries.moves(project),
        hills=[hill.draw(spots, shape) for shape in (hill.WIDE, hill.NARROW)] if spots else [],
        typed=typed,
        today=clock.today(),
        suggestions=suggestions(),
        spark=hill.spark,
        words=hill.words,
        most=actions.MOST_OPEN,
    )


def _to_hill(slug: str) -> ResponseReturnValue:
    return redirect(url_for(".show_hill", slug=slug), code=303)
