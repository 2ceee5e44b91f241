"""What is settled about updates and what is not: marked answers, seen reports, open questions."""

from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, and_, exists, literal_column, or_, select

from collab import db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.projects.models import Project
from collab.statements import built_once, rows_of, site_time
from collab.text import Localised
from collab.updates import policy
from collab.updates.models import Acknowledgement, Comment, Kind, MarkedAnswer, Update, Wording


class Seen(Struct, frozen=True):
    """That somebody has seen a report. No name where the person is gone."""

    by: Localised | None
    at: datetime
    is_outdated: bool = False
    """Whether its status, text or next step has become another one since."""


def get_comment(update: Update, key: str, *, viewer: Person) -> Comment:
    """A comment on the update that is given by now. Raises NotFound for another one's, or one taken back.

    And for one that the viewer may not read.
    """
    found = get_answered(update, key, viewer=viewer)
    if found.withdrawn_at is not None:
        raise NotFound(key)
    return found


def get_answered(update: Update, key: str, *, viewer: Person) -> Comment:
    """The comment that somebody answers: also one that was taken back while they wrote. Raises NotFound."""
    found = db.session.scalars(
        select(Comment).where(Comment.key == key, Comment.update_id == update.id, Comment.at <= site_time())
    ).first()
    if found is None or not policy.know_comment(viewer, found):
        raise NotFound(key)
    return found


def mark_of(update: Update) -> MarkedAnswer | None:
    """Which comment is marked as the answer, or None."""
    return db.session.scalars(select(MarkedAnswer).where(MarkedAnswer.update_id == update.id)).first()


def acknowledgement_of(update: Update) -> Acknowledgement | None:
    """Who has seen the report, or None."""
    return db.session.scalars(select(Acknowledgement).where(Acknowledgement.update_id == update.id)).first()


def seen_by(update: Update) -> Seen | None:
    """Who of those who lead has seen the report and when, in one statement."""
    rows = rows_of(*_seen(update_id=update.id))
    return Seen(*rows[0]) if rows else None


@built_once
def _seen(*, update_id: Any) -> Select[Localised, datetime, bool]:
    found = select(Person.name, Acknowledgement.at, changed_since().label("is_outdated"))
    report = found.select_from(Acknowledgement).join(Acknowledgement.update)
    return report.outerjoin(Acknowledgement.by).where(Acknowledgement.update_id == update_id)


def changed_since() -> ColumnElement[bool]:
    """SQL: whether a report that was seen said something else after that."""
    said = (Update.status, Update.text, Update.next_step, Update.next_step_due_on)
    before = (Wording.status, Wording.text, Wording.next_step, Wording.next_step_due_on)
    differs = or_(*(now.is_distinct_from(then) for now, then in zip(said, before, strict=True)))
    of = Wording.update_id == Acknowledgement.update_id, Wording.until > Acknowledgement.at
    return exists().where(*of, differs).correlate(Update, Acknowledgement)


def is_unanswered() -> ColumnElement[bool]:
    """SQL, asked of each update: whether it is a question that is out and has no marked answer.

    The kind is written out: PostgreSQL plans for any value, and would take half of all updates for questions.
    """
    is_question = Update.kind == literal_column(f"'{Kind.QUESTION}'")
    return and_(is_question, policy.posted(), ~exists().where(MarkedAnswer.update_id == Update.id))


_UNANSWERED = select(Update.id).where(is_unanswered()).cte("unanswered_question").prefix_with("MATERIALIZED")


def is_among_unanswered() -> ColumnElement[bool]:
    """SQL: the same, for who looks among all updates.

    All such questions are found once, within an index: of the many that are answered nothing else is read.
    """
    return Update.id.in_(select(_UNANSWERED.c.id))


def of_programme(programme_id: Any) -> ColumnElement[bool]:
    """SQL: asked of each update, so that they are met by their days and not project by project."""
    return db.refers(Update.project_id, Project, Project.programme_id == programme_id)
