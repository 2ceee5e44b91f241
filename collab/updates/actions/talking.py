"""What becomes of a comment once it is written: it is changed, or taken back."""

from sqlalchemy import delete

from collab import clock, db
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.text import _
from collab.updates import queries
from collab.updates.actions.settling import take_mark_back
from collab.updates.actions.writing import rendered
from collab.updates.models import Comment, CommentWording, Reaction, Visibility


def change_comment(answer: Comment, text: str, *, by: Person, is_for_team: bool = False) -> None:
    """Let a comment say something else; what it said is kept. The same words again change nothing.

    Words that are written to the team stay with it, as those of a new comment do. `is_for_team`: their page
    said that they are.

    Raises RuleViolation without words, and for one that is taken back.
    """
    db.hold(answer)
    if answer.withdrawn_at is not None:
        raise RuleViolation(_("The comment has already been taken back."))
    if not text.strip():
        raise RuleViolation(_("Write what you want to say"))
    if text.strip() == answer.text:
        return
    update, now = answer.update, clock.now()
    readers = Visibility.TEAM if answer.is_inside else update.visibility
    db.session.add(CommentWording(comment=answer, until=now, visibility=readers, text=answer.text))
    answer.form_key = None  # sent once more, the words that it had are said anew
    answer.is_inside = answer.is_inside or is_for_team or update.visibility is Visibility.TEAM
    answer.text = text.strip()
    answer.html, answer.edited_at = rendered(answer.text, update.project), now
    activity.record(Verb.COMMENT_EDITED, answer, by=by, at=now)


def withdraw_comment(answer: Comment, *, by: Person) -> bool:
    """Take a comment back: its words go for good, with what they were before and what was put to them.

    The question that it was marked to answer is open again. Returns whether that is so.
    """
    db.hold(answer.update)
    db.hold(answer)
    if answer.withdrawn_at is not None:
        return False
    answer.text, answer.html, answer.form_key, answer.withdrawn_at = "", "", None, clock.now()
    for left in (CommentWording, Reaction):
        db.session.execute(delete(left).where(left.comment_id == answer.id))
    activity.record(Verb.COMMENT_WITHDRAWN, answer.update, by=by)
    mark = queries.mark_of(answer.update)
    was_answer = mark is not None and mark.comment_id == answer.id
    if was_answer:
        take_mark_back(answer.update, by=by)
    return was_answer
