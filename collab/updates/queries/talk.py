"""Reading what people answered to an update, and what they said before."""

from datetime import datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import aliased

from collab import db
from collab.accounts.models import Person
from collab.programmes.models import Membership
from collab.projects import policy as projects
from collab.projects.marking import Stretch, compare
from collab.statements import site_time
from collab.updates import policy
from collab.updates.models import Comment, CommentWording, Update, Visibility
from collab.updates.queries.cards import BY, Author, author_of


class Answer(Struct, frozen=True):
    """One comment."""

    key: str
    author: Author | None
    handle: str
    """What to write after an @ to speak to its author; empty where the person is gone."""
    html: str
    at: datetime
    begins: str
    """The key of the comment that began its thread; its own where it begins one."""
    author_id: int | None
    edited_at: datetime | None
    is_withdrawn: bool
    """Whether it was taken back: it keeps its place, without words, for what answers it."""
    is_inside: bool
    """Whether it was written to the team and those who lead alone."""
    text: str
    """Its words as they were typed."""

    @property
    def is_reply(self) -> bool:
        """Whether it stands in the thread of another one."""
        return self.begins != self.key

    def is_by(self, person: Person) -> bool:
        """Whether the person wrote it."""
        return self.author_id == person.id


class Reworded(Struct, frozen=True):
    """That a comment was changed: when, and what became of its words."""

    at: datetime
    text: list[Stretch]


def comments(update: Update, *, viewer: Person) -> list[Answer]:
    """The update's comments that the viewer may read, in one statement: by threads, the first one first.

    One that is taken back is among them where it began a thread in which somebody else's words still stand.
    Ask `policy.read_comments` before.
    """
    threads: dict[str, list[Answer]] = {}
    for answer in _in_order(update, viewer):
        threads.setdefault(answer.begins, []).append(answer)
    return [answer for thread in threads.values() for answer in _standing(_begun(thread))]


def _begun(thread: list[Answer]) -> list[Answer]:
    """The thread as it begins for who may not read its beginning: with the first one of the others."""
    first = thread[0]
    return [replace(answer, begins=first.key) for answer in thread] if first.is_reply else thread


def _standing(thread: list[Answer]) -> list[Answer]:
    said = [answer for answer in thread if not answer.is_withdrawn]
    return [answer for answer in thread if answer in said or (said and not answer.is_reply)]


def _in_order(update: Update, viewer: Person) -> list[Answer]:
    first = aliased(Comment)
    their_place = and_(
        Membership.person_id == Comment.author_id,
        Membership.programme_id == update.project.programme_id,
    )
    rows = db.session.execute(
        select(
            Comment.key,
            *BY,
            func.coalesce(Person.handle, "").label("handle"),
            Comment.html,
            Comment.at,
            func.coalesce(first.key, Comment.key).label("begins"),
            Comment.author_id,
            Comment.edited_at,
            Comment.withdrawn_at.is_not(None).label("is_withdrawn"),
            Comment.is_inside,
            Comment.text,
        )
        .outerjoin(first, first.id == Comment.answers_id)
        .outerjoin(Person, Person.id == Comment.author_id)
        .outerjoin(Membership, their_place)
        .outerjoin(Membership.organisation)
        .outerjoin(Membership.sector)
        .where(Comment.update_id == update.id, Comment.at <= site_time(), policy.told_to(viewer))
        .order_by(Comment.at, Comment.id)
    )
    return [_answer(row) for row in rows]


def _answer(row: Any) -> Answer:
    author = author_of(row.author, row.place, row.sector)
    return Answer(
        row.key, author, row.handle, row.html, row.at, row.begins, row.author_id, row.edited_at,
        row.is_withdrawn, row.is_inside, row.text,
    )  # fmt: skip


def has_inside(update: Update) -> bool:
    """Whether anything was answered to it that stays with the team, whoever may read it now."""
    inside = exists().where(Comment.update_id == update.id, Comment.is_inside, policy.given())
    return bool(db.session.scalar(select(inside)))


def is_answered(answer: Comment) -> bool:
    """Whether the comment began a thread in which somebody's words stand."""
    replies = exists().where(Comment.answers_id == answer.id, policy.given())
    return bool(db.session.scalar(select(replies)))


def rewordings(answer: Comment, *, viewer: Person) -> list[Reworded]:
    """The comment's changes, the latest first, in one statement.

    What was said while its update was for the team alone stays with those who may read that.
    """
    wordings = db.session.scalars(
        select(CommentWording)
        .where(CommentWording.comment_id == answer.id)
        .order_by(CommentWording.until, CommentWording.id)
    ).all()
    reads_inside = projects.read_inside(viewer, answer.update.project)
    read = [w for w in wordings if reads_inside or w.visibility is not Visibility.TEAM]
    said = [*(w.text for w in read[1:]), answer.text]
    return [Reworded(w.until, compare(w.text, after)) for w, after in zip(read, said, strict=bool(read))][
        ::-1
    ]


def commented_with(form_key: str | None, update: Update, *, by: Person) -> Comment | None:
    """The comment that this person's form has made, or None."""
    if form_key is None:
        return None
    return db.session.scalars(
        select(Comment).where(
            Comment.update_id == update.id, Comment.author_id == by.id, Comment.form_key == form_key
        )
    ).first()
