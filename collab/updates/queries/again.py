"""What somebody has said already, where a form that was made anew brings the same words again."""

from datetime import timedelta

from sqlalchemy import select

from collab import clock, db
from collab.accounts.models import Person
from collab.projects.models import Project
from collab.updates import policy
from collab.updates.content import Content
from collab.updates.models import Comment, Update

A_MOMENT = timedelta(minutes=10)
"""So long the same words by the same person at the same place are those that they have said already, whatever
form brings them: long enough for whoever saw no answer, waited for the network and went back to send again;
short enough for whoever means the same words once more, such as a question that nobody has answered."""


def just_posted(content: Content, project: Project, *, by: Person) -> Update | None:
    """The update in which this person has said just that about the project a moment ago, or None."""
    now = clock.now()
    posted = select(Update).where(
        Update.project_id == project.id,
        Update.author_id == by.id,
        Update.posted_at.between(now - A_MOMENT, now),
        Update.withdrawn_at.is_(None),
        Update.text == content.text,
    )
    found = db.session.scalars(posted.order_by(Update.id)).all()
    return next((update for update in found if content.says_the_same(Content.of(update))), None)


def just_said(answer: Comment, *, by: Person) -> Comment | None:
    """What this person has answered with its words, in its place and to its readers, a moment before it."""
    given = select(Comment).where(
        Comment.update_id == answer.update.id,
        Comment.author_id == by.id,
        Comment.answers_id.is_not_distinct_from(answer.answers_id),
        Comment.at.between(answer.at - A_MOMENT, answer.at),
        Comment.text == answer.text,
        Comment.is_inside == answer.is_inside,
        policy.given(),
    )
    return db.session.scalars(given.order_by(Comment.id)).first()
