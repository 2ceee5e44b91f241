"""The plan: read as a whole, written one section at a time."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from collab import markdown
from collab.accounts.visitor import signed_in
from collab.projects import actions, grains, illustrations, merging, policy, queries
from collab.projects.actions import Draft, Window, Writing
from collab.projects.by_goal import untold
from collab.projects.forms import DraftForm, JoinForm, SectionForm
from collab.projects.illustrations import Illustrations
from collab.projects.merging import Clash, Piece
from collab.projects.models import PlanVersion, Project
from collab.projects.surroundings import show_project
from collab.projects.views.blueprint import bp
from collab.text import _
from collab.web.access import authorize
from collab.web.forms import Form


@bp.get("/projects/<slug>/plan")
def plan(slug: str) -> str:
    """Every section, and how far each has come."""
    project = queries.get_project(slug, viewer=signed_in())
    show_project(project)
    sections = queries.sections(project)
    return render_template(
        "projects/plan.html",
        project=project,
        sections=sections,
        untold={part.code: untold(part.source, queries.goals_to_tell(project, part)) for part in sections},
        pictures=illustrations.named_in(project, (part.html for part in sections), viewer=signed_in()),
        named=queries.named_plans(project),
        may_define=policy.define(signed_in(), project.programme),
        drafts={draft.code: draft for draft in queries.drafts_of(signed_in(), project)},
    )


@bp.route("/projects/<slug>/plan/<section>", methods=["GET", "POST"])
def edit_section(slug: str, section: str) -> ResponseReturnValue:
    """Write one section; it can be looked at before it is saved."""
    project = _project(slug)
    form = _begun(project, section)
    if "preview" in request.form:
        is_kept = request.form["preview"] != "draft" or _kept(project, section, form)
        page = _section_page(project, section, form, preview=_previewed(project, form))
        return page, 200 if is_kept else 409
    if "add" in request.form:
        return _joined_drafts(project, section, form)
    if form.validate_on_submit() and not form.empties(queries.get_section(project, section).source):
        answer = _saved(project, section, form, form.writing())
        return answer or (_section_page(project, section, form), 409)
    return _section_page(project, section, form), 422 if form.is_submitted() else 200


@bp.post("/projects/<slug>/plan/<section>/draft")
def draft_section(slug: str, section: str) -> ResponseReturnValue:
    """Keep what is typed (`source`) or throw it away (`discard`), and note who is at the section."""
    project, viewer = _project(slug), signed_in()
    form = DraftForm()
    if "discard" in request.form:
        actions.discard(project, section, by=viewer)
        flash(_("What was typed and not saved is thrown away."), "success")
    elif "gone" in request.form:
        actions.leave(project, section, by=viewer)
    elif "source" not in request.form:
        actions.be_at(project, section, by=viewer, is_typing="typing" in request.form)
    elif not form.validate():
        return _section_page(project, section, form), 422
    elif not _kept(project, section, form):
        return _section_page(project, section, form), 409
    return redirect(url_for(".edit_section", slug=slug, section=section), code=303)


@bp.route("/projects/<slug>/plan/<section>/join", methods=["GET", "POST"])
def join_section(slug: str, section: str) -> ResponseReturnValue:
    """Choose what is to stand where two changed the same words; save it, or go on with it (`edit`)."""
    project, form = _project(slug), JoinForm()
    two = queries.two_texts(signed_in(), project, section)
    if two is None:
        return redirect(url_for(".edit_section", slug=slug, section=section), code=303)
    if form.validate_on_submit() and (sides := form.sides(two)) is not None:
        source = merging.joined(two.pieces, sides)
        writing = Writing(source, two.theirs.number, two.desk.reason, Window(seen=two.desk.key))
        answer = None if "edit" in request.form else _saved(project, section, form, writing)
        if answer is None:
            _keep(project, section, writing)
            if form.form_errors:
                flash(str(form.form_errors[0]), "error")
        return answer or redirect(url_for(".edit_section", slug=slug, section=section), code=303)
    show_project(project)
    readings = _readings(project, two.pieces)
    page = render_template(
        "projects/clash.html",
        project=project,
        section=queries.get_section(project, section),
        form=form,
        two=two,
        readings=readings,
        pictures=_pictures_in(project, readings),
    )
    return page, 422 if form.is_submitted() else 200


def _readings(project: Project, pieces: list[Piece]) -> list[Piece]:
    """The pieces as a reader would see them: safe HTML, rows of a table beneath its heading."""
    found: list[Piece] = []
    before = ""
    for piece in pieces:
        heading = grains.heading_of(before)
        if isinstance(piece, str):
            found.append(_read(project, heading, piece))
        else:
            sides = (piece.base, piece.mine, piece.theirs)
            found.append(Clash(*(_read(project, heading, side) for side in sides)))
        before += piece if isinstance(piece, str) else piece.mine
    return found


def _read(project: Project, heading: str, source: str) -> str:
    goes_on = grains.has_row(source.partition("\n")[0])
    address = illustrations.address_of(project.slug)
    return markdown.render((heading if goes_on else "") + source, pictures=address)


def _pictures_in(project: Project, readings: list[Piece]) -> Illustrations:
    told = [
        html
        for one in readings
        for html in ([one] if isinstance(one, str) else [one.base, one.mine, one.theirs])
    ]
    return illustrations.named_in(project, told, viewer=signed_in())


def _project(slug: str) -> Project:
    project = queries.get_project(slug, viewer=signed_in())
    authorize(policy.edit, project)
    return project


def _begun(project: Project, code: str) -> SectionForm:
    """The section as it is, or as the person left it unsaved."""
    part, desk = queries.get_section(project, code), queries.desk_of(signed_in(), project, code)
    if desk.draft is None:
        source = queries.text_to_write(project, part)
        return SectionForm(data={"source": source, "version": part.version})
    held = {"source": desk.draft, "version": desk.began_with, "reason": desk.reason, "draft_key": desk.key}
    return SectionForm(data=held)


def _saved(project: Project, code: str, form: Form, writing: Writing) -> ResponseReturnValue | None:
    """The way on, saved or to the page of two texts; None where neither is open, which the form says why."""
    if form.carry_out(actions.write_section, project, code, writing, by=signed_in()):
        flash(_outcome(form.result), "success")
        return redirect(url_for(".plan", slug=project.slug, saved=code, _anchor=code), code=303)
    if not isinstance(form.refusal, actions.Clashing):
        return None
    form.form_errors.clear()
    if not form.carry_out(_keep, project, code, writing):
        return None
    return redirect(url_for(".join_section", slug=project.slug, section=code), code=303)


def _keep(project: Project, code: str, writing: Writing) -> None:
    draft = Draft(writing.source, max(writing.seen, 0), writing.window, writing.reason)
    actions.keep_draft(project, code, draft, by=signed_in())


def _kept(project: Project, code: str, form: SectionForm) -> bool:
    """Keep what is typed. The form then shows the draft, which may hold another window's words too."""
    if not form.carry_out(actions.keep_draft, project, code, form.draft(), by=signed_in()):
        return False
    form.know(form.result.draft_key)
    if form.result.draft is not None:
        form.source.data = form.result.draft
    return True


