"""The pages of messages: the list, writing one, every recipient's copy, sending."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from collab import clock
from collab.accounts.visitor import signed_in
from collab.messages import actions, drafting, policy, queries
from collab.messages.forms import MessageForm, PressedForm, TimeForm, WordsForm
from collab.messages.models import Copy, Message
from collab.messages.selections import Selection
from collab.programmes import policy as programmes_policy
from collab.programmes import queries as programmes
from collab.programmes.models import Programme
from collab.programmes.surroundings import show_programme
from collab.projects.shared_form import Versioned
from collab.stalls import queries as stalls
from collab.teams import queries as teams
from collab.text import _, _n, begun, day, in_words, moment
from collab.web.access import authorize
from collab.web.numbers import whole

bp = Blueprint("messages", __name__)


@bp.get("/programmes/<slug>/messages")
def index(slug: str) -> str:
    """What was written: drafts, what is scheduled, what was sent and could not be delivered."""
    programme = programmes.get_programme(slug)
    lines = queries.list_messages(programme, viewer=signed_in())
    show_programme(programme)
    may_write = policy.write(signed_in(), programme)
    return render_template("messages/index.html", lines=lines, may_write=may_write, now=clock.now())


@bp.route("/programmes/<slug>/messages/new", methods=["GET", "POST"])
def new(slug: str) -> ResponseReturnValue:
    """Say to whom and what; `preview` shows how many it is for and what it looks like."""
    programme = queries.get_programme(slug, viewer=signed_in())
    authorize(policy.write, programme)
    form = _offered(programme)
    is_final = form.validate_on_submit() and "preview" not in request.form
    if is_final and form.carry_out(actions.draft, programme, form.words, form.selection, by=signed_in()):
        return redirect(url_for(".show", key=form.result.key), code=303)
    return _writing(programme, form)


def _writing(programme: Programme, form: MessageForm) -> ResponseReturnValue:
    is_preview = form.is_submitted() and not form.summary
    subject, text = form.words.subject, form.words.text
    found = queries.previews(programme, form.selection, subject, text) if is_preview else None
    show_programme(programme)
    return render_template("messages/new.html", form=form, found=found), 422 if form.summary else 200


def _offered(programme: Programme) -> MessageForm:
    form = MessageForm()
    form.offer(
        programmes.sectors(programme.id),
        queries.organisations(programme),
        teams.list_teams(programme, viewer=signed_in()),
    )
    return form


@bp.post("/projects/<slug>/nudge")
def nudge(slug: str) -> Response:
    """Begin a message to a project's team that says why it is listed as standing still."""
    project = stalls.get_project(slug, viewer=signed_in())
    authorize(policy.write, project.programme)
    nudge = drafting.nudge(project, by=signed_in())
    if nudge.is_new:
        said = _("A draft to the team. Read it through, change what you like, and send it.")
        return _back(nudge.message, said)
    return _back(nudge.message, _waits_already(nudge.message), "info")


def _waits_already(draft: Message) -> str:
    who = draft.by.name if draft.by else _("Somebody who has left")
    if draft.by == signed_in():
        who = _("you")
    return _(
        "A draft to the team waits already: %(who)s began it %(day)s. "
        "Read it through before you change or send it.",
        who=who,
        day=day(draft.made_at),
    )


@bp.get("/messages/<key>")
def show(key: str) -> str:
    """A message with every recipient's own copy, and what can be done with it."""
    return _page(queries.get_message(key, viewer=signed_in()))


def _page(message: Message, pressed: Versioned | None = None) -> str:
    """`pressed`: the form that was sent from the page and refused."""
    form = pressed if isinstance(pressed, TimeForm) else TimeForm(formdata=None)
    is_on_its_way = message.due_at is not None and message.due_at <= clock.now()
    show_programme(message.programme)
    return render_template(
        "messages/show.html",
        message=message,
        copies=queries.copies(message, whole(request.args.get("page", "1")), viewer=signed_in()),
        others=queries.nudges_beside(message, viewer=signed_in()),
        chosen=queries.chosen(message.programme, Selection.of(message.selection)),
        form=form,
        pressed=pressed or form,
        may_change=policy.change(signed_in(), message),
        organises=programmes_policy.organise(signed_in(), message.programme),
        is_on_its_way=is_on_its_way,
        obstacle=None if is_on_its_way else queries.obstacle(message),
        told_on=None if is_on_its_way else queries.told_on(message),
    )


@bp.route("/messages/<key>/edit", methods=["GET", "POST"])
def edit(key: str) -> ResponseReturnValue:
    """Change the text for everybody."""
    message = _changing(key)
    form = WordsForm(obj=message)
    if message.closed and not form.is_submitted():
        return _back(message, message.closed, "warning")
    if form.validate_on_submit() and form.carry_out(actions.reword, message, form.words, seen=form.seen):
        return _back(message, _("The message is changed."))
    status = form.meet(message.version)
    show_programme(message.programme)
    return render_template("messages/edit.html", message=message, form=form), status


