"""People as a team shows them: its members, and who could be one."""

from datetime import date
from typing import Any

from msgspec import Struct
from sqlalchemy import Row

from collab.accounts.models import Person
from collab.programmes.models import Membership, Organisation, Sector, letters_of
from collab.teams.composition import Place
from collab.teams.models import TeamMember
from collab.text import Localised


class Member(Struct, frozen=True):
    """Somebody with a place in the programme, as a team shows them. A person is an office."""

    membership_id: int
    person_id: int
    code: str
    """What the programme calls the place."""
    name: Localised
    title: Localised
    place: str
    place_slug: str
    letters: str
    sector: str
    """The sector's code; empty where there is none."""
    sector_name: Localised
    seen_from: Place
    task: str = ""
    joined_on: date | None = None
    is_coordinator: bool = False


SHOWN = (
    TeamMember.team_id,
    TeamMember.membership_id,
    TeamMember.task,
    TeamMember.joined_on,
    TeamMember.is_coordinator,
    Membership.person_id,
    Membership.code,
    Membership.title,
    Person.name,
    Organisation.short_name,
    Organisation.slug,
    Organisation.county_code,
    Organisation.latitude,
    Organisation.longitude,
    Sector.code.label("sector"),
    Sector.name.label("sector_name"),
)
"""SQL: what a team shows of a member."""


def member_of(row: Row[*tuple[Any, ...]]) -> Member:
    """A member of a team; `row` has what is `SHOWN`."""
    sector = row.sector or ""
    return Member(
        membership_id=row.membership_id,
        person_id=row.person_id,
        code=row.code,
        name=row.name,
        title=row.title,
        place=row.short_name,
        place_slug=row.slug,
        letters=letters_of(row.short_name),
        sector=sector,
        sector_name=row.sector_name or Localised(""),
        seen_from=Place(sector, row.short_name, row.county_code or "", row.latitude, row.longitude),
        task=row.task,
        joined_on=row.joined_on,
        is_coordinator=row.is_coordinator,
    )


def as_member(membership: Membership, place: TeamMember | None = None) -> Member:
    """The membership as a team shows it; `place` is its place in a team, when it has one."""
    organisation, sector = membership.organisation, membership.sector
    return Member(
        membership_id=membership.id,
        person_id=membership.person_id,
        code=membership.code,
        name=membership.person.name,
        title=membership.title,
        place=organisation.short_name,
        place_slug=organisation.slug,
        letters=organisation.letters,
        sector=sector.code if sector else "",
        sector_name=sector.name if sector else Localised(""),
        seen_from=_place(organisation, sector),
        task=place.task if place else "",
        joined_on=place.joined_on if place else None,
        is_coordinator=place is not None and place.is_coordinator,
    )


def _place(organisation: Organisation, sector: Sector | None) -> Place:
    return Place(
        sector=sector.code if sector else "",
        municipality=organisation.short_name,
        county=organisation.county_code or "",
        latitude=organisation.latitude,
        longitude=organisation.longitude,
    )
