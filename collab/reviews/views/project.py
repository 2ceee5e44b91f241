"""A project's reviews: what was said, released early, answered by the team."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from collab.accounts.visitor import signed_in
from collab.errors import NotFound
from collab.projects import queries as projects
from collab.projects.models import Project
from collab.projects.surroundings import show_project
from collab.reviews import actions, policy, queries
from collab.reviews.forms import ReplyForm, WithdrawalForm
from collab.reviews.queries import ShownPoint
from collab.reviews.views.blueprint import bp
from collab.text import _
from collab.web.access import authorize


@bp.get("/projects/<slug>/reviews")
def project(slug: str) -> str:
    """Every round: recommendations, levels in words, points with their answers; the approval."""
    found = projects.get_project(slug, viewer=signed_in())
    if not policy.follow(signed_in(), found):
        raise NotFound(slug)
    return page(found)


@bp.post("/projects/<slug>/reviews/<code>")
def release(slug: str, code: str) -> ResponseReturnValue:
    """Release the round's reviews to the team before all of them are handed in."""
    found = queries.get_facilitated(slug, viewer=signed_in())
    authorize(policy.facilitate, found)
    actions.release(found, queries.get_round(found.programme, code), by=signed_in())
    flash(_("The team can read the reviews now."), "success")
    return redirect(url_for(".project", slug=slug), code=303)


@bp.post("/points/<key>/answer")
def answer(key: str) -> ResponseReturnValue:
    """The team answers a point, or changes its answer."""
    point = queries.get_point(key, viewer=signed_in())
    authorize(policy.answer, point)
    found, form = point.review.project, ReplyForm(prefix=key)
    if form.validate_on_submit() and form.carry_out(actions.answer, point, form.reply(), by=signed_in()):
        flash(_("The answer is sent. The reviewer sees it."), "success")
        return redirect(url_for(".project", slug=found.slug, _anchor=f"point-{key}"), code=303)
    return page(found, failed=form, failed_point=key), 422


def page(
    found: Project,
    *,
    failed: ReplyForm | None = None,
    failed_point: str = "",
    withdrawal: WithdrawalForm | None = None,
) -> str:
    """The page of the project's reviews, with the form that did not pass as it was typed."""
    show_project(found)
    person, rounds = signed_in(), queries.list_rounds(found, viewer=signed_in())
    may_answer = policy.hand_in(person, found)
    points = [point for round_ in rounds for point in round_.points] if may_answer else []
    replies = {point.key: reply_form(point) for point in points}
    if failed is not None:
        replies[failed_point] = failed
    return render_template(
        "reviews/project.html",
        project=found,
        rounds=rounds,
        replies=replies,
        failed=failed or withdrawal,
        failed_point=failed_point,
        outlook=queries.outlook_of(found, viewer=person),
        withdrawal=withdrawal or WithdrawalForm(formdata=None),
    )


def reply_form(point: ShownPoint) -> ReplyForm:
    """The form of a point, filled with the answer that is there."""
    said = point.answer
    values = {"state": said.state, "text": said.text, "seen": said.version} if said else {"seen": 0}
    return ReplyForm(formdata=None, prefix=point.key, data=values)
