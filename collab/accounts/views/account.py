"""One's own account: language, password, where one is signed in."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from collab.accounts import actions, attempts, queries, sessions
from collab.accounts.attempts import Proof
from collab.accounts.forms import LanguageForm, PasswordForm
from collab.accounts.models import SecurityKind
from collab.accounts.views.blueprint import bp
from collab.accounts.visitor import signed_in
from collab.text import _, in_language
from collab.web import languages
from collab.web.transactions import prepared


@bp.get("/account")
def account() -> str:
    """Who I am here, and what I can change about it."""
    return _account(PasswordForm(formdata=None, person=signed_in()))


@bp.post("/account/language")
def choose_language() -> ResponseReturnValue:
    """The site and its mail speak that language from now on."""
    me = signed_in()
    form = LanguageForm()
    if not form.validate_on_submit():
        return _account(PasswordForm(formdata=None, person=me), form), 422
    actions.choose_language(me, form.code.data)
    with in_language(form.code.data):
        flash(_("Your language is saved."), "success")
    return languages.remember(redirect(url_for(".account"), code=303), form.code.data)


@bp.post("/account/password")
@prepared(attempts.new_password)
def change_password(prepared: Proof) -> ResponseReturnValue:
    """A new password ends every other session."""
    me = signed_in()
    form = PasswordForm(person=me, is_proven=attempts.proven(prepared) is me)
    if not form.validate_on_submit() or prepared.new_hash is None:
        return _account(form), 422
    actions.change_password(me, prepared.new_hash, keep=sessions.current())
    attempts.logged(SecurityKind.PASSWORD_CHANGED, me.id)
    flash(_("Your password is saved. You are signed out on every other device."), "success")
    return redirect(url_for(".account"), code=303)


@bp.post("/account/sessions")
def end_sessions() -> Response:
    """Sign out everywhere but here."""
    me = signed_in()
    actions.end_sessions(me, keep=sessions.current())
    attempts.logged(SecurityKind.SESSIONS_ENDED, me.id)
    flash(_("You are signed out on every other device."), "success")
    return redirect(url_for(".account"), code=303)


def _account(form: PasswordForm, language_form: LanguageForm | None = None) -> str:
    me = signed_in()
    return render_template(
        "accounts/account.html",
        owner=me,
        form=form,
        language_form=language_form or LanguageForm(formdata=None, code=me.language),
        sessions=queries.count_sessions(me),
    )
