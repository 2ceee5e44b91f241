"""Writing, posting, correcting and taking back updates, and answering them."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from collab import clock, db, versions
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.files import actions as files
from collab.programmes.models import Programme
from collab.projects.actions import Overtaken
from collab.projects.models import Project, Status
from collab.text import _
from collab.updates import mentions, queries
from collab.updates.actions import filing
from collab.updates.content import MOST_PICTURES, Content, SentForm
from collab.updates.models import Comment, Contribution, Update, UpdatePicture, Visibility, Wording

Written = TypeVar("Written", Update, Comment)


def begin(project: Project, form_key: str, *, by: Person, posts: Content | None = None) -> Update:
    """The update that a form writes: the one it has begun or posted before, else a new draft.

    `posts`: what it is to post at once. Where the author has just said that, it is the update that says it.
    """
    found = queries.written_with(form_key, project, by=by)
    if found is None and posts is not None:
        found = queries.just_posted(filing.with_known(posts, project), project, by=by)
    if found is not None:
        return found
    draft = Update(project=project, author=by, form_key=form_key)
    draft.goals, draft.pictures, draft.files, draft.new_files, draft.contributions = [], [], [], [], []
    return _once(draft, lambda: queries.written_with(form_key, project, by=by))


def save_draft(
    update: Update,
    content: Content,
    *,
    seen: int | None = None,
    goes_out_at: datetime | None = None,
    is_by_itself: bool = False,
) -> None:
    """Keep what the author has written so far. `seen`: the version that the author started from.

    One that waits for its time, and is not what it was, goes out once it is published anew. Its time becomes
    `goes_out_at`, and it waits no longer where that is none to come; not where it saves itself while somebody
    types. Raises RuleViolation for what is posted already, Overtaken for a newer version.
    """
    db.hold(update)
    if update.posted_at is not None:
        raise RuleViolation(_("The update is published already. Publish again to change it"))
    content = filing.with_known(content, update.project)
    _demand_same(update, content, seen)
    if update.goes_out_at is not None:
        _reopen(update, content, goes_out_at, is_by_itself)
    write(update, content)
    update.saved_at = clock.now()


def _reopen(update: Update, content: Content, goes_out_at: datetime | None, is_by_itself: bool) -> None:
    """Let what waits go out no more as long as nobody has published it as it is now."""
    now = clock.now()
    if goes_out_at != update.goes_out_at or not content.says_the_same(Content.of(update)):
        update.reopened_at = update.reopened_at or now
    if not is_by_itself:
        update.goes_out_at = goes_out_at if goes_out_at and goes_out_at > now else None
    if update.goes_out_at is None:
        update.reopened_at = None


def schedule(update: Update, content: Content, *, at: datetime, seen: int | None = None) -> None:
    """Let the worker post a draft at a time to come, as it is then. `seen` as for `publish`.

    Raises RuleViolation for a time that has passed, for what is posted already, and while something is
    missing, Overtaken for a newer version.
    """
    if at <= clock.now():
        raise RuleViolation(_("That time has passed. Choose a later one"))
    _refuse_incomplete(content, clock.local(at).date())
    save_draft(update, content, seen=seen)
    update.goes_out_at, update.reopened_at = at, None


def publish(
    update: Update,
    content: Content,
    *,
    by: Person,
    at: datetime | None = None,
    seen: int | None = None,
) -> None:
    """Post a draft, or correct what is posted; the same content again changes nothing.

    The project's status follows. `seen`: the version that the author started from. Raises RuleViolation
    while something is missing, Overtaken for a newer version.
    """
    db.hold(update)
    content = filing.with_known(content, update.project)
    _demand_same(update, content, seen)
    at = at or clock.now()
    _refuse_incomplete(content, update.posted_on(at))
    if update.posted_at is None:
        update.posted_at, update.goes_out_at, update.reopened_at = at, None, None
        _change(update, content, Verb.UPDATE_POSTED, by=by, at=at)
    elif not content.says_the_same(Content.of(update)):
        update.edited_at = at
        _keep_wording(update, content, until=at)
        _change(update, content, Verb.UPDATE_EDITED, by=by, at=at)


def _keep_wording(update: Update, content: Content, *, until: datetime) -> None:
    """Let its readers see what it was, where its words, numbers, readers or kind become others."""
    told = ("kind", "status", "visibility", "text", "next_step", "next_step_due_on")
    said = {name: getattr(update, name) for name in told}
    counted = _numbers(Content.of(update))
    if said != {name: getattr(content, name) for name in told} or counted != _numbers(content):
        db.session.add(Wording(update=update, until=until, counted=counted, **said))


def _numbers(content: Content) -> list[dict[str, Any]]:
    """The numbers as a kept wording tells them."""
    told = ({"indicator": c.indicator.code, "value": c.value} for c in content.counted)
    return sorted(told, key=lambda one: str(one["indicator"]))


def withdraw(update: Update, *, by: Person, is_of_draft: bool = False) -> None:
    """Take an update back: a draft goes altogether, a posted one stays for its author only.

    `is_of_draft`: a draft was meant. Raises RuleViolation where it is posted by now.
    """
    db.hold(update)
    if update.posted_at is not None and is_of_draft:
        raise RuleViolation(_("The update has already been published. You can withdraw it here"))
    if update.withdrawn_at is not None:
        return
    if update.posted_at is None:
        write(update, Content())
        db.session.delete(update)
        return
    was_public, update.withdrawn_at = update.is_public, clock.now()
    update.form_key = None  # who goes back to the form and publishes again writes another update
    db.session.flush()
    filing.follow(update.files)
    _follow_latest(update.project)
    activity.record(Verb.UPDATE_WITHDRAWN, update, by=by)
    if was_public:
        versions.bump()


def comment(
    to: Update | Comment, text: str, *, by: Person, at: datetime | None = None, form: SentForm | None = None
) -> Comment:
    """Answer an update, or a comment in its thread. The same form sent twice is one answer, unless its words
    are others: who has gone back to a form and written something else has said that, too. The same words by
    another form are the answer that has just said them.

    Raises RuleViolation without words.
    """
    answer = _answer(to, text.strip(), by=by, at=at or clock.now(), form=form or SentForm())
    if not answer.text:
        raise RuleViolation(_("Write what you want to say"))
    made = partial(queries.commented_with, answer.form_key, answer.update, by=by)
    found = made() or (None if form is None else queries.just_said(answer, by=by))
    if found is not None:
        return found
    answer.html = rendered(answer.text, answer.update.project)
    kept = _once(answer, made)
    if kept is answer:
        activity.record(Verb.COMMENTED, answer, by=by, at=answer.at)
    return kept


def _answer(to: Update | Comment, text: str, *, by: Person, at: datetime, form: SentForm) -> Comment:
    """What is answered, where it belongs and for whom it is; nothing is kept of it yet."""
    update = to.update if isinstance(to, Comment) else to
    answer = Comment(update=update, author=by, at=at, text=text, form_key=form.key_for(text))
    answer.is_inside = form.is_for_team or update.visibility is Visibility.TEAM
    if isinstance(to, Comment):
        answer.answers_id, answer.is_inside = to.answers_id or to.id, answer.is_inside or to.is_inside
    return answer


def _once(new: Written, made: Callable[[], Written | None]) -> Written:
    """Keep what a form makes; of the same form twice at the same moment, what the first one made."""
    try:
        with db.session.begin_nested():
            db.session.add(new)
    except IntegrityError:
        other = made()
        if other is None:
            raise
        return other
    return new


def _demand_same(update: Update, content: Content, seen: int | None) -> None:
    """A page that was left while it saved itself counts that save, whether or not it came through."""
    if seen is None or seen >= update.version or content.says_the_same(Content.of(update)):
        return
    raise Overtaken(_("The update was saved somewhere else while you wrote. Look at both, then save again."))


def _refuse_incomplete(content: Content, since: date) -> None:
    if content.missing(since):
        raise RuleViolation(_("The update is not complete yet"))
    if len(content.pictures) > MOST_PICTURES:
        raise RuleViolation(_("An update has at most %(most)s pictures", most=MOST_PICTURES))


def _change(update: Update, content: Content, verb: Verb, *, by: Person, at: datetime) -> None:
    was_public = update.visibility is Visibility.PUBLIC and verb is Verb.UPDATE_EDITED
    before, kind = set(update.files), update.kind
    write(update, filing.take_in(update, content, by=by))
    update.saved_at = at
    db.session.flush()
    filing.follow(before.union(update.files))
    _follow_latest(update.project)
    became = {} if verb is Verb.UPDATE_POSTED or update.kind is kind else {"became": update.kind.value}
    activity.record(verb, update, by=by, at=at, **became)
    if was_public or update.is_public:
        versions.bump()


def write(update: Update, content: Content) -> None:
    """Let the update say the content, whoever may read it; nothing is recorded."""
    with db.session.no_autoflush:  # one UPDATE of the row, not one before each thing that is read
        update.kind, update.status, update.visibility = content.kind, content.status, content.visibility
        update.text, update.html = content.text, rendered(content.text, update.project)
        update.next_step, update.next_step_due_on = content.next_step, content.next_step_due_on
        update.goals, update.files = list(content.goals), list(content.files)
        update.version = (update.version or 0) + 1
        filing.keep_new(update, content)
        _count(update, content)
        _show_pictures(update, content)


def _count(update: Update, content: Content) -> None:
    """Let the update add the content's numbers to the indicators."""
    held = {row.indicator: row for row in update.contributions}
    rows = [held.get(one.indicator) or Contribution(indicator=one.indicator) for one in content.counted]
    for row, one in zip(rows, content.counted, strict=True):
        row.value, row.note = one.value, one.note
    update.contributions = rows


