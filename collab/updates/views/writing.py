"""Writing: a new update, a draft taken up again, a correction, taking it back."""

from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from msgspec.structs import replace
from werkzeug.wrappers import Response

from collab import clock
from collab.accounts.visitor import signed_in
from collab.programmes import queries as programmes
from collab.programmes.surroundings import show_programme
from collab.project_files import queries as project_files
from collab.project_files.limits import MEGABYTE, MOST_OF_A_FILE
from collab.projects import queries as projects
from collab.projects.models import Project
from collab.text import _, moment
from collab.updates import actions, policy, queries
from collab.updates.content import Content
from collab.updates.files_form import said_of_closed
from collab.updates.forms import UpdateForm
from collab.updates.models import Kind, Update
from collab.updates.rhythm import Rhythm
from collab.updates.starting import carried_on, time_to_write
from collab.updates.views.arriving import Arrival, arrive, whose
from collab.updates.views.blueprint import bp
from collab.updates.views.reached import say_who_is_not_told
from collab.web.access import authorize
from collab.web.transactions import prepared


def _arrive_at_project(slug: str) -> Arrival:
    def demand() -> Project:
        project = projects.get_project(slug, viewer=signed_in())
        authorize(policy.post, project)
        return project

    return arrive(demand, by=signed_in())


def _arrive_at_update(key: str) -> Arrival:
    def demand() -> Project:
        update = queries.get_update(key, viewer=signed_in())
        authorize(policy.edit, update)
        return update.project

    return arrive(demand, by=signed_in())


@bp.route("/projects/<slug>/updates/new", methods=["GET", "POST"])
@prepared(_arrive_at_project)
def new(slug: str, prepared: Arrival | None = None) -> ResponseReturnValue:
    """Write an update about the project. The form has a key: sent twice, it is one update."""
    project = projects.get_project(slug, viewer=signed_in())
    authorize(policy.post, project)
    form = UpdateForm()
    if prepared is None:
        return _page(form, project)
    return _sent(form, prepared, project, queries.written_with(form.key, project, by=signed_in()))


@bp.route("/updates/<key>/edit", methods=["GET", "POST"])
@prepared(_arrive_at_update)
def edit(key: str, prepared: Arrival | None = None) -> ResponseReturnValue:
    """Go on with a draft, or correct what is posted."""
    update = queries.get_update(key, viewer=signed_in())
    authorize(policy.edit, update)
    form = UpdateForm()
    if prepared is None:
        form.meet(update.version)
        return _page(form, update.project, update)
    return _sent(form, prepared, update.project, update)


@bp.post("/updates/<key>/withdrawal")
def withdraw(key: str) -> Response:
    """Take an update back, or throw a draft away (`?draft=1`: that is what was meant)."""
    update = queries.get_update(key, viewer=signed_in())
    authorize(policy.withdraw, update)
    project = update.project
    actions.withdraw(update, by=signed_in(), is_of_draft="draft" in request.args)
    flash(_("The update is withdrawn.") if update.posted_at else _("The draft is thrown away."), "success")
    return redirect(url_for(".index", slug=project.slug), code=303)


def _sent(form: UpdateForm, arrival: Arrival, project: Project, update: Update | None) -> ResponseReturnValue:
    me = signed_in()
    form.arrive(arrival.uploads, arrival.keys)
    form.arrive_file(arrival.file, whose(project, me))
    form.know(queries.pictures_for(form.kept_keys, update, by=me))
    form.chosen = project_files.files_named(project, form.files.data or (), viewer=me)
    _offer(form, project, update, Content.of(update) if update else Content())
    if form.rearrange() or form.let_go_of_file():
        return _page(form, project, update)
    if not _is_well(form, update):
        return _refused(form, project, update)
    return _keep(form, project, update) if form.is_draft else _publish(form, project, update)


def _is_well(form: UpdateForm, update: Update | None) -> bool:
    """Whether it can be kept, or posted where that is asked; all faults of one press are told at once."""
    judged = [form.validate(), form.is_file_well()]
    if form.is_to_be_whole:
        at = _goes_out(form, update)
        posted_on = (
            clock.local(at).date() if at else update.posted_on(clock.now()) if update else clock.today()
        )
        judged += [form.is_whole(form.content(), posted_on), at is None or form.is_to_come(at)]
    return all(judged)


def _goes_out(form: UpdateForm, update: Update | None) -> datetime | None:
    """The time that was chosen for what is not posted yet."""
    is_posted = update is not None and update.posted_at is not None
    chosen: datetime | None = form.goes_out.data
    return None if is_posted else chosen


