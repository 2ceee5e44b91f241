"""A project's dates among those that its programme sets: milestones, occasions, reviews, the conference."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from msgspec import Struct
from sqlalchemy import select

from collab import clock, db
from collab.conference.models import Conference
from collab.memory import remembered_while_public
from collab.occasions import queries as occasions
from collab.projects.models import Project
from collab.projects.queries import Pace, Step
from collab.projects.timeline import Mark, Stop
from collab.reviews import queries as reviews
from collab.text import Localised


class EventKind(StrEnum):
    """Whose date it is."""

    MILESTONE = "milestone"
    OCCASION = "occasion"
    REVIEW = "review"
    CONFERENCE = "conference"


class Event(Struct, frozen=True):
    """A date of the project or its programme. Only a milestone has a step."""

    kind: EventKind
    title: Localised | str
    on: date
    step: Step | None = None

    def stop(self, today: date) -> Stop:
        """The event as the timeline draws it."""
        if self.step is not None:
            mark, step = _MARKS[self.step.pace(today)], self.step
            return Stop(str(self.title), self.on, mark, step.first_due_on, step.strand or "")
        mark = Mark.GOAL if self.kind is EventKind.CONFERENCE else Mark.GATE
        return Stop(str(self.title), self.on, mark)


_MARKS = {
    Pace.DONE: Mark.DONE,
    Pace.LATE: Mark.LATE,
    Pace.UNOWNED: Mark.NONE,
    Pace.PLANNED: Mark.PLAN,
    Pace.UNDER_WAY: Mark.UNDER_WAY,
    Pace.GIVEN_UP: Mark.GIVEN_UP,
}


def events_of(project: Project, milestones: Iterable[Step]) -> list[Event]:
    """The milestones and the programme's dates, by day."""
    found = [Event(EventKind.MILESTONE, m.title, m.due_on, m) for m in milestones]
    found += programme_events(project.programme_id)
    return sorted(found, key=lambda event: event.on)


@remembered_while_public
def programme_events(programme_id: int) -> list[Event]:
    """The dates that the programme sets, by day."""
    rounds = reviews.rounds_of(programme_id)
    conferences = db.session.scalars(select(Conference).where(Conference.programme_id == programme_id))
    found = [
        *(Event(EventKind.OCCASION, o.title, o.starts_on) for o in occasions.list_occasions(programme_id)),
        *(Event(EventKind.REVIEW, r.name, r.closes_on) for r in rounds),
        *(Event(EventKind.CONFERENCE, c.title, clock.local(c.starts_at).date()) for c in conferences),
    ]
    return sorted(found, key=lambda event: event.on)
