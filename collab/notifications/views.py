"""The pages of notices."""

from collections.abc import Collection

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from collab import db
from collab.accounts import sessions
from collab.accounts.models import Person
from collab.accounts.visitor import signed_in
from collab.notifications import actions, choosable, leaving, queries
from collab.notifications.forms import ReadForm, as_chosen, offering
from collab.text import _
from collab.web import languages
from collab.web.fetching import only_fetches

bp = Blueprint("notifications", __name__)


@bp.get("/notices")
def index() -> str:
    """What somebody is told, newest first; `?before=` is the key of the last one of the page before."""
    me = signed_in()
    unread = queries.unread(me)
    page = queries.page(me, before=request.args.get("before", ""))
    if len(unread) != sessions.asked_along():
        actions.let_go_of(queries.hidden(me), by=me)
        sessions.correct_asked_along(len(unread))
    return render_template("notifications/index.html", page=page, until=queries.furthest(unread))


def opened(thing: db.Base, person: Person, showing: Collection[str]) -> None:
    """What tells of a thing is read when the page that shows it is; asked only where something is unread."""
    if sessions.asked_along() and not only_fetches():
        sessions.lower_asked_along(actions.open_about(thing, showing, by=person))


@bp.post("/notices")
def open_all() -> ResponseReturnValue:
    """Mark as read what was there when the page was shown."""
    form = ReadForm()
    if form.validate_on_submit():
        actions.open_all(form.mark, by=signed_in())
        flash(_("Everything is marked as read."), "success")
    return redirect(url_for(".index"), code=303)


@bp.get("/notices/<key>")
def show(key: str) -> ResponseReturnValue:
    """Lead to the exact place of what a notice tells, which is read then."""
    notice = queries.get_notice(key, viewer=signed_in())
    place = queries.place_of(notice)
    actions.open_notice(notice)
    address = url_for(place.endpoint, **place.values) if place.endpoint else url_for(".index")
    return redirect(address, code=303)


@bp.route("/notices/choices", methods=["GET", "POST"])
def choices() -> ResponseReturnValue:
    """Choose how soon what is told, by kind and by project, and the quiet hours.

    `?project=` offers that one, too.
    """
    me = signed_in()
    began = as_chosen(queries.choices_of(me), queries.paces_by_project(me))
    offered = choosable.projects_to_choose(me, request.args.get("project", ""))
    form = offering(choosable.kinds_to_choose(me), offered)(data=began)
    if form.validate_on_submit():
        actions.choose(form.paces, form.quiet, form.in_projects, by=me)
        flash(_("Your choices are saved."), "success")
        return redirect(url_for(".index"), code=303)
    return render_template("notifications/choices.html", form=form), 422 if form.errors else 200


@bp.get("/notices/leave/<token>")
def ask_to_leave(token: str) -> str:
    """Where a mail's reader says no to more of it. It has a button: what scans mails must not press it."""
    person = _known_by(token)
    if queries.choices_of(person).takes_nothing:
        return render_template("notifications/left.html", email=person.email)
    return render_template("notifications/leave.html", email=person.email, token=token)


@bp.post("/notices/leave/<token>")
def leave(token: str) -> str:
    """Mail no more about notices, as a mail program or the button asks for (RFC 8058)."""
    person = _known_by(token)
    actions.take_no_mail(by=person)
    return render_template("notifications/left.html", email=person.email)


def _known_by(token: str) -> Person:
    person = leaving.person_of(token)
    languages.speak(person.language)
    return person