def _keep(form: UpdateForm, project: Project, update: Update | None) -> ResponseReturnValue:
    draft = update or actions.begin(project, form.key, by=signed_in())
    how = {"seen": form.seen, "goes_out_at": form.goes_out.data, "is_by_itself": form.saves_itself}
    if form.carry_out(actions.save_draft, draft, form.content(), **how):
        if not form.saves_itself:
            flash(_said_of(draft), "success")
            if form.goes_out.data and draft.goes_out_at is None:
                flash(_("Its time is not kept with a draft. Choose it again when you publish."), "warning")
        return redirect(url_for(".edit", key=draft.key), code=303)
    return _refused(form, project, draft)


def _said_of(draft: Update) -> str:
    """What has become of a draft that was saved by its button, and what its writer can do next."""
    if draft.reopened_at is not None:
        return _(
            "It is saved, and only you see it. It no longer goes out by itself: publish it when you are done."
        )
    return _("The draft is saved. Only you see it. Go on here, or come back to it from your home page.")


def _publish(form: UpdateForm, project: Project, update: Update | None) -> ResponseReturnValue:
    at = _goes_out(form, update)
    if form.after.data and form.is_answered(queries.latest_report_of(project), writer=signed_in()):
        return _page(form, project, update), 409
    if at is not None:
        return _schedule(form, at, project, update)
    was_out, content = update is not None and update.posted_at is not None, form.content()
    written = update or actions.begin(project, form.key, by=signed_in(), posts=content)
    if form.carry_out(actions.publish, written, content, by=signed_in(), seen=form.seen):
        flash(_("The change is saved.") if was_out else _("The update is published."), "success")
        _say_who_cannot_open(written)
        say_who_is_not_told(written)
        return redirect(url_for(".show", key=written.key), code=303)
    return _refused(form, project, written)


def _schedule(form: UpdateForm, at: datetime, project: Project, update: Update | None) -> ResponseReturnValue:
    waiting = update or actions.begin(project, form.key, by=signed_in())
    if form.carry_out(actions.schedule, waiting, form.content(), at=at, seen=form.seen):
        flash(_("The update goes out %(moment)s. Until then only you see it.", moment=moment(at)), "success")
        _say_who_cannot_open(waiting)
        say_who_is_not_told(waiting)
        return redirect(url_for(".show", key=waiting.key), code=303)
    return _refused(form, project, waiting)


def _say_who_cannot_open(update: Update) -> None:
    of_team = [file.name for file in Content.of(update).files if file.stays_with_team]
    said = said_of_closed(of_team, update.visibility)
    if said:
        flash(said, "info")


def _refused(form: UpdateForm, project: Project, update: Update | None) -> ResponseReturnValue:
    """The form again with what was typed; where something newer is saved, with that as well."""
    saved = update if update is not None and update.version else None
    status = form.meet(saved.version if saved is not None else 0)
    return _page(form, project, saved), status


def _page(form: UpdateForm, project: Project, update: Update | None = None) -> str:
    show_programme(project.programme)
    rhythm, latest = Rhythm.of(project.programme), None if update else queries.latest_of(project)
    last = queries.latest_report_of(project) if "reminded" in request.args else None
    started = carried_on(last, rhythm)
    form.after.data = form.after.data or (last.key if last else "")
    content, at = (Content.of(update), update.goes_out_at) if update else (_of_kind(started), None)
    _offer(form, project, update, content, at)
    form.ask(rhythm.question)
    return render_template(
        "updates/edit.html",
        form=form,
        project=project,
        update=update,
        author=queries.writer(signed_in(), project),
        limits={"bytes": MOST_OF_A_FILE, "megabytes": MOST_OF_A_FILE // MEGABYTE},
        said=latest if latest and latest.author_id == signed_in().id else None,
        time=None if update else time_to_write(latest, rhythm, project.started_on),
        keeps_comments=update is not None and queries.has_inside(update),
        drafts=[] if update or form.is_submitted() else _begun(project),
    )


def _of_kind(content: Content) -> Content:
    """The content, of the kind that a link to the form names."""
    kind = request.args.get("kind")
    return replace(content, kind=Kind(kind)) if kind in set(Kind) else content


def _begun(project: Project) -> list[queries.Draft]:
    """What the writer has begun about the project already, but for what waits for its time."""
    return [draft for draft in queries.drafts_of(signed_in(), project) if draft.goes_out_at is None]


def _offer(
    form: UpdateForm, project: Project, update: Update | None, content: Content, at: datetime | None = None
) -> None:
    form.offer(programmes.goals(project.programme_id), content, at)
    form.offer_numbers(programmes.indicators(project.programme_id), content.counted)
    rows = project_files.list_files(project, viewer=signed_in())
    waiting = update.new_files if update else []
    form.offer_files(rows, waiting, [file.key for file in content.files])
