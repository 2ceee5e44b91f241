"""Signing in by password or by a mailed link, and signing out."""

from flask import Response, flash, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from collab.accounts import actions, attempts, queries, sessions
from collab.accounts.attempts import Proof
from collab.accounts.forms import LinkForm, SignInForm
from collab.accounts.models import Person, SecurityKind
from collab.accounts.queries import LinkState
from collab.accounts.views.blueprint import bp
from collab.accounts.visitor import visitor
from collab.text import _
from collab.web.addresses import local_path
from collab.web.transactions import prepared

LINK_FOR = "link-for"


@bp.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    """Two ways in."""
    wanted = request.args.get("next", "")
    if visitor() is not None:
        return redirect(local_path(wanted, url_for("workspace.home")), code=303)
    return _entry(SignInForm(formdata=None, next=wanted), _blank_link_form(next=wanted))


@bp.post("/sign-in")
@prepared(attempts.sign_in)
def enter(prepared: Proof) -> ResponseReturnValue:
    """Sign in by password."""
    person = attempts.proven(prepared)
    form = SignInForm(is_proven=person is not None)
    if form.validate_on_submit() and person is not None:
        person.password_hash = prepared.new_hash or person.password_hash
        return _begin(person, form.next.data)
    return _entry(form, _blank_link_form(email=form.email.data, next=form.next.data)), 422


@bp.post("/sign-in/link")
@prepared(attempts.link)
def send_link(prepared: None) -> ResponseReturnValue:
    """Mail a link; the answer is the same whether or not there is an account."""
    form = LinkForm(prefix="link-")
    if not form.validate_on_submit():
        return _entry(SignInForm(formdata=None, next=form.next.data), form), 422
    email = (form.email.data or "").strip()
    person = actions.send_link(email, next_path=local_path(form.next.data or "", ""))
    attempts.logged(SecurityKind.LINK_SENT, person.id if person else None)
    session[LINK_FOR] = email
    return redirect(url_for(".link_sent"), code=303)


@bp.get("/sign-in/link")
def link_sent() -> ResponseReturnValue:
    """Where to look now."""
    email = session.get(LINK_FOR)
    if not email:
        return redirect(url_for(".sign_in"), code=303)
    return render_template("accounts/link_sent.html", email=email)


@bp.get("/sign-in/link/<token>")
def link(token: str) -> ResponseReturnValue:
    """The page that a mailed link opens. It has a button: what scans mails must not use the link up."""
    return _link_page(queries.state_of_link(token), token)


@bp.post("/sign-in/link/<token>")
@prepared(attempts.link_use)
def use_link(token: str, prepared: None) -> ResponseReturnValue:
    """Sign in by link."""
    person = actions.use_link(token)
    if person is None:
        return _link_page(queries.state_of_link(token), token)
    return _begin(person, request.form.get("next", ""))


@bp.post("/sign-out")
def sign_out() -> BaseResponse:
    """Sign out, here. Somebody whose session had already ended is told the same."""
    person = visitor()
    if person is not None:
        attempts.logged(SecurityKind.SIGNED_OUT, person.id)
    sessions.end()
    flash(_("You are signed out."), "success")
    return redirect(url_for("front.index"), code=303)


def _begin(person: Person, wanted: str | None) -> BaseResponse:
    sessions.begin(person)
    attempts.logged(SecurityKind.SIGNED_IN, person.id)
    return redirect(local_path(wanted or "", url_for("workspace.home")), code=303)


def _blank_link_form(**values: str | None) -> LinkForm:
    return LinkForm(formdata=None, prefix="link-", **values)


def _entry(form: SignInForm, link_form: LinkForm) -> str:
    has_errors = bool(form.errors or link_form.errors)
    return render_template("accounts/sign_in.html", form=form, link_form=link_form, has_errors=has_errors)


def _link_page(state: LinkState, token: str) -> Response:
    wanted = local_path(request.values.get("next", ""), "")
    page = render_template("accounts/link.html", state=state, token=token, wanted=wanted)
    return make_response(page, 200 if state is LinkState.OPEN else 410)
