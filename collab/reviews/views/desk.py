"""Writing a review."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from collab import subjects
from collab.accounts.visitor import signed_in
from collab.errors import NotFound
from collab.programmes.surroundings import show_programme
from collab.projects import illustrations
from collab.reviews import actions, policy, queries
from collab.reviews.forms import ADD, REMOVE, ReviewForm, review_form
from collab.reviews.models import Review
from collab.reviews.queries import Next, QueueRow
from collab.reviews.views.blueprint import bp
from collab.text import _
from collab.web.access import authorize


@bp.route("/reviews/<key>", methods=["GET", "POST"])
def write(key: str) -> ResponseReturnValue:
    """The plan as it was handed in beside the rubric: one form, several buttons, nothing typed is lost."""
    review = _own(key)
    if not review.is_draft:
        return redirect(_in_project(review), code=303)
    authorize(policy.write, review)
    desk = queries.desk_of(review)
    form = review_form(desk)
    if form.validate_on_submit() and form.carry_out(
        actions.keep, review, form.draft(), is_final=form.is_last_step, by=signed_in()
    ):
        return redirect(_onwards(review, form), code=303)
    if not form.is_submitted():
        subjects.opened(review, by=signed_in())
    form.seen.data = str(review.version)
    show_programme(review.project.programme)
    htmls = [section.html for section in desk.edition.sections]
    pictures = illustrations.named_in(review.project, htmls, viewer=signed_in())
    page = render_template("reviews/write.html", review=review, desk=desk, form=form, pictures=pictures)
    return page, 422 if form.is_submitted() else 200


@bp.post("/reviews/<key>/reading")
def read_answers(key: str) -> ResponseReturnValue:
    """Say that the team's answers are read."""
    review = _own(key)
    authorize(policy.read_answers, review)
    actions.read_answers(review, by=signed_in())
    flash(_("The answers have left your queue."), "success")
    return redirect(_in_project(review), code=303)


def _own(key: str) -> Review:
    """One's own review. Others read it on the project's page."""
    review = queries.get_review(key, viewer=signed_in())
    if review.reviewer_id != signed_in().id:
        raise NotFound(key)
    return review


def _in_project(review: Review) -> str:
    return url_for(".project", slug=review.project.slug, _anchor=f"review-{review.key}")


def _onwards(review: Review, form: ReviewForm) -> str:
    """Back to where the reviewer was; after handing in, to the next in the queue."""
    if form.is_last_step:
        return _next(review)
    button = form.pressed
    if button.startswith(ADD):
        return url_for(".write", key=review.key, _anchor=f"criterion-{button.removeprefix(ADD)}")
    if button.startswith(REMOVE):
        flash(_("The point is removed."), "success")
    return url_for(".write", key=review.key, _anchor="verdict")


def _next(review: Review) -> str:
    rows = queries.queue_for(signed_in(), review.project.programme)
    following = next((row for row in rows if row.next in (Next.WRITE, Next.CONTINUE)), None)
    if following is None:
        flash(_("The review is handed in."), "success")
        return url_for(".index")
    flash(_("The review is handed in. Here is the next one."), "success")
    return _address(following)


def _address(row: QueueRow) -> str:
    return url_for(".write", key=row.key)
