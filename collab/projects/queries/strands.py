"""Reading strands of work and their moves along the hill."""

from datetime import date, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from collab import clock, db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.programmes.models import Organisation
from collab.projects import hill, policy
from collab.projects.models import HillMove, Project, WorkStrand
from collab.statements import built_once, rows_of
from collab.text import Localised
from collab.together import Reading, askable, asked, kept


class Strand(Struct, frozen=True):
    """A strand of work as pages show it."""

    id: int
    key: str
    name: str
    reached: int
    opened_on: date
    closed_on: date | None
    version: int
    moved_at: datetime | None

    @property
    def words(self) -> str:
        """Where it is on the hill."""
        return hill.words(self.reached)

    def days_still(self, today: date) -> int:
        """For how many days it has stood still, once they are many; else 0."""
        since = clock.local(self.moved_at).date() if self.moved_at else self.opened_on
        return 0 if self.closed_on else hill.days_still(self.reached, since, today)

    def spot(self, number: int) -> hill.Spot:
        """The strand as the hill draws it."""
        return hill.Spot(self.key, self.name, self.reached, number, self.version)


class Move(Struct, frozen=True):
    """Somebody moved a strand."""

    strand_id: int
    moved_from: int
    reached: int
    note: str
    moved_at: datetime
    by: Localised | None
    place: str | None
    """The municipality that whoever moved it came from then."""


@askable
@kept
def strands(project: Project) -> Reading[list[Strand]]:
    """The project's strands in their order, the open ones first, in one statement."""
    rows = yield from asked(_strands(project_id=project.id))
    return [Strand(*row) for row in rows]


@askable
def open_strands(project: Project) -> Reading[list[Strand]]:
    """Those that are not closed."""
    found = yield from strands.part(project)
    return [strand for strand in found if strand.closed_on is None]


@built_once
def _strands(*, project_id: Any) -> Select[*tuple[Any, ...]]:
    last = select(func.max(HillMove.moved_at)).where(HillMove.strand_id == WorkStrand.id).scalar_subquery()
    return (
        select(
            WorkStrand.id,
            WorkStrand.key,
            WorkStrand.name,
            WorkStrand.reached,
            WorkStrand.opened_on,
            WorkStrand.closed_on,
            WorkStrand.version,
            last.label("last_moved_at"),
        )
        .where(WorkStrand.project_id == project_id)
        .order_by(WorkStrand.closed_on.is_not(None), WorkStrand.position, WorkStrand.id)
    )


def moves(project: Project) -> dict[int, list[Move]]:
    """Every move by the id of its strand, the newest first, in one statement."""
    found: dict[int, list[Move]] = {}
    for row in rows_of(*_moves(project_id=project.id)):
        found.setdefault(row[0], []).append(Move(*row))
    return found


@built_once
def _moves(*, project_id: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(
            HillMove.strand_id,
            HillMove.moved_from,
            HillMove.reached,
            HillMove.note,
            HillMove.moved_at,
            Person.name,
            Organisation.short_name,
        )
        .join(HillMove.strand)
        .outerjoin(HillMove.by)
        .outerjoin(HillMove.place)
        .where(WorkStrand.project_id == project_id)
        .order_by(HillMove.strand_id, HillMove.number.desc())
    )


def get_strand(slug: str, key: str, *, viewer: Person) -> WorkStrand:
    """A strand of the project of that slug. Raises NotFound as `get_project` does."""
    found = db.session.scalars(
        select(WorkStrand)
        .join(WorkStrand.project)
        .options(joinedload(WorkStrand.project).joinedload(Project.team))
        .where(Project.slug == slug, WorkStrand.key == key)
    ).first()
    if found is None or not policy.read_strand(viewer, found):
        raise NotFound(key)
    return found
