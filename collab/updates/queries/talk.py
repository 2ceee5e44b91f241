"""Reading what people answered to an update."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from collab import db
from collab.accounts.models import Person
from collab.programmes.models import Membership
from collab.updates import policy
from collab.updates.models import Comment, Update
from collab.updates.queries.cards import BY, Author, author_of


@dataclass(frozen=True, slots=True)
class Answer:
    """One comment."""

    key: str
    author: Author | None
    handle: str
    """What to write after an @ to speak to its author; empty where the person is gone."""
    html: str
    at: datetime
    begins: str
    """The key of the comment that began its thread; its own where it begins one."""

    @property
    def is_reply(self) -> bool:
        """Whether it stands in the thread of another one."""
        return self.begins != self.key


def comments(update: Update) -> list[Answer]:
    """The update's comments, the first thread first and each in its order, in one statement.

    Ask `policy.read_comments` before.
    """
    threads: dict[str, list[Answer]] = {}
    for answer in _in_order(update):
        threads.setdefault(answer.begins, []).append(answer)
    return [answer for thread in threads.values() for answer in thread]


def _in_order(update: Update) -> list[Answer]:
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
        )
        .outerjoin(first, first.id == Comment.answers_id)
        .outerjoin(Person, Person.id == Comment.author_id)
        .outerjoin(Membership, their_place)
        .outerjoin(Membership.organisation)
        .outerjoin(Membership.sector)
        .where(Comment.update_id == update.id, policy.given())
        .order_by(Comment.at, Comment.id)
    )
    return [
        Answer(
            row.key, author_of(row.author, row.place, row.sector), row.handle, row.html, row.at, row.begins
        )
        for row in rows
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
