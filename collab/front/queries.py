"""What the landing page and the municipality pages show: only what is public."""

from collections import Counter
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, Select, select

from collab import clock, db
from collab.conference.queries import Day
from collab.errors import NotFound
from collab.memory import remembered_while_public
from collab.occasions.models import Occasion
from collab.programmes import queries as programmes
from collab.programmes.models import (
    Enrolment,
    Organisation,
    OrganisationKind,
    Part,
    Participation,
    Programme,
)
from collab.showcases import queries as showcases
from collab.statements import built_once
from collab.text import Localised, alphabetical, spoken


class Municipality(Struct, frozen=True):
    """A municipality of the programme's area, and how much of the programme it is in."""

    slug: str
    code: str
    name: str
    row: int | None
    column: int | None
    x: float
    y: float
    takes_part: bool
    projects: int
    short: str
    """What fits in a tile."""


class Station(Struct, frozen=True):
    """A date of the year on the line: an occasion or the conference."""

    title: Localised
    when: date
    places: tuple[Localised, ...]
    is_goal: bool
    is_demonstration: bool

    @property
    def note(self) -> str:
        """Where it is."""
        return ", ".join(str(place) for place in self.places)


class Backers(Struct, frozen=True):
    """Who stands behind the programme."""

    organisers: list[Localised]
    commissioners: list[Localised]
    funders: list[Localised]


BEHIND = (Part.ORGANISER, Part.COMMISSIONER, Part.FUNDER)
"""The parts of those who stand behind a programme."""


class Aim(Struct, frozen=True):
    """A goal of the programme."""

    name: Localised
    description: Localised


class Earlier(Struct, frozen=True):
    """A programme before the one in view."""

    slug: str
    name: Localised
    first_year: int
    last_year: int


@remembered_while_public
def municipalities(programme_id: int) -> list[Municipality]:
    """Every municipality of the area in Swedish order, with how many public projects it is in."""
    projects = showcases.catalogue_of(programme_id).counts({}, None)["municipality"]
    found = list(db.session.execute(*_with_a_part(programme_id=programme_id)))
    shorts = _shorts([row.short_name for row in found])
    places = [_municipality(row, shorts[row.short_name], projects.get(row.slug, 0)) for row in found]
    return alphabetical(places, key=lambda m: m.name)


@built_once
def _with_a_part(*, programme_id: Any) -> Select[*tuple[Any, ...]]:
    """What the front says of each municipality of the programme, and whether it takes part."""
    having = select(Participation.organisation_id).where(Participation.programme_id == programme_id)
    taking_part = having.where(Participation.part == Part.PARTICIPANT)
    return select(
        Organisation.slug, Organisation.code, Organisation.short_name, Organisation.tile_row,
        Organisation.tile_column, Organisation.label_x, Organisation.label_y,
        Organisation.id.in_(taking_part).label("takes_part"),
    ).where(Organisation.kind == OrganisationKind.MUNICIPALITY, Organisation.id.in_(having))  # fmt: skip


@remembered_while_public
def tiles(programme_id: int) -> list[list[Municipality | None]]:
    """The municipalities as a grid of rows, None for water."""
    found = municipalities(programme_id)
    placed = {(m.row, m.column): m for m in found if m.row is not None and m.column is not None}
    if not placed:
        return []
    rows = range(max(row for row, _ in placed if row is not None) + 1)
    columns = range(max(column for _, column in placed if column is not None) + 1)
    return [[placed.get((row, column)) for column in columns] for row in rows]


def year(programme: Programme, conference: Day | None) -> list[Station]:
    """The programme's dates in order: occasions, then the conference."""
    stations = list(_occasions(programme.id))
    if conference is not None:
        day = clock.local(conference.starts_at).date()
        invented = "venue" in conference.demonstration_fields
        stations.append(Station(conference.title, day, (conference.venue,), True, invented))
    return stations


