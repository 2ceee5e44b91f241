"""The team's working copy: compose, preview, publish, take down."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from collab.accounts.visitor import signed_in
from collab.files import serving
from collab.programmes import queries as programmes
from collab.programmes.surroundings import map_of, show_programme
from collab.projects import policy as projects_policy
from collab.projects import queries as projects
from collab.projects.models import Project
from collab.showcases import actions, composing, gate, policy, queries
from collab.showcases.forms import ShowcaseForm, TakeDownForm
from collab.showcases.freezing import freeze
from collab.showcases.models import Showcase
from collab.showcases.views import bp
from collab.text import _
from collab.web.access import authorize


@bp.route("/projects/<slug>/showcase", methods=["GET", "POST"])
def edit(slug: str) -> ResponseReturnValue:
    """The working copy; the first time it is composed from the plan and the updates."""
    project = _project(slug)
    authorize(projects_policy.edit, project)
    form = ShowcaseForm.of(composing.working_copy(project))
    if form.validate_on_submit() and form.carry_out(
        actions.compose, project, form.draft(), form.chosen(), seen=form.seen, by=signed_in()
    ):
        flash(
            _("The working copy is saved. Only your team, the facilitators and the organisers see it."),
            "success",
        )
        wanted = "showcases.preview" if "preview" in request.form else "showcases.edit"
        return redirect(url_for(wanted, slug=slug), code=303)
    return _page(project, form)


@bp.get("/projects/<slug>/showcase/preview")
def preview(slug: str) -> str:
    """The real public page, as it would be published now."""
    showcase = queries.get_showcase(slug, viewer=signed_in())
    return _preview(showcase, TakeDownForm(formdata=None))


def _preview(showcase: Showcase, taking_down: TakeDownForm) -> str:
    slug = showcase.project.slug
    show_programme(showcase.project.programme)
    page = freeze(showcase, queries.pictures_of(showcase))
    return render_template(
        "showcases/show.html",
        page=page,
        edition=None,
        evidence=queries.public_among([effect.evidence for effect in page.effects], showcase.project),
        map=map_of(showcase.project.programme),
        following=None,
        taking_down=taking_down,
        picture_url=lambda key, width: url_for("showcases.working_picture", slug=slug, key=key, width=width),
        **_standing(showcase),
    )


@bp.get("/projects/<slug>/showcase/pictures/<key>/<int:width>.webp")
def working_picture(slug: str, key: str, width: int) -> Response:
    """A picture of the working copy, for those who may preview it."""
    found = queries.get_working_picture(_project(slug), key, viewer=signed_in())
    return serving.picture_response(found, width)


@bp.post("/projects/<slug>/showcase/publication")
def publish(slug: str) -> Response:
    """Freeze the working copy as a new public edition."""
    showcase = queries.get_showcase(slug, viewer=signed_in())
    authorize(policy.compose, showcase)
    actions.publish(showcase, by=signed_in())
    flash(_("The page is public. Anybody can read it now."), "success")
    return redirect(url_for("showcases.show", slug=slug), code=303)


@bp.post("/projects/<slug>/showcase/withdrawal")
def unpublish(slug: str) -> ResponseReturnValue:
    """Take the public page down, with a reason."""
    showcase = queries.get_showcase(slug, viewer=signed_in())
    authorize(policy.unpublish, showcase)
    form = TakeDownForm()
    if not (
        form.validate_on_submit()
        and form.carry_out(actions.unpublish, showcase, by=signed_in(), reason=form.reason.data)
    ):
        return _still_up(showcase, form)
    flash(_("The page is no longer public. The edition and your reason are kept."), "success")
    wanted = "showcases.edit" if policy.compose(signed_in(), showcase) else "workspace.project"
    return redirect(url_for(wanted, slug=slug), code=303)


def _still_up(showcase: Showcase, form: TakeDownForm) -> ResponseReturnValue:
    """The page from which it was to be taken down, with what is wrong."""
    if form.origin.data == "edit" and policy.compose(signed_in(), showcase):
        copy = ShowcaseForm.of(composing.working_copy(showcase.project), formdata=None)
        return _working_copy(showcase.project, showcase, copy, form), 422
    return _preview(showcase, form), 422


def _project(slug: str) -> Project:
    project = projects.get_project(slug, viewer=signed_in())
    show_programme(project.programme)
    return project


def _standing(showcase: Showcase) -> dict[str, Any]:
    """What a page says of where the showcase stands, and what the viewer may do about it."""
    pictures, current = queries.pictures_of(showcase), queries.current_edition(showcase)
    return {
        "missing": gate.missing_for_publication(showcase, pictures),
        "current": current,
        "is_up_to_date": current is not None and current.content == freeze(showcase, pictures).frozen(),
        "may_publish": policy.compose(signed_in(), showcase),
        "may_unpublish": policy.unpublish(signed_in(), showcase),
    }


def _page(project: Project, form: ShowcaseForm) -> ResponseReturnValue:
    """The form with what was typed; where a colleague has saved meanwhile, with their texts as well."""
    showcase = queries.showcase_of(project)
    status = form.meet(showcase.version if showcase else 0)
    return _working_copy(project, showcase, form, TakeDownForm(formdata=None, origin="edit")), status


def _working_copy(
    project: Project, showcase: Showcase | None, form: ShowcaseForm, taking_down: TakeDownForm
) -> str:
    return render_template(
        "showcases/edit.html",
        project=project,
        showcase=showcase,
        form=form,
        taking_down=taking_down,
        theirs=form.differing(composing.draft_of(showcase)) if showcase and form.is_overtaken else [],
        left_out=queries.withdrawn_pictures_of(showcase) if showcase else [],
        editions=queries.editions_of(showcase) if showcase else [],
        sectors={s.code: s.name for s in programmes.sectors(project.programme_id)},
        **(_standing(showcase) if showcase else {}),
    )
