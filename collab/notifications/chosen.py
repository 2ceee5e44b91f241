"""How people have chosen to be told, read for many of them at once."""

from collections.abc import Collection, Iterable
from datetime import datetime

from msgspec import Struct
from sqlalchemy import select

from collab import clock, db
from collab.columns import among
from collab.notifications import rhythm
from collab.notifications.kinds import NEED_ANSWER, Kind, Pace
from collab.notifications.models import NoticeChoices, ProjectPace


class Chosen(Struct, frozen=True):
    """What they have chosen; whoever has chosen nothing is not in it."""

    by_person: dict[int, NoticeChoices]
    in_project: dict[tuple[int, int | None], Pace]
    """By person and project."""

    def wants(self, person_id: int, project_id: int | None, kind: Kind) -> bool:
        """Whether the person is told at all: of a muted project only what needs an answer."""
        return kind in NEED_ANSWER or self.in_project.get((person_id, project_id)) is not Pace.NEVER

    def due_at(
        self, person_id: int, project_id: int | None, kind: Kind, mailed_at: datetime | None
    ) -> datetime | None:
        """When what is new now goes out to the person by mail; None: never.

        `mailed_at`: when mail about the same thing went out the last time.
        """
        return self._of(person_id).due_at(kind, self.in_project.get((person_id, project_id)), mailed_at)

    def takes(self, person_id: int, project_id: int | None, kind: Kind) -> bool:
        """Whether such things go out to the person by mail at all."""
        return self._of(person_id).takes(kind, self.in_project.get((person_id, project_id)))

    def takes_any(self, person_id: int, project_id: int | None, kinds: Iterable[Kind]) -> bool:
        """Whether things of any of these kinds go out to the person by mail."""
        return any(self.takes(person_id, project_id, kind) for kind in kinds)

    def rests_until(self, person_id: int) -> datetime | None:
        """The end of the quiet hours in which the person is now; None for who is in none."""
        return rhythm.rests_until(clock.now(), self._of(person_id).quiet)

    def _of(self, person_id: int) -> NoticeChoices:
        return self.by_person.get(person_id) or NoticeChoices.none_made()


def chosen_by(people: Collection[int]) -> Chosen:
    """What these people have chosen, in two statements."""
    choices = db.session.scalars(select(NoticeChoices).where(among(NoticeChoices.person_id, list(people))))
    paces = db.session.execute(
        select(ProjectPace.person_id, ProjectPace.project_id, ProjectPace.pace).where(
            among(ProjectPace.person_id, list(people))
        )
    )
    return Chosen(
        by_person={one.person_id: one for one in choices},
        in_project={(person_id, project_id): pace for person_id, project_id, pace in paces},
    )
