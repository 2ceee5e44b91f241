"""updates.yaml: progress posts with pictures, contributions and comments."""

from sqlalchemy import select

from collab import db
from collab.archive.readers.head import head
from collab.archive.scribe import Said, Scribe, all_flagged, said, unless, when
from collab.projects.models import Project
from collab.updates import queries
from collab.updates.models import (
    Acknowledgement,
    Comment,
    CommentWording,
    Contribution,
    MarkedAnswer,
    Reaction,
    Update,
    Wording,
)

REMARK = "Updates that were posted, the oldest first. Drafts are their writers' own and not here."


def read(scribe: Scribe) -> Said | None:
    """The whole file; None when nothing was posted."""
    updates = db.session.scalars(
        select(Update)
        .join(Update.project)
        .where(Project.programme_id == scribe.programme.id, Update.posted_at.is_not(None))
        .order_by(Update.posted_at, Update.id)
    ).all()
    if not updates:
        return None
    is_invented = all_flagged(update.is_demonstration for update in updates)
    return {
        **head(scribe, is_invented),
        "updates": [_update(update, is_invented, scribe) for update in updates],
    }


def _update(update: Update, is_invented: bool, scribe: Scribe) -> Said:
    return said(
        id=update.key,
        project=update.project.slug,
        author=scribe.who(update.author_id),
        posted_at=when(update.posted_at),
        edited_at=when(update.edited_at),
        withdrawn_at=when(update.withdrawn_at),
        demonstration=unless(is_invented, update.is_demonstration),
        kind=update.kind.value,
        status=update.status.value if update.status else None,
        visibility=update.visibility.value,
        goals=[goal.code for goal in update.goals],
        text=update.text,
        next_step=said(text=update.next_step, due_on=update.next_step_due_on) if update.next_step else None,
        contributes=_contributions(update),
        pictures=[scribe.picture(place.picture, is_invented) for place in update.pictures],
        files=[file.key for file in update.files],
        comments=_comments(update, scribe),
        reactions=_reactions(update, None, scribe),
        said_before=_wordings(update),
        acknowledged=_settled(queries.acknowledgement_of(update), scribe),
    )


def _settled(row: Acknowledgement | MarkedAnswer | None, scribe: Scribe) -> Said | None:
    return said(by=scribe.who(row.by_id), at=when(row.at)) if row is not None else None


def _contributions(update: Update) -> list[Said]:
    rows = db.session.scalars(
        select(Contribution).where(Contribution.update_id == update.id).order_by(Contribution.id)
    )
    return [said(indicator=row.indicator.code, value=row.value, note=row.note) for row in rows]


def _comments(update: Update, scribe: Scribe) -> list[Said]:
    rows = db.session.scalars(
        select(Comment).where(Comment.update_id == update.id).order_by(Comment.at, Comment.id)
    ).all()
    keys = {comment.id: comment.key for comment in rows}
    mark = queries.mark_of(update)
    return [
        said(
            id=c.key,
            author=scribe.who(c.author_id),
            at=when(c.at),
            edited_at=when(c.edited_at),
            withdrawn_at=when(c.withdrawn_at),
            inside=c.is_inside or None,
            text=c.text,
            answers=keys.get(c.answers_id) if c.answers_id is not None else None,
            marked=_settled(mark, scribe) if mark is not None and mark.comment_id == c.id else None,
            said_before=_said_before(c),
            reactions=_reactions(update, c, scribe),
        )
        for c in rows
    ]


def _said_before(comment: Comment) -> list[Said]:
    rows = db.session.scalars(
        select(CommentWording)
        .where(CommentWording.comment_id == comment.id)
        .order_by(CommentWording.until, CommentWording.id)
    )
    return [said(until=when(row.until), visibility=row.visibility.value, text=row.text) for row in rows]


def _reactions(update: Update, comment: Comment | None, scribe: Scribe) -> list[Said]:
    """Those of people who have a place in the programme: a word without who says it is none."""
    of = Reaction.update == update, Reaction.comment == comment
    rows = db.session.scalars(select(Reaction).where(*of).order_by(Reaction.at, Reaction.id))
    named = [(scribe.who(row.person_id), row) for row in rows]
    return [said(by=who, word=row.word.value, at=when(row.at)) for who, row in named if who is not None]


def _wordings(update: Update) -> list[Said]:
    rows = db.session.scalars(
        select(Wording).where(Wording.update_id == update.id).order_by(Wording.until, Wording.id)
    )
    return [
        said(
            until=when(row.until),
            kind=row.kind.value if row.kind else None,
            status=row.status.value if row.status else None,
            visibility=row.visibility.value,
            text=row.text,
            next_step=row.next_step,
            next_step_due_on=row.next_step_due_on,
            counted=row.counted,
        )
        for row in rows
    ]
