"""What one tells those who look for a team: what one can offer, what one is looking for."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.visitor import signed_in
from collab.errors import NotFound
from collab.forming import actions, policy
from collab.forming.forms import ProfileForm
from collab.forming.views.blueprint import bp
from collab.programmes import policy as programmes_policy
from collab.programmes import queries as programmes
from collab.programmes.models import Branch
from collab.programmes.surroundings import show_programme
from collab.text import _
from collab.web.access import authorize


@bp.route("/programmes/<slug>/profile", methods=["GET", "POST"])
def profile(slug: str) -> ResponseReturnValue:
    """One's own lines in the finder."""
    viewer, programme = signed_in(), programmes.get_programme(slug)
    if not programmes_policy.read(viewer, programme):
        raise NotFound(slug)
    authorize(policy.tell, programme)
    place = programmes.place_of(viewer, programme.id)
    form = ProfileForm(obj=place)
    form.branches.choices = [(b.code, str(b.name)) for b in programmes.defined(Branch, programme.id)]
    if form.validate_on_submit():
        actions.tell(place, form.can_offer.data or "", form.seeks.data or "", form.branches.data or [])
        flash(_("Your lines are saved."), "success")
        return redirect(url_for(".find", slug=slug), code=303)
    show_programme(programme)
    page = render_template("forming/profile.html", form=form)
    return page, 422 if form.is_submitted() else 200
