"""What its person may not know of any more is let go of, so that no page counts it as unread."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select, update

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

TAKING_AWAY = frozenset(
    {Verb.UPDATE_WITHDRAWN, Verb.UPDATE_EDITED, Verb.COMMENT_WITHDRAWN, Verb.TEAM_CHANGED, Verb.FILE_REMOVED}
)
"""After these somebody may know less than before."""


def let_go(rows: Sequence[Activity]) -> None:
    """Count as opened what somebody was told of these rows' teams and may not know of any more.

    At most four statements, and none where the rows take nothing away.
    """
    teams = {row.team_id for row in rows if row.verb in TAKING_AWAY and row.team_id is not None}
    ids = _unopened(teams) if teams else []
    hidden = set(ids) - _known(ids) if ids else None
    if hidden:
        gone = update(Notice).where(among(Notice.id, sorted(hidden)))
        db.session.execute(gone.values(opened_at=clock.now(), mail_due_at=None))


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
