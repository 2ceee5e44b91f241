"""Choosing the day on which the demonstration lives."""

from datetime import datetime

from collab import clock, db, versions
from collab.accounts.models import Person
from collab.activity.actions import record
from collab.activity.models import Verb
from collab.demonstration.days import DEFAULT
from collab.demonstration.models import SiteDay
from collab.mail import actions as mail
from collab.programmes.queries import current_programme
from collab.updates import actions as updates

THE_ROW = 1


def begin(day: datetime | None) -> None:
    """Start on `day` (UTC-aware); without one on the day chosen last, the very first time on the default."""
    if day is not None:
        choose_day(day, by=None)
    elif db.session.get(SiteDay, THE_ROW) is None:
        choose_day(DEFAULT.moment, by=None)


def choose_day(moment: datetime, *, by: Person | None) -> None:
    """Let the whole site live at `moment` (UTC-aware) now, and run on from there."""
    versions.bump()  # takes the row that every other change of the day waits for
    db.session.merge(SiteDay(id=THE_ROW, moment=moment, set_at=clock.real()))
    mail.look_again()
    programme = current_programme()
    if programme is not None:
        db.session.flush()
        with clock.at(moment):
            updates.follow_time(programme)
        record(Verb.DAY_CHANGED, programme, by=by, at=moment)
