"""Changing one's own comment, taking it back, and reading what it said before."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from collab.accounts.visitor import signed_in
from collab.programmes.surroundings import show_programme
from collab.text import _
from collab.updates import actions, policy, queries
from collab.updates.forms import SaidForm
from collab.updates.models import Comment, Visibility
from collab.updates.views.blueprint import bp
from collab.updates.views.reached import say_who_is_not_told
from collab.web.access import authorize


def _said(key: str, comment_key: str) -> Comment:
    """The comment, for those who may read it. Raises NotFound."""
    update = queries.get_update(key, viewer=signed_in())
    return queries.get_comment(update, comment_key, viewer=signed_in())


@bp.route("/updates/<key>/comments/<comment_key>/edit", methods=["GET", "POST"])
def change_comment(key: str, comment_key: str) -> ResponseReturnValue:
    """Let one's own comment say something else."""
    answer = _said(key, comment_key)
    authorize(policy.change_comment, answer)
    form = SaidForm(text=answer.text)
    is_sent = form.is_submitted()
    if form.validate_on_submit() and form.carry_out(
        actions.change_comment, answer, form.text.data, by=signed_in(), is_for_team=form.is_for_team
    ):
        flash(_("Your comment is changed."), "success")
        say_who_is_not_told(answer)
        return redirect(url_for(".show", key=key, _anchor=f"comment-{comment_key}"), code=303)
    return _page(form, answer), 422 if is_sent else 200


def _page(form: SaidForm, answer: Comment) -> str:
    show_programme(answer.update.project.programme)
    form.promise(Visibility.TEAM if answer.is_inside else answer.update.visibility)
    mark = queries.mark_of(answer.update)
    return render_template(
        "updates/comment.html",
        form=form,
        answer=answer,
        update=answer.update,
        is_answered=queries.is_answered(answer),
        is_the_answer=mark is not None and mark.comment_id == answer.id,
    )


@bp.post("/updates/<key>/comments/<comment_key>/withdrawal")
def withdraw_comment(key: str, comment_key: str) -> Response:
    """Take one's own comment back."""
    answer = _said(key, comment_key)
    authorize(policy.change_comment, answer)
    is_open_again = actions.withdraw_comment(answer, by=signed_in())
    opened = _("Your comment is taken back, and the question is open again.")
    flash(opened if is_open_again else _("Your comment is taken back."), "success")
    return redirect(url_for(".show", key=key, _anchor="comments"), code=303)


@bp.get("/updates/<key>/comments/<comment_key>/versions")
def comment_versions(key: str, comment_key: str) -> str:
    """What a comment said before it was changed, for those who may read it."""
    answer = _said(key, comment_key)
    show_programme(answer.update.project.programme)
    changes = queries.rewordings(answer, viewer=signed_in())
    return render_template("updates/comment_versions.html", answer=answer, changes=changes)
