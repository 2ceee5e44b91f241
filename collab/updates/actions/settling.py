"""What is settled about an update: which comment answers its question, and that its report is seen."""

from datetime import datetime

from collab import clock, db, versions
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.projects.actions import Overtaken
from collab.text import _
from collab.updates import queries
from collab.updates.models import Acknowledgement, Comment, MarkedAnswer, Update


def mark_answer(answer: Comment, *, by: Person, at: datetime | None = None) -> None:
    """Say that this comment answers the question, instead of another one that was marked; once is enough.

    Raises RuleViolation for one that is taken back.
    """
    update = answer.update
    db.hold(update)
    db.hold(answer)
    if answer.withdrawn_at is not None:
        raise RuleViolation(_("The comment has already been taken back."))
    mark = queries.mark_of(update)
    if mark is not None and mark.comment_id == answer.id:
        return
    if mark is None:
        mark = MarkedAnswer(update=update)
        db.session.add(mark)
    mark.comment, mark.by, mark.at = answer, by, at or clock.now()
    _show(update)
    activity.record(Verb.QUESTION_ANSWERED, answer, by=by, at=mark.at)


def take_mark_back(update: Update, *, by: Person) -> None:
    """Let the question be open again; nothing where it is."""
    db.hold(update)
    mark = queries.mark_of(update)
    if mark is not None:
        db.session.delete(mark)
        _show(update)
        activity.record(Verb.QUESTION_REOPENED, update, by=by)


def _show(update: Update) -> None:
    """Let visitors, too, read whether the question is open; more of what is settled they do not see."""
    if update.is_public:
        versions.bump()


def acknowledge(
    update: Update, *, by: Person, at: datetime | None = None, version: int | None = None
) -> Acknowledgement:
    """Tell the team that its report is seen as it is. The first who says so stands; more change nothing.

    Answers what stands. `version`: the one that was read. Raises Overtaken for a newer one.
    """
    db.hold(update)
    if version not in (None, update.version):
        raise Overtaken(_("The report has been changed since. Read it as it is now, then press Seen."))
    told = queries.seen_by(update)
    seen = queries.acknowledgement_of(update) or Acknowledgement(update=update)
    if told is not None and not told.is_outdated:
        return seen
    seen.by, seen.at = by, at or clock.now()
    db.session.add(seen)
    activity.record(Verb.REPORT_ACKNOWLEDGED, update, by=by, at=seen.at)
    return seen