def _show_pictures(update: Update, content: Content) -> None:
    """Take the content's pictures into use in their order; what is no longer shown becomes loose."""
    places = {place.picture: place for place in update.pictures}
    chosen = {shown.picture: shown.description for shown in content.pictures}
    for picture in places.keys() - chosen.keys():
        files.let_go(picture)
    for picture, description in chosen.items():
        files.describe(picture, description)
    update.pictures = [places.get(p) or UpdatePicture(picture=p) for p in chosen]
    for position, place in enumerate(update.pictures):
        place.position = position


def follow_time(programme: Programme) -> None:
    """Let each project stand where its latest update says, and files have the readers of the reports out now.

    Once the site's clock has been moved.
    """
    theirs = select(Project).where(Project.programme_id == programme.id).order_by(Project.id)
    for project in db.session.scalars(theirs).all():
        _follow_latest(project)
    filing.follow_time(programme)


def _follow_latest(project: Project) -> None:
    """The project's status is what its latest report says, or the first one where no report is left.

    Of two reports at the same moment the later one is found by whoever comes last: the project is held.
    """
    db.hold(project, key_share=True)
    status = queries.latest_status(project)
    if status is not None:
        project.status = status
    elif queries.has_reported(project):
        project.status = Status.ON_TRACK


def rendered(text: str, project: Project) -> str:
    """The text as HTML, with the names of those whom it mentions."""
    return mentions.with_names(text, queries.mentioned(text, project.programme_id))
