"""The team's working copy: compose, preview, publish, take down."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from collab import db
from collab.accounts.visitor import signed_in
from collab.errors import NotFound
from collab.files import serving
from collab.files.models import Picture
from collab.programmes import queries as programmes
from collab.programmes.models import Sector
from collab.programmes.surroundings import map_of, show_programme
from collab.projects import policy as projects_policy
from collab.projects import queries as projects
from collab.projects.models import Project
from collab.showcases import actions, composing, gate, policy, queries
from collab.showcases.forms import ShowcaseForm, values_of
from collab.showcases.freezing import freeze
from collab.showcases.models import Consent, Showcase
from collab.showcases.views import bp
from collab.text import _
from collab.web.access import authorize


@bp.route("/projects/<slug>/showcase", methods=["GET", "POST"])
def edit(slug: str) -> ResponseReturnValue:
    """The working copy; the first time it is composed from the plan and the updates."""
    project = _project(slug)
    authorize(projects_policy.edit, project)
    showcase = queries.showcase_of(project)
    candidates = queries.pictures_to_choose_from(project)
    form = _form(project, showcase, candidates)
    if not form.validate_on_submit():
        return _page(project, showcase, form, candidates), 200 if request.method == "GET" else 422
    showcase = showcase or actions.start(project)
    version = int(form.version.data or 0) or None
    if not form.carry_out(actions.save, showcase, form.draft(), by=signed_in(), version=version):
        return _page(project, showcase, form, candidates), 422
    actions.choose_pictures(showcase, _chosen(form, candidates))
    flash(_("The working copy is saved. Only your team and the facilitators see it."), "success")
    wanted = "showcases.preview" if "preview" in request.form else "showcases.edit"
    return redirect(url_for(wanted, slug=slug), code=303)


@bp.get("/projects/<slug>/showcase/preview")
def preview(slug: str) -> str:
    """The real public page, as it would be published now."""
    showcase = queries.get_showcase(slug, viewer=signed_in())
    show_programme(showcase.project.programme)
    return render_template(
        "showcases/show.html",
        page=freeze(showcase, queries.pictures_of(showcase)),
        edition=None,
        map=map_of(showcase.project.programme),
        following=None,
        missing=_missing(showcase),
        may_publish=policy.compose(signed_in(), showcase),
        picture_url=lambda key, width: url_for("showcases.working_picture", slug=slug, key=key, width=width),
    )


@bp.get("/projects/<slug>/showcase/pictures/<key>/<int:width>.webp")
def working_picture(slug: str, key: str, width: int) -> Response:
    """A picture of the working copy, for those who may preview it."""
    project = _project(slug)
    if not projects_policy.read_inside(signed_in(), project):
        raise NotFound(slug)
    showcase = queries.showcase_of(project)
    shown = [place.picture for place in queries.pictures_of(showcase)] if showcase else []
    candidates = [
        *shown,
        *queries.pictures_to_choose_from(project),
        *([project.cover] if project.cover else []),
    ]
    found = next((picture for picture in candidates if picture.key == key), None)
    if found is None:
        raise NotFound(key)
    return serving.picture_response(found, width, is_public=False)


@bp.post("/projects/<slug>/showcase/publication")
def publish(slug: str) -> Response:
    """Freeze the working copy as a new public edition."""
    showcase = queries.get_showcase(slug, viewer=signed_in())
    authorize(policy.compose, showcase)
    actions.publish(showcase, by=signed_in())
    flash(_("The page is public. Anybody can read it now."), "success")
    return redirect(url_for("showcases.show", slug=slug), code=303)


@bp.post("/projects/<slug>/showcase/withdrawal")
def unpublish(slug: str) -> Response:
    """Take the public page down, with a reason."""
    showcase = queries.get_showcase(slug, viewer=signed_in())
    authorize(policy.unpublish, showcase)
    actions.unpublish(showcase, by=signed_in(), reason=request.form.get("reason", ""))
    flash(_("The page is no longer public. The edition and your reason are kept."), "success")
    wanted = "showcases.edit" if policy.compose(signed_in(), showcase) else "workspace.project"
    return redirect(url_for(wanted, slug=slug), code=303)


def _project(slug: str) -> Project:
    project = projects.get_project(slug, viewer=signed_in())
    show_programme(project.programme)
    return project


def _form(project: Project, showcase: Showcase | None, candidates: list[Picture]) -> ShowcaseForm:
    draft = composing.draft_of(showcase) if showcase else composing.composed(project)
    values: dict[str, Any] = values_of(draft)
    roles = {role["sector"]: role["text"] for role in draft.sector_roles}
    codes = composing.sector_codes(project)
    values["sector_roles"] = [{"sector": code, "text": roles.get(code, "")} for code in codes]
    places = {p.picture_id: p for p in queries.pictures_of(showcase)} if showcase else {}
    values["pictures"] = [
        {
            "key": picture.key,
            "is_shown": picture.id in places,
            "consent": places[picture.id].consent if picture.id in places else Consent.UNKNOWN,
        }
        for picture in candidates
    ]
    form = ShowcaseForm(data={**values, "version": showcase.version if showcase else ""})
    form.offer_evidence(composing.evidence_choices(project))
    return form


def _chosen(form: ShowcaseForm, candidates: list[Picture]) -> list[tuple[Picture, Consent]]:
    by_key = {picture.key: picture for picture in candidates}
    return [
        (by_key[row.data["key"]], Consent(row.data["consent"]))
        for row in form.pictures
        if row.data["is_shown"] and row.data["key"] in by_key
    ]


def _missing(showcase: Showcase) -> list[gate.Missing]:
    return gate.missing_for_publication(showcase, queries.pictures_of(showcase))


def _page(project: Project, showcase: Showcase | None, form: ShowcaseForm, candidates: list[Picture]) -> str:
    db.session.flush()
    return render_template(
        "showcases/edit.html",
        project=project,
        showcase=showcase,
        form=form,
        candidates={picture.key: picture for picture in candidates},
        missing=_missing(showcase) if showcase else [],
        current=queries.current_edition(showcase) if showcase else None,
        editions=queries.editions_of(showcase) if showcase else [],
        sectors={s.code: s.name for s in programmes.defined(Sector, project.programme_id)},
    )