@bp.route("/messages/<key>/copies/<copy>", methods=["GET", "POST"])
def edit_copy(key: str, copy: str) -> ResponseReturnValue:
    """Change one person's copy."""
    message = _changing(key)
    own = queries.get_copy(message, copy)
    form = WordsForm(obj=own)
    if message.closed and not form.is_submitted():
        return _back(message, message.closed, "warning")
    if form.validate_on_submit() and form.carry_out(actions.reword_copy, own, form.words, seen=form.seen):
        return _back(message, _("The copy is changed."))
    status = form.meet(message.version)
    show_programme(message.programme)
    return render_template("messages/copy.html", message=message, copy=own, form=form), status


@bp.post("/messages/<key>/copies/<copy>/place")
def leave_out(key: str, copy: str) -> ResponseReturnValue:
    """Leave somebody out (`out`), or take them in again."""
    message, own = _own(key, copy)
    form, is_out = PressedForm(), "out" in request.form
    if form.carry_out(actions.leave_out, own, is_left_out=is_out, seen=form.seen):
        return _back(message, _("The recipients are changed."))
    return _refused(message, form)


@bp.post("/messages/<key>/copies/<copy>/retry")
def retry(key: str, copy: str) -> Response:
    """Try a mail again that could not be delivered."""
    message, own = _own(key, copy)
    if actions.retry(own):
        return _back(message, _("It is tried again."))
    who = own.membership.person.name
    return _back(message, _("%(who)s is no longer in the selection, and gets nothing.", who=who), "info")


@bp.post("/messages/<key>/retry")
def retry_all(key: str) -> Response:
    """Try all mails again that could not be delivered."""
    message = _changing(key)
    tried = actions.retry_all(message)
    return _back(message, " ".join(_tried(tried)), "success" if tried.again else "info")


def _tried(tried: actions.Retried) -> list[str]:
    again, passed_over = (begun(in_words(count)) for count in (tried.again, tried.passed_over))
    said = [
        _n("One copy is tried again.", "%(count)s copies are tried again.", tried.again, count=again),
        _n(
            "One person is no longer in the selection, and gets nothing.",
            "%(count)s people are no longer in the selection, and get nothing.",
            tried.passed_over,
            count=passed_over,
        ),
    ]
    return [words for words, count in zip(said, (tried.again, tried.passed_over), strict=True) if count]


@bp.post("/messages/<key>/renew")
def renew(key: str) -> ResponseReturnValue:
    """Write a nudge's draft anew with the reasons of today, that of the version in the address."""
    message, form = _changing(key), PressedForm(request.args)
    if form.carry_out(drafting.renew, message, seen=form.seen, by=signed_in()):
        return _back(message, _("The draft says today's reasons. Read it through before you send it."))
    return _refused(message, form)


@bp.post("/messages/<key>/send")
def send(key: str) -> ResponseReturnValue:
    """Send it now."""
    message, form = _changing(key), PressedForm()
    if form.carry_out(actions.send, message, clock.now(), seen=form.seen, by=signed_in()):
        return _back(message, _("The message is on its way."))
    return _refused(message, form)


@bp.post("/messages/<key>/schedule")
def schedule(key: str) -> ResponseReturnValue:
    """Send it later."""
    message, form = _changing(key), TimeForm()
    if form.validate_on_submit() and form.carry_out(
        actions.send, message, form.moment, seen=form.seen, by=signed_in()
    ):
        return _back(message, _("The message goes out %(moment)s.", moment=moment(form.moment)))
    return _refused(message, form)


@bp.post("/messages/<key>/hold")
def hold(key: str) -> Response:
    """Make a scheduled message a draft again."""
    message = _changing(key)
    actions.hold(message)
    return _back(message, _("The message is a draft again."))


@bp.post("/messages/<key>/discard")
def discard(key: str) -> ResponseReturnValue:
    """Throw a draft away, that of the version in the address: the dialog's form has no field."""
    message, form = _changing(key), PressedForm(request.args)
    if not form.carry_out(actions.discard, message, seen=form.seen):
        return _refused(message, form)
    flash(_("The draft is thrown away."), "success")
    return redirect(url_for(".index", slug=message.programme.slug), code=303)


def _changing(key: str) -> Message:
    message = queries.get_message(key, viewer=signed_in())
    authorize(policy.change, message)
    return message


def _own(key: str, copy: str) -> tuple[Message, Copy]:
    message = _changing(key)
    return message, queries.get_copy(message, copy)


def _refused(message: Message, form: Versioned) -> ResponseReturnValue:
    """The message as it is now, with what was pressed or typed there and why it was not done."""
    status = form.meet(message.version)
    return _page(message, form), status


def _back(message: Message, said: str, kind: str = "success") -> Response:
    flash(said, kind)
    return redirect(url_for(".show", key=message.key), code=303)
