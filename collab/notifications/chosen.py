"""How people have chosen to be told, read for many of them at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from collab import clock, db
from collab.columns import among
from collab.notifications import rhythm
from collab.notifications.kinds import NEED_ANSWER, Kind
from collab.notifications.models import MutedProject, NoticeChoices


@dataclass(frozen=True, slots=True)
class Chosen:
    """What they have chosen; whoever has chosen nothing is not in it."""

    by_person: dict[int, NoticeChoices]
    muted: set[tuple[int, int]]
    """Persons and projects."""

    def wants(self, person_id: int, project_id: int | None, kind: Kind) -> bool:
        """Whether the person is told at all: of a muted project only what needs an answer."""
        return kind in NEED_ANSWER or (person_id, project_id) not in self.muted

    def due_at(self, person_id: int, kind: Kind) -> datetime | None:
        """When what is new now goes out to the person by mail; None: never."""
        choices = self.by_person.get(person_id) or NoticeChoices.none_made()
        return rhythm.due_at(choices.pace_of(kind), clock.now(), choices.quiet)


def chosen_by(people: Collection[int]) -> Chosen:
    """What these people have chosen, in two statements."""
    choices = db.session.scalars(select(NoticeChoices).where(among(NoticeChoices.person_id, list(people))))
    muted = select(MutedProject.person_id, MutedProject.project_id)
    return Chosen(
        by_person={one.person_id: one for one in choices},
        muted={
            (row.person_id, row.project_id)
            for row in db.session.execute(muted.where(among(MutedProject.person_id, list(people))))
        },
    )
