"""The pages of contact."""

from datetime import timedelta

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from collab import subjects
from collab.accounts.models import written_alike
from collab.accounts.visitor import signed_in, visitor
from collab.contact import actions, policy, queries
from collab.contact.forms import AnswerForm, ViewForm
from collab.contact.models import View
from collab.errors import TooMany
from collab.programmes.models import Programme
from collab.programmes.queries import current_programme, get_programme
from collab.programmes.surroundings import show_programme
from collab.text import _, _n, language
from collab.web import limits
from collab.web.access import authorize
from collab.web.limits import Limit
from collab.web.transactions import prepared

bp = Blueprint("contact", __name__)

LONGEST_ABOUT = 120
"""Characters of a subject that a link may bring along."""
BY_ADDRESS = Limit("view-address", 5, timedelta(minutes=10))
BY_RECIPIENT = Limit("view-recipient", 3, timedelta(hours=1))


def _count_view() -> bool | Response:
    """Count a view that is about to be received; one with a mistake in it does not count.

    Answers whether its address may get mail: it may be somebody else's, whom nobody is to flood. Past the
    limit the form comes back as it was filled in.
    """
    form = ViewForm()
    if not form.validate():
        return False
    try:
        limits.count(BY_ADDRESS, limits.address())
    except TooMany as refusal:
        return _full_up(form, refusal.seconds)
    email = written_alike(form.email.data or "")
    return bool(email) and limits.use(BY_RECIPIENT, email) <= BY_RECIPIENT.most


def _full_up(form: ViewForm, seconds: int) -> Response:
    form.form_errors.append(
        _n(
            "Several views have just come from you or your network. What you wrote is still here: "
            "send it again in about %(num)d minute.",
            "Several views have just come from you or your network. What you wrote is still here: "
            "send it again in about %(num)d minutes.",
            (seconds + 59) // 60,
        )
    )
    answer = make_response(render_template("contact/new.html", form=form), 429)
    answer.headers["Retry-After"] = str(seconds)
    return answer


@bp.get("/contact")
def new() -> str:
    """Where anybody can write to the organisers; a link may say what it is about (`?about=…`)."""
    me = visitor()
    about = request.args.get("about", "").strip()[:LONGEST_ABOUT]
    form = ViewForm(formdata=None, email=me.email if me else "", about=about)
    return render_template("contact/new.html", form=form)


@bp.post("/contact")
@prepared(_count_view)
def create(prepared: bool) -> ResponseReturnValue:
    """Receive a view; the receipt is the next page, and without mail the only one."""
    form = ViewForm()
    if not form.validate_on_submit():
        return render_template("contact/new.html", form=form), 422
    view = actions.receive_view(
        form.whole,
        programme=_addressed(),
        email=(form.email.data or "") if prepared else "",
        language=language(),
    )
    return redirect(url_for(".receipt", key=view.key), code=303)


@bp.get("/contact/<key>")
def receipt(key: str) -> str:
    """What was written, when, its number, and the answer when it has come."""
    return render_template("contact/receipt.html", view=queries.get_receipt(key))


def _addressed() -> Programme | None:
    """The programme whose organisers answer; the site's own where only an archive is left."""
    programme = current_programme()
    return None if programme is None or programme.is_archived else programme


@bp.get("/programmes/<slug>/views")
def index(slug: str) -> str:
    """What visitors wrote, for organisers."""
    programme = get_programme(slug)
    show_programme(programme)
    views = queries.list_views(programme, viewer=signed_in())
    return render_template("contact/index.html", views=views)


@bp.get("/views/<key>")
def show(key: str) -> str:
    """One view and the form to answer it."""
    view = queries.get_view(key, viewer=signed_in())
    subjects.opened(view, by=signed_in())
    return _view_page(view, AnswerForm(formdata=None))


@bp.post("/views/<key>/answer")
def answer(key: str) -> ResponseReturnValue:
    """Answer a view and land on those that wait."""
    me = signed_in()
    view = queries.get_view(key, viewer=me)
    authorize(policy.answer, view)
    form = AnswerForm()
    if form.validate_on_submit() and form.carry_out(actions.answer_view, view, form.text.data, by=me):
        flash(_("The answer is sent."), "success")
        return redirect(_list_address(view), code=303)
    return _view_page(view, form), 422


def _view_page(view: View, form: AnswerForm) -> str:
    if view.programme is not None:
        show_programme(view.programme)
    return render_template(
        "contact/show.html",
        view=view,
        form=form,
        may_answer=policy.answer(signed_in(), view),
        list_address=_list_address(view),
    )


def _list_address(view: View) -> str:
    programme = view.programme or current_programme()
    return url_for(".index", slug=programme.slug) if programme else url_for(".new")
