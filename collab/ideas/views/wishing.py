"""What one wishes for oneself."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.visitor import signed_in
from collab.errors import NotFound
from collab.ideas import actions, policy, queries
from collab.ideas.forms import WishForm
from collab.ideas.views.blueprint import bp
from collab.programmes import policy as programmes_policy
from collab.programmes import queries as programmes
from collab.programmes.surroundings import show_programme
from collab.text import _
from collab.web.access import authorize


@bp.route("/programmes/<slug>/ideas/wishes", methods=["GET", "POST"])
def wish(slug: str) -> ResponseReturnValue:
    """Rank ideas, name people to be with and people to be apart from."""
    viewer, programme = signed_in(), programmes.get_programme(slug)
    if not programmes_policy.read(viewer, programme):
        raise NotFound(slug)
    authorize(policy.wish, programme)
    place, form = programmes.place_of(viewer, programme.id), WishForm()
    wishes = queries.own_wishes(place)
    form.offer(queries.of_programme(programme.id), programmes.participants(programme.id), place)
    form.fill(wishes)
    if form.validate_on_submit() and form.carry_out(lambda: actions.wish(place, form.wanted)):
        flash(_("Your wishes are saved. You can change them at any time."), "success")
        return redirect(url_for("workspace.ideas", slug=slug), code=303)
    show_programme(programme)
    page = render_template("ideas/wish.html", form=form, gone=wishes.gone)
    return page, 422 if form.is_submitted() else 200
