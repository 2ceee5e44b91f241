"""What the landing page and the municipality pages show: only what is public."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select

from collab import clock, db
from collab.conference.models import Conference
from collab.errors import NotFound
from collab.memory import remembered_while_public
from collab.occasions.models import Occasion
from collab.programmes.models import (
    Enrolment,
    Organisation,
    OrganisationKind,
    Part,
    Participation,
    Programme,
    Sector,
)
from collab.text import Localised, alphabetical, spoken


@dataclass(frozen=True, slots=True)
class Municipality:
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


@dataclass(frozen=True, slots=True)
class Station:
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


@dataclass(frozen=True, slots=True)
class Backers:
    """Who stands behind the programme."""

    organisers: list[Localised]
    commissioners: list[Localised]
    funders: list[Localised]


def municipalities(programme: Programme, projects: Mapping[str, int]) -> list[Municipality]:
    """Every municipality of the area in Swedish order, with how many public `projects` (by slug) it is in."""
    return [replace(place, projects=projects.get(place.slug, 0)) for place in _area(programme.id)]


@remembered_while_public
def _area(programme_id: int) -> list[Municipality]:
    taking_part = select(Participation.organisation_id).where(
        Participation.programme_id == programme_id, Participation.part == Part.PARTICIPANT
    )
    rows = db.session.execute(
        select(Organisation, Organisation.id.in_(taking_part))
        .join(Participation, Participation.organisation_id == Organisation.id)
        .where(Participation.programme_id == programme_id, Organisation.kind == OrganisationKind.MUNICIPALITY)
        .distinct()
    )
    found = list(rows)
    shorts = _shorts([place.short_name for place, _ in found])
    return alphabetical(
        [_municipality(place, bool(takes_part), shorts[place.short_name]) for place, takes_part in found],
        key=lambda m: m.name,
    )


def tiles(found: list[Municipality]) -> list[list[Municipality | None]]:
    """The municipalities as a grid of rows, None for water."""
    placed = {(m.row, m.column): m for m in found if m.row is not None and m.column is not None}
    if not placed:
        return []
    rows = range(max(row for row, _ in placed if row is not None) + 1)
    columns = range(max(column for _, column in placed if column is not None) + 1)
    return [[placed.get((row, column)) for column in columns] for row in rows]


def year(programme: Programme, conference: Conference | None) -> list[Station]:
    """The programme's dates in order: occasions, then the conference."""
    stations = list(_occasions(programme.id))
    if conference is not None:
        day = clock.local(conference.starts_at).date()
        invented = "venue" in conference.demonstration_fields
        stations.append(Station(conference.title, day, (conference.venue,), True, invented))
    return stations


@remembered_while_public
def _occasions(programme_id: int) -> list[Station]:
    rows = select(Occasion).where(Occasion.programme_id == programme_id).order_by(Occasion.number)
    return [_station(occasion) for occasion in db.session.scalars(rows)]


@remembered_while_public
def backers(programme_id: int) -> Backers:
    """The names of organisers, of who gave them the task, and of funders, in their order."""
    parts = (Part.ORGANISER, Part.COMMISSIONER, Part.FUNDER)
    rows = db.session.execute(
        select(Participation.part, Organisation.name)
        .join(Participation.organisation)
        .where(Participation.programme_id == programme_id, Participation.part.in_(parts))
        .order_by(Participation.position, Participation.id)
    )
    found: dict[Part, list[Localised]] = {part: [] for part in parts}
    for part, name in rows:
        found[part].append(name)
    return Backers(*(found[part] for part in parts))


def get_municipality(slug: str) -> Organisation:
    """The municipality at /municipalities/<slug>. Raises NotFound."""
    found = db.session.scalars(
        select(Organisation).where(
            Organisation.slug == slug, Organisation.kind == OrganisationKind.MUNICIPALITY
        )
    ).first()
    if found is None:
        raise NotFound(slug)
    return found


def enrolment_of(programme: Programme, place: Organisation) -> Enrolment | None:
    """The municipality's registration to the programme."""
    return db.session.scalars(
        select(Enrolment).where(Enrolment.programme_id == programme.id, Enrolment.organisation_id == place.id)
    ).first()


def enrolled_sectors(enrolment: Enrolment | None) -> list[Sector]:
    """The sectors that the municipality has registered managers for."""
    if enrolment is None:
        return []
    return list(
        db.session.scalars(
            select(Sector)
            .where(Sector.programme_id == enrolment.programme_id, Sector.code.in_(enrolment.sector_codes))
            .order_by(Sector.position)
        )
    )


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


def _municipality(place: Organisation, takes_part: bool, short: str) -> Municipality:
    return Municipality(
        slug=place.slug, code=place.code or "", name=place.short_name, row=place.tile_row,
        column=place.tile_column, x=place.label_x or 0, y=place.label_y or 0,
        takes_part=takes_part, projects=0, short=short,
    )  # fmt: skip


def _station(occasion: Occasion) -> Station:
    places = tuple(spoken(place["name"]) for place in occasion.places)
    invented = occasion.is_demonstration or "starts_on" in occasion.demonstration_fields
    return Station(occasion.title, occasion.starts_on, places, False, invented)
