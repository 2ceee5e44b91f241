"""Saying how often a programme's projects are to write."""

from collab import db
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.programmes.models import Programme
from collab.updates.rhythm import Rhythm


def set_rhythm(programme: Programme, rhythm: Rhythm, *, by: Person) -> None:
    """Let this be the programme's rhythm; the one that it has is no change."""
    db.hold(programme)
    if rhythm == Rhythm.of(programme):
        return
    programme.rhythm_weeks, programme.rhythm_weekday = rhythm.weeks, rhythm.weekday
    programme.rhythm_prompt = rhythm.prompt
    activity.record(Verb.RHYTHM_SET, programme, by=by)
