"""What its person may not know of any more, or what is settled, is let go of: nothing counts it as unread."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select, update

from collab import clock, db
from collab.accounts.models import Anybody, Person
from collab.activity import queries as activity
from collab.activity.models import Activity, Verb
from collab.activity.queries import Sight
from collab.columns import among
from collab.notifications.belonging import is_still_named
from collab.notifications.models import Notice
from collab.notifications.queries import ITS_PERSON, by_sight
from collab.statements import built_once, rows_of, site_time
from collab.updates.models import MarkedAnswer

TAKING_AWAY = frozenset(
    {Verb.UPDATE_WITHDRAWN, Verb.UPDATE_EDITED, Verb.COMMENT_WITHDRAWN, Verb.TEAM_CHANGED, Verb.FILE_REMOVED}
)
"""After these somebody may know less than before."""


def let_go(rows: Sequence[Activity]) -> None:
    """Count as opened what somebody was told of these rows' teams and may not know of any more.

    And what these rows settle. At most six statements, and none where the rows do nothing of it.
    """
    _let_go_of_settled(rows)
    teams = {row.team_id for row in rows if row.verb in TAKING_AWAY and row.team_id is not None}
    ids = _unopened(teams) if teams else []
    hidden = set(ids) - _known(ids) if ids else None
    if hidden:
        _count_as_opened(among(Notice.id, sorted(hidden)))


def marks_taken_back(rows: Sequence[Activity]) -> set[int]:
    """The ids of those rows that say that a comment is the answer, where the mark was taken back."""
    saying = [row for row in rows if row.verb is Verb.QUESTION_ANSWERED]
    if not saying:
        return set()
    answers = sorted({row.subject_id for row in saying})
    marks = select(MarkedAnswer.comment_id).where(among(MarkedAnswer.comment_id, answers))
    marked = set(db.session.scalars(marks))
    return {row.id for row in saying if row.subject_id not in marked}


def says_taken_back(questions: Collection[int]) -> ColumnElement[bool]:
    """SQL, over Notice and its Activity: whether it says that one of these questions is answered, wrongly."""
    mark = select(MarkedAnswer.id).where(MarkedAnswer.comment_id == Activity.subject_id)
    return and_(
        Notice.subject_kind == "project_update",
        among(Notice.subject_id, sorted(questions)),
        Activity.verb == Verb.QUESTION_ANSWERED,
        ~mark.exists(),
    )


def _let_go_of_settled(rows: Sequence[Activity]) -> None:
    """Of views that are answered, and of marks that were taken back, where an item says nothing else."""
    views = {row.subject_id for row in rows if row.verb is Verb.VIEW_ANSWERED}
    if views:
        _count_as_opened(and_(Notice.subject_kind == "view", among(Notice.subject_id, sorted(views))))
    questions = {row.subject_id for row in rows if row.verb is Verb.QUESTION_REOPENED}
    if questions:
        says_it = select(Notice.id).join(Notice.activity).where(says_taken_back(questions))
        _count_as_opened(Notice.id.in_(says_it))


def _count_as_opened(which: ColumnElement[bool]) -> None:
    opened = update(Notice).where(which, Notice.opened_at.is_(None))
    db.session.execute(
        opened.values(opened_at=clock.now(), mail_due_at=None),
        execution_options={"synchronize_session": False},
    )


def _unopened(teams: set[int]) -> Sequence[int]:
    of_teams = select(Notice.id).join(Notice.activity).where(among(Activity.team_id, sorted(teams)))
    unopened = Notice.opened_at.is_(None), Notice.at <= clock.now()
    return db.session.scalars(of_teams.where(*unopened).order_by(Notice.id).with_for_update(of=Notice)).all()


def _known(ids: Sequence[int]) -> set[int]:
    whose = select(Notice.person_id).where(among(Notice.id, ids))
    people = db.session.scalars(select(Person).where(Person.id.in_(whose)).order_by(Person.id)).all()
    return {
        row.id
        for sight, theirs in by_sight(people).items()
        for row in rows_of(*_seen(sight, people=theirs, ids=list(ids)))
    }


@built_once
def _seen(sight: Sight, *, people: Any, ids: Any) -> Select[int]:
    """Those of the items `ids` that the one of `people` whose they are may see on the page of notices."""
    reader = Anybody(ITS_PERSON, sight.is_site_organiser)
    theirs = among(Notice.person_id, people), among(Notice.id, ids), Notice.at <= site_time()
    seen = activity.told_to(reader, sight.kinds)
    return select(Notice.id).join(Notice.activity).where(*theirs, is_still_named(reader), *seen)