@remembered_while_public
def _occasions(programme_id: int) -> list[Station]:
    return [_station(occasion) for occasion in db.session.scalars(*_meetings(programme_id=programme_id))]


@built_once
def _meetings(*, programme_id: Any) -> Select[Occasion]:
    return select(Occasion).where(Occasion.programme_id == programme_id).order_by(Occasion.number)


@remembered_while_public
def backers(programme_id: int) -> Backers:
    """The names of organisers, of who gave them the task, and of funders, in their order."""
    found: dict[Part, list[Localised]] = {part: [] for part in BEHIND}
    for part, name in db.session.execute(*_behind(programme_id=programme_id)):
        found[part].append(name)
    return Backers(*(found[part] for part in BEHIND))


@built_once
def _behind(*, programme_id: Any) -> Select[Part, Localised]:
    return (
        select(Participation.part, Organisation.name)
        .join(Participation.organisation)
        .where(Participation.programme_id == programme_id, Participation.part.in_(BEHIND))
        .order_by(Participation.position, Participation.id)
    )


@remembered_while_public
def aims(programme_id: int) -> list[Aim]:
    """The programme's goals by number."""
    return [Aim(goal.name, goal.description) for goal in programmes.goals(programme_id)]


@remembered_while_public
def earlier_than(programme_id: int) -> list[Earlier]:
    """The archived programmes before this one, the latest first."""
    before = programmes.earlier_than(db.session.get_one(Programme, programme_id))
    return [Earlier(found.slug, found.name, found.first_year, found.last_year) for found in before]


def get_municipality(slug: str) -> Organisation:
    """The municipality at /municipalities/<slug>. Raises NotFound."""
    found: Organisation | None = db.session.scalars(*_called(slug=slug)).first()
    if found is None:
        raise NotFound(slug)
    return found


@built_once
def _called(*, slug: Any) -> Select[Organisation]:
    return select(Organisation).where(
        Organisation.slug == slug, Organisation.kind == OrganisationKind.MUNICIPALITY
    )


def enrolment_of(programme: Programme, place: Organisation) -> Enrolment | None:
    """The municipality's registration to the programme."""
    return db.session.scalars(*_registered(programme_id=programme.id, place_id=place.id)).first()


@built_once
def _registered(*, programme_id: Any, place_id: Any) -> Select[Enrolment]:
    return select(Enrolment).where(
        Enrolment.programme_id == programme_id, Enrolment.organisation_id == place_id
    )


def enrolled_sectors(enrolment: Enrolment | None) -> list[programmes.SectorName]:
    """The sectors that the municipality has registered managers for."""
    if enrolment is None:
        return []
    sectors = programmes.sectors(enrolment.programme_id)
    return [sector for sector in sectors if sector.code in enrolment.sector_codes]


def next_midnight() -> datetime:
    """When the site's day ends: pages that speak of the next date hold until then."""
    return clock.in_stockholm(datetime.combine(clock.today(), datetime.max.time()))


def _shorts(names: list[str]) -> dict[str, str]:
    """Two or three letters for each name: ÖG, Kri; of two that begin alike the first and last: Kmn, Kna."""
    beginnings = Counter(name[:3] for name in names)
    return {
        name: "".join(word[0] for word in name.split())
        if " " in name
        else name[:3]
        if beginnings[name[:3]] == 1
        else name[0] + name[-2:]
        for name in names
    }


def _municipality(row: Row[*tuple[Any, ...]], short: str, projects: int) -> Municipality:
    return Municipality(
        slug=row.slug, code=row.code or "", name=row.short_name, row=row.tile_row, column=row.tile_column,
        x=row.label_x or 0, y=row.label_y or 0, takes_part=bool(row.takes_part),
        projects=projects, short=short,
    )  # fmt: skip


def _station(occasion: Occasion) -> Station:
    places = tuple(spoken(place["name"]) for place in occasion.places)
    invented = occasion.is_demonstration or "starts_on" in occasion.demonstration_fields
    return Station(occasion.title, occasion.starts_on, places, False, invented)
