"""A project's reviews: what was said, released early, answered by the team."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from collab import subjects
from collab.accounts.visitor import signed_in
from collab.errors import NotFound
from collab.projects import queries as projects
from collab.projects.models import Project
from collab.projects.surroundings import show_project
from collab.reviews import actions, policy, queries
from collab.reviews.forms import AppointForm, OthersTieForm, ReplyForm, TieForm, WithdrawalForm
from collab.reviews.queries import Seating, ShownPoint, ShownRound
from collab.reviews.views.blueprint import bp
from collab.text import _
from collab.web.access import authorize
from collab.web.forms import Form

SHOWN = ("submission", "review", "review_release")
"""The kinds of things that the page shows all of, as notices speak of them."""


@bp.get("/projects/<slug>/reviews")
def project(slug: str) -> str:
    """Every round: recommendations, levels in words, points with their answers; the approval."""
    found = projects.get_project(slug, viewer=signed_in())
    if not policy.follow(signed_in(), found):
        raise NotFound(slug)
    subjects.opened(found, by=signed_in(), showing=SHOWN)
    return page(found)


@bp.post("/projects/<slug>/reviews/<code>")
def release(slug: str, code: str) -> ResponseReturnValue:
    """Release the round's reviews to the team before all of them are handed in."""
    found = queries.get_facilitated(slug, viewer=signed_in())
    authorize(policy.release, found)
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
    return page(found, failed=form, place=key), 422


def page(found: Project, *, failed: Form | None = None, place: str = "") -> str:
    """The page of the project's reviews, with the form that did not pass as it was typed.

    `place`: the point that it answers, or the round that it is about.
    """
    show_project(found)
    person, rounds = signed_in(), queries.list_rounds(found, viewer=signed_in())
    seating = queries.seating_of(found, viewer=person)
    return render_template(
        "reviews/project.html",
        project=found,
        rounds=rounds,
        replies=_replies(found, rounds, failed, place),
        failed=failed,
        failed_point=place if isinstance(failed, ReplyForm) else "",
        outlook=queries.outlook_of(found, viewer=person),
        withdrawal=failed if isinstance(failed, WithdrawalForm) else WithdrawalForm(formdata=None),
        seating=seating,
        appointments=_appointments(found, seating, failed, place),
        ties_declared=queries.list_ties(found, viewer=person),
        tie_form=_tie_form(found, failed),
    )


def _replies(found: Project, rounds: list[ShownRound], failed: Form | None, place: str) -> dict[str, Form]:
    """By the key of the point, for the team."""
    if not policy.hand_in(signed_in(), found):
        return {}
    replies: dict[str, Form] = {p.key: reply_form(p) for round_ in rounds for p in round_.points}
    return {**replies, place: failed} if isinstance(failed, ReplyForm) else replies


def _appointments(
    found: Project, seating: dict[str, Seating], failed: Form | None, place: str
) -> dict[str, AppointForm]:
    """By the code of the round, for organisers, where somebody can be given a free seat."""
    if not policy.assign(signed_in(), found):
        return {}
    forms = {code: AppointForm(formdata=None, prefix=code) for code in seating}
    if isinstance(failed, AppointForm):
        forms[place] = failed
    for code, table in seating.items():
        forms[code].offer(table.candidates)
    return forms


def _tie_form(found: Project, failed: Form | None) -> TieForm | None:
    """For those who may declare a tie."""
    if not policy.declare_tie(signed_in(), found):
        return None
    form = failed if isinstance(failed, TieForm) else tie_form(found, is_sent=False)
    if isinstance(form, OthersTieForm):
        form.offer(queries.list_candidates(found))
    return form


def tie_form(found: Project, *, is_sent: bool = True) -> TieForm:
    """A facilitator's own, an organiser's about anybody."""
    formdata = {} if is_sent else {"formdata": None}
    if not policy.assign(signed_in(), found):
        return TieForm(prefix="tie", **formdata)
    form = OthersTieForm(prefix="tie", **formdata)
    form.people = queries.facilitators_of(found)
    return form


def reply_form(point: ShownPoint) -> ReplyForm:
    """The form of a point, filled with the answer that is there."""
    said = point.answer
    values = {"state": said.state, "text": said.text, "seen": said.version} if said else {"seen": 0}
    return ReplyForm(formdata=None, prefix=point.key, data=values)
