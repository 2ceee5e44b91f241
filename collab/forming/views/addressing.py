"""Correcting the address of somebody in a programme."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.visitor import signed_in
from collab.forming import actions, queries
from collab.forming.forms import AddressForm
from collab.forming.views.blueprint import bp
from collab.programmes import policy as programmes_policy
from collab.programmes import queries as programmes
from collab.programmes.surroundings import show_programme
from collab.text import _
from collab.web.access import authorize


@bp.route("/programmes/<slug>/people/<code>/address", methods=["GET", "POST"])
def correct_address(slug: str, code: str) -> ResponseReturnValue:
    """The address by which somebody signs in and gets mail; `?message=` is the key of what did not arrive."""
    viewer, programme = signed_in(), programmes.get_programme(slug)
    place = queries.get_place(programme, code, viewer=viewer)
    authorize(programmes_policy.correct_address, place)
    form, message = AddressForm(email=place.person.email), request.args.get("message", "")
    back = url_for("messages.show", key=message) if message else url_for(".find", slug=slug)
    if form.validate_on_submit() and form.carry_out(
        actions.correct_address, place, form.email.data or "", by=viewer
    ):
        who = place.person
        flash(_("Mail to %(who)s goes to %(address)s now.", who=who.name, address=who.email), "success")
        return redirect(back, code=303)
    show_programme(programme)
    page = render_template("forming/address.html", place=place, form=form, back_to=back, message=message)
    return page, 422 if form.is_submitted() else 200
