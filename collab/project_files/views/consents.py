"""Consents: one more, and one that is withdrawn."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from collab import clock
from collab.accounts.visitor import signed_in
from collab.errors import NotFound
from collab.project_files import actions, queries
from collab.project_files.forms import ConsentForm, WithdrawalForm
from collab.project_files.kinds import Kind
from collab.project_files.views.arriving import writable
from collab.project_files.views.blueprint import bp
from collab.projects.surroundings import show_project
from collab.text import _


@bp.route("/projects/<slug>/files/<key>/<int:number>/consents/new", methods=["GET", "POST"])
def add_consent(slug: str, key: str, number: int) -> ResponseReturnValue:
    """Note that somebody who can be recognised in a picture has agreed."""
    project, form = writable(slug), ConsentForm()
    version = queries.get_version(slug, key, number, viewer=signed_in())
    if version.kind is not Kind.PICTURE:
        raise NotFound(f"{key} is no picture")
    is_sent = form.validate_on_submit() and form.is_agreed()
    if is_sent and form.carry_out(actions.record_consent, version, form.agreement(), by=signed_in()):
        flash(_("The consent is noted."), "success")
        return redirect(url_for(".show", slug=slug, key=key, _anchor="consents"), code=303)
    show_project(project)
    page = render_template("project_files/consent.html", file=version.file, form=form)
    return page, 422 if form.is_submitted() else 200


@bp.route("/projects/<slug>/files/<key>/consents/<consent>/withdrawal", methods=["GET", "POST"])
def withdraw_consent(slug: str, key: str, consent: str) -> ResponseReturnValue:
    """Note that somebody agrees no longer: from then on only the team sees the picture."""
    project, form = writable(slug), WithdrawalForm()
    file = queries.get_file(slug, key, viewer=signed_in())
    found = queries.get_consent(file, consent)
    if form.validate_on_submit() and form.carry_out(
        actions.withdraw_consent, found, form.on.data, by=signed_in()
    ):
        flash(_("The consent is withdrawn. Only your team sees the picture now."), "success")
        return redirect(url_for(".show", slug=slug, key=key, _anchor="consents"), code=303)
    if not form.is_submitted():
        form.on.data = clock.today()
    show_project(project)
    page = render_template("project_files/withdraw_consent.html", file=file, consent=found, form=form)
    return page, 422 if form.is_submitted() else 200
