"""How far projects are anchored at home, municipality by municipality."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from msgspec import Struct
from sqlalchemy import Select, and_, func, select

from collab import db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.programmes.models import Organisation, Programme
from collab.projects import policy
from collab.projects.models import Anchoring, Mandate, Project, project_municipality
from collab.statements import built_once
from collab.text import Localised
from collab.together import Reading, askable, asked


class HomeRow(Struct, frozen=True):
    """One municipality of a project: what is said of it, or nothing yet (version 0)."""

    slug: str
    place: str
    informed: tuple[str, ...]
    mandate: Mandate
    reference: str
    decided_on: date | None
    hours: int
    money_sek: int
    note: str
    version: int
    code: str
    x: float | None
    y: float | None
    """On the map, in its view box."""

    @property
    def is_by_name_only(self) -> bool:
        """Whether nobody there has decided and nothing is promised."""
        return self.mandate is Mandate.NONE and not (self.hours or self.money_sek)


class Place(Struct, frozen=True):
    """A municipality of the project on the map, in the map's view box."""

    name: str
    code: str
    x: float
    y: float


class ProjectHomes(Struct, frozen=True):
    """A project with all its municipalities."""

    slug: str
    title: Localised
    homes: Sequence[HomeRow]

    @property
    def hours(self) -> int:
        """Promised by all of them."""
        return sum(home.hours for home in self.homes)

    @property
    def money_sek(self) -> int:
        """Promised by all of them, in kronor."""
        return sum(home.money_sek for home in self.homes)

    @property
    def by_name_only(self) -> list[str]:
        """The municipalities where nobody has decided and nothing is promised."""
        return [home.place for home in self.homes if home.is_by_name_only]


@askable
def homes(project: Project) -> Reading[list[HomeRow]]:
    """The project's municipalities and how far it is anchored in each, in one statement."""
    rows = yield from asked(_homes(project_id=project.id))
    return [_home(*row) for row in rows]


@built_once
def _homes(*, project_id: Any) -> Select[*tuple[Any, ...]]:
    return _rows().where(Project.id == project_id)


def get_home(project: Project, slug: str) -> tuple[Organisation, HomeRow]:
    """That municipality of the project. Raises NotFound for one that has no part in it."""
    row = next((home for home in homes(project) if home.slug == slug), None)
    place = db.session.scalars(select(Organisation).where(Organisation.slug == slug)).first()
    if row is None or place is None:
        raise NotFound(slug)
    return place, row


def on_map(homes: Iterable[HomeRow]) -> list[Place]:
    """Those whose place is known, from west to east, as the line on the map visits them."""
    found = [Place(h.place, h.code, h.x, h.y) for h in homes if h.x is not None and h.y is not None]
    return sorted(found, key=lambda place: place.x)


def homes_of_programme(programme: Programme, *, viewer: Person) -> list[ProjectHomes]:
    """Every project that the viewer may read, with its municipalities, in one statement."""
    wanted = Project.programme_id == programme.id, policy.visible_to(viewer)
    shown = _rows().add_columns(Project.slug, Project.title).where(*wanted)
    found: dict[str, ProjectHomes] = {}
    for *row, slug, title in db.session.execute(shown):
        project = found.setdefault(slug, ProjectHomes(slug, title, []))
        found[slug] = ProjectHomes(slug, title, [*project.homes, _home(*row)])
    return list(found.values())


_SHOWN = (
    Organisation.slug,
    Organisation.short_name,
    Anchoring.informed,
    Anchoring.mandate,
    func.coalesce(Anchoring.reference, ""),
    Anchoring.decided_on,
    func.coalesce(Anchoring.hours, 0),
    func.coalesce(Anchoring.money_sek, 0),
    func.coalesce(Anchoring.note, ""),
    func.coalesce(Anchoring.version, 0),
    func.coalesce(Organisation.code, ""),
    Organisation.label_x,
    Organisation.label_y,
)


def _rows() -> Select[*tuple[Any, ...]]:
    """SQL: a row for each project and municipality that has a part in it, whatever is said of it."""
    part = project_municipality.c
    said = and_(Anchoring.project_id == Project.id, Anchoring.organisation_id == Organisation.id)
    return (
        select(*_SHOWN)
        .select_from(Project)
        .join(project_municipality, part.project_id == Project.id)
        .join(Organisation, Organisation.id == part.organisation_id)
        .outerjoin(Anchoring, said)
        .order_by(Project.id, Anchoring.position.is_(None), Anchoring.position, Organisation.short_name)
    )


def _home(
    slug: str, place: str, informed: list[str] | None, mandate: Mandate | None, *others: Any
) -> HomeRow:
    return HomeRow(slug, place, tuple(informed or ()), mandate or Mandate.NONE, *others)
