"""Reading: the updates of a project, one update, its pictures."""

from flask import render_template, request
from msgspec.structs import replace
from werkzeug.wrappers import Response

from collab import clock, subjects
from collab.accounts.models import Person
from collab.accounts.visitor import signed_in, visitor
from collab.errors import NotFound
from collab.files import queries as files
from collab.files.serving import picture_response
from collab.programmes.surroundings import show_programme
from collab.projects import policy as projects_policy
from collab.projects import queries as projects
from collab.projects.surroundings import show_project
from collab.updates import actions, policy, queries
from collab.updates.forms import AUDIENCES, KINDS, CommentForm
from collab.updates.kind_words import ASKING
from collab.updates.models import Update, Visibility
from collab.updates.views.blueprint import bp
from collab.web.cache import holds_until, kept
from collab.web.fetching import only_fetches

WORDS = {"audiences": AUDIENCES, "kinds": KINDS, "asked_for": ASKING}
"""What an update's values are called, by the names in its template."""


@bp.get("/projects/<slug>/updates")
def index(slug: str) -> str:
    """What the project has posted, newest first, and what the viewer has begun."""
    project = projects.get_project(slug, viewer=signed_in())
    show_project(project)
    before, now = request.args.get("before", ""), clock.now()
    page = queries.page(project, signed_in(), before)
    return render_template(
        "updates/index.html",
        page=page,
        since=page.cards[0].posted_at if page.cards else now,
        drafts=[] if before else queries.drafts_of(signed_in(), project),
        before=before,
    )


@bp.get("/updates/<key>")
@kept()
def show(key: str) -> str:
    """One update, with what was answered to it for those in the programme."""
    update, viewer = queries.get_update(key, viewer=visitor()), visitor()
    left = _left(update, viewer)
    if viewer and not only_fetches():
        _note(update, viewer, left)
    return shown(update, viewer, left)


def _note(update: Update, viewer: Person, left: queries.Responses | None) -> None:
    subjects.opened(update, by=viewer)
    if left is not None and viewer.id not in left.openings and policy.be_noted(viewer, update):
        actions.note_opening(update, by=viewer)


def _left(update: Update, viewer: Person | None) -> queries.Responses | None:
    """What readers left; None for who may not read comments, either."""
    if viewer is None or not policy.read_comments(viewer, update):
        return None
    return queries.responses(update, viewer=viewer)


def shown(
    update: Update,
    viewer: Person | None,
    left: queries.Responses | None,
    form: CommentForm | None = None,
) -> str:
    """The page of an update; `left`: None for who may not read comments, `form`: one that came back."""
    show_programme(update.project.programme)
    answers = queries.comments(update, viewer=viewer) if viewer is not None and left is not None else None
    may_comment = viewer is not None and policy.comment(viewer, update)
    may_read_project = viewer is not None and projects_policy.read(viewer, update.project)
    return render_template(
        "updates/show.html",
        update=update,
        card=_card(update, viewer, reads_teams=answers is not None),
        answers=answers,
        files=queries.files_of(update, viewer) if viewer is not None else [],
        new_files=[] if update.posted_at else update.new_files,
        may_read_project=may_read_project,
        beside=[] if may_read_project else _beside(update),
        seen=queries.seen_by(update) if update.status is not None and may_read_project else None,
        words=left.words if left else None,
        openings=left.openings if left and viewer and policy.see_openings(viewer, update) else None,
        may_press=may_comment,
        form=_promising(form, update, answers or []) if may_comment else None,
        **_allowed(viewer, update),
        **WORDS,
    )


def _beside(update: Update) -> list[queries.Beside]:
    """The other public updates that a visitor is led to; the page stands until there is one more."""
    found = queries.public_beside(update)
    for one in found:
        if not one.is_out:
            holds_until(one.posted_at)
    return [one for one in found if one.is_out]


def _allowed(viewer: Person | None, update: Update) -> dict[str, bool]:
    """What the viewer may do with the update, by the names in the template."""
    may = {
        "may_edit": policy.edit,
        "may_withdraw": policy.withdraw,
        "may_acknowledge": policy.acknowledge,
        "may_settle": policy.settle,
    }
    return {name: viewer is not None and asks(viewer, update) for name, asks in may.items()}


def _card(update: Update, viewer: Person | None, *, reads_teams: bool) -> queries.UpdateCard:
    card = queries.card_of(update, viewer)
    return card if reads_teams else replace(card, html=update.html_outside)


@bp.get("/updates/<key>/versions")
def versions(key: str) -> str:
    """What the update said before it was changed, for those in the programme who may read it."""
    update = queries.get_update(key, viewer=signed_in())
    if not projects_policy.read(signed_in(), update.project):
        raise NotFound(key)
    show_programme(update.project.programme)
    changes = queries.history(update, viewer=signed_in())
    is_withheld = not changes and bool(queries.texts_before([update.id]))
    return render_template(
        "updates/versions.html", update=update, changes=changes, is_withheld=is_withheld, **WORDS
    )


def _promising(form: CommentForm | None, update: Update, answers: list[queries.Answer]) -> CommentForm:
    """The form, or a blank one, which says who will read it: an answer to the team stays there."""
    form = form or _blank_comment(answers)
    is_inside = any(answer.is_inside for answer in answers if answer.key == form.answers.data)
    form.promise(Visibility.TEAM if is_inside else update.visibility)
    return form


def _blank_comment(answers: list[queries.Answer]) -> CommentForm:
    """An empty comment, or one that answers another and speaks to its author."""
    form, wanted = CommentForm(), request.args.get("answers", "")
    for answer in answers:
        if answer.key == wanted:
            form.answers.data = wanted
            form.text.data = f"@{answer.handle} " if answer.handle else ""
    return form


@bp.get("/updates/<key>/pictures/<picture_key>/<int:width>.webp")
def picture(key: str, picture_key: str, width: int) -> Response:
    """A picture of an update, for those who may read the update."""
    update = queries.get_update(key, viewer=visitor())
    return picture_response(queries.get_picture(update, picture_key), width)


@bp.get("/updates/pictures/<picture_key>/<int:width>.webp")
def loose_picture(picture_key: str, width: int) -> Response:
    """A picture of a form that is not finished, for the one who chose it."""
    return picture_response(files.get_loose(picture_key, viewer=signed_in()), width)