def _joined_drafts(project: Project, code: str, form: SectionForm) -> ResponseReturnValue:
    """Put what was typed in another window after this text, and go on with both."""
    other = queries.desk_of(signed_in(), project, code)
    form.source.data = f"{(form.source.data or '').rstrip()}\n\n{other.draft or ''}".rstrip()
    form.know(other.key)
    if not _kept(project, code, form):
        return _section_page(project, code, form), 409
    return redirect(url_for(".edit_section", slug=project.slug, section=code), code=303)


def _outcome(made: PlanVersion | None) -> str:
    if made is None:
        return _("The section says that already; nothing was changed.")
    if made.merged_with is None:
        return _("The section is saved.")
    return _("The section is saved, with what somebody else saved while you wrote.")


def _previewed(project: Project, form: SectionForm) -> str:
    return markdown.render(form.source.data or "", pictures=illustrations.address_of(project.slug))


def _section_page(project: Project, code: str, form: SectionForm, preview: str | None = None) -> str:
    show_project(project)
    found = illustrations.all_of(project, viewer=signed_in())
    desk = queries.desk_of(signed_in(), project, code)
    if isinstance(form.refusal, actions.DraftElsewhere):
        form.meet_elsewhere(desk)
    section = queries.get_section(project, code)
    goals = queries.goals_to_tell(project, section)
    is_overtaken = desk.draft is not None and desk.began_with != section.version
    return render_template(
        "projects/edit_section.html",
        project=project,
        section=section,
        goals=goals,
        untold=untold(form.source.data or "", goals),
        desk=desk,
        savers=queries.savers(project, code, desk.began_with) if is_overtaken else [],
        is_overtaken=is_overtaken,
        form=form,
        preview=preview,
        found=found,
        pictures=Illustrations({picture.key: picture for picture in found}, is_ours=True),
    )
