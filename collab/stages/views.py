"""The stages of a project with its gate, and where all projects of a programme are."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.visitor import signed_in
from collab.programmes import queries as programmes
from collab.programmes.surroundings import show_programme
from collab.projects.models import Project
from collab.projects.surroundings import show_project
from collab.reviews import policy as reviews
from collab.reviews import queries as reviewed
from collab.reviews.policy import Tie
from collab.stages import actions, policy, queries
from collab.stages.forms import AgreeForm, BackForm, LetThroughForm, SeenForm
from collab.stages.queries import Whereabouts
from collab.text import _
from collab.web.access import authorize

bp = Blueprint("stages", __name__)


@bp.get("/projects/<slug>/stages")
def show(slug: str) -> str:
    """Where the project is, what the gate asks for, how it came there; first why it was `refused`."""
    return _page(queries.get_project(slug, viewer=signed_in()), is_refused="refused" in request.args)


@bp.post("/projects/<slug>/stages/agreements")
def agree(slug: str) -> ResponseReturnValue:
    """A member agrees to statements, or takes that back."""
    project = queries.get_project(slug, viewer=signed_in())
    authorize(policy.agree, project)
    form = AgreeForm()
    if form.validate_on_submit() and form.carry_out(
        actions.agree, project, form.codes, seen=form.stage_seen, by=signed_in()
    ):
        flash(_("What you stand for is saved."), "success")
        return redirect(url_for(".show", slug=slug), code=303)
    return _page(project, failed=form), 422


@bp.post("/projects/<slug>/stages/passage")
def proceed(slug: str) -> ResponseReturnValue:
    """The team goes through the gate; where it may not yet, what the member stands for is kept."""
    project = queries.get_project(slug, viewer=signed_in())
    authorize(policy.agree, project)
    form = AgreeForm()
    if form.validate_on_submit() and form.carry_out(
        actions.proceed, project, form.codes, seen=form.stage_seen, by=signed_in()
    ):
        flash(_("The project is at the stage %(stage)s now.", stage=project.stage.name), "success")
        return redirect(url_for(".show", slug=slug), code=303)
    if form.is_unready and form.carry_out(
        actions.agree, project, form.codes, seen=form.stage_seen, by=signed_in()
    ):
        return redirect(url_for(".show", slug=slug, refused=1), code=303)
    return _page(project, failed=form), 422


@bp.post("/projects/<slug>/stages/exception")
def let_through(slug: str) -> ResponseReturnValue:
    """Somebody who facilitates lets the team through."""
    project = reviewed.get_facilitated(slug, viewer=signed_in())
    authorize(policy.let_through, project)
    form = LetThroughForm()
    reason = form.let_through_reason.data
    if form.validate_on_submit() and form.carry_out(
        actions.let_through, project, reason, seen=form.stage_seen, by=signed_in()
    ):
        flash(_("The team is let through to the stage %(stage)s.", stage=project.stage.name), "success")
        return redirect(url_for(".show", slug=slug), code=303)
    return _page(project, failed=form), 422


@bp.post("/projects/<slug>/stages/return")
def go_back(slug: str) -> ResponseReturnValue:
    """The project goes back to an earlier stage."""
    project = queries.get_project(slug, viewer=signed_in())
    authorize(policy.go_back, project)
    form = BackForm()
    to, reason = form.back_to.data, form.back_reason.data
    if form.validate_on_submit() and form.carry_out(
        actions.go_back, project, to, reason, seen=form.stage_seen, by=signed_in()
    ):
        flash(_("The project is back at the stage %(stage)s.", stage=project.stage.name), "success")
        return redirect(url_for(".show", slug=slug), code=303)
    return _page(project, failed=form), 422


@bp.get("/programmes/<slug>/stages")
def index(slug: str) -> str:
    """At which stage every project is, and how much of its gate is in place."""
    programme = programmes.get_programme(slug)
    lines = queries.list_projects(programme, viewer=signed_in())
    show_programme(programme)
    return render_template("stages/index.html", projects=lines)


def _page(project: Project, *, failed: SeenForm | None = None, is_refused: bool = False) -> str:
    """The page, with the form that did not pass as it was typed, or with what the gate refused for."""
    room, person = show_project(project), signed_in()
    here = queries.whereabouts(project)
    may_let_through = policy.let_through(person, project)
    agreeing = _agreeing(here, failed, is_refused) if room.may_edit else None
    return render_template(
        "stages/show.html",
        project=project,
        here=here,
        failed=failed or (agreeing if is_refused else None),
        agreeing=agreeing,
        through=_through(here, failed) if may_let_through else None,
        back=_back(here, failed) if room.may_edit or may_let_through else None,
        tie=None if may_let_through else _tie(project),
        history=queries.history_of(project),
        sector_names={s.code: str(s.name) for s in programmes.sectors(project.programme_id)},
    )


def _tie(project: Project) -> Tie | None:
    """What keeps a facilitator from letting the team through."""
    return reviews.tie_of(signed_in(), project) if reviews.release(signed_in(), project) else None


def _agreeing(here: Whereabouts, failed: SeenForm | None, is_refused: bool) -> AgreeForm:
    form = failed if isinstance(failed, AgreeForm) else AgreeForm(formdata=None)
    form.offer(here.gate.statements, signed_in().id)
    if is_refused:
        form.say_missing(here.gate)
    return form


def _through(here: Whereabouts, failed: SeenForm | None) -> LetThroughForm | None:
    if here.next is None:
        return None
    return failed if isinstance(failed, LetThroughForm) else LetThroughForm(formdata=None)


def _back(here: Whereabouts, failed: SeenForm | None) -> BackForm | None:
    if not here.earlier:
        return None
    form = failed if isinstance(failed, BackForm) else BackForm(formdata=None)
    form.offer(here.earlier)
    return form
