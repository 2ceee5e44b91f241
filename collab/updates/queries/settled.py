"""What is settled about updates and what waits: marked answers, seen reports, open questions."""

from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, and_, exists, literal_column, or_, select

from collab import clock, db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.programmes.models import Programme
from collab.projects.models import Project, Status
from collab.statements import at_most, built_once, rows_of, site_time
from collab.text import Localised
from collab.together import Reading, askable, asked
from collab.updates import policy
from collab.updates.mentions import Quoted, beginning
from collab.updates.models import Acknowledgement, Comment, Kind, MarkedAnswer, Update, Wording

MOST_WAITING = 10
"""So many reports and so many questions stand on the home of who leads."""
WAITING = (
    Update.key,
    beginning(Update.html).label("html"),
    Update.status,
    Update.version,
    Update.posted_at.label("since"),
    Person.name.label("who"),
    Project.title.label("project"),
)
"""SQL: what a list of what waits shows of an update."""


class Seen(Struct, frozen=True):
    """That somebody has seen a report. No name where the person is gone."""

    by: Localised | None
    at: datetime
    is_outdated: bool = False
    """Whether its status, text or next step has become another one since."""


class Waiting(Quoted, Struct, frozen=True):
    """An update that waits: a report to be seen, a question to be answered."""

    key: str
    html: str
    status: Status | None
    version: int
    """Of what is shown: it may be changed meanwhile."""
    since: datetime
    who: Localised | None
    project: Localised

    @property
    def days(self) -> int:
        """Whole days of Europe/Stockholm that it has waited."""
        return (clock.today() - clock.local(self.since).date()).days


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
    found = select(Person.name, Acknowledgement.at, _changed_since().label("is_outdated"))
    report = found.select_from(Acknowledgement).join(Acknowledgement.update)
    return report.outerjoin(Acknowledgement.by).where(Acknowledgement.update_id == update_id)


def _changed_since() -> ColumnElement[bool]:
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


@askable
def open_questions(programme: Programme) -> Reading[list[Waiting]]:
    """The questions without an answer, the oldest first, one more than a home shows; for those who lead."""
    rows = yield from asked(_open(programme_id=programme.id))
    return [Waiting(*row) for row in rows]


@built_once
def _open(*, programme_id: Any) -> Select[*tuple[Any, ...]]:
    return _oldest(of_programme(programme_id), is_among_unanswered())


@askable
def unseen_reports(programme: Programme, *, viewer: Person) -> Reading[list[Waiting]]:
    """Reports by others that nobody who leads has seen as they are, oldest first, one more than is shown."""
    rows = yield from asked(_unseen(programme_id=programme.id, viewer_id=viewer.id))
    return [Waiting(*row) for row in rows]


@built_once
def _unseen(*, programme_id: Any, viewer_id: Any) -> Select[*tuple[Any, ...]]:
    seen = exists().where(Acknowledgement.update_id == Update.id, ~_changed_since()).correlate(Update)
    others = or_(Update.author_id.is_(None), Update.author_id != viewer_id)
    return _oldest(of_programme(programme_id), policy.posted(), Update.status.is_not(None), others, ~seen)


def of_programme(programme_id: Any) -> ColumnElement[bool]:
    """SQL: asked of each update, so that they are met by their days and not project by project."""
    return db.refers(Update.project_id, Project, Project.programme_id == programme_id)


def _oldest(*conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(*WAITING)
        .select_from(Update)
        .join(Update.project)
        .outerjoin(Person, Person.id == Update.author_id)
        .where(*conditions)
        .order_by(Update.posted_at, Update.id)
        .limit(at_most(MOST_WAITING + 1))
    )
