"""What is found of teams: name and presentation; and of people, who are looked for in their team."""

from typing import Any

from sqlalchemy import select

from collab.accounts.models import Person
from collab.programmes.models import Membership, Organisation, OrganisationKind, Sector
from collab.search.findable import Findable, More, Said, both
from collab.statements import at_most
from collab.subjects import Told
from collab.teams.models import Team, TeamMember

ORGANISATION = select(Organisation.name).where(Organisation.id == Membership.organisation_id)
SECTOR = select(Sector.name).where(Sector.id == Membership.sector_id)
TEAM = (
    select(Team.slug)
    .join(TeamMember, TeamMember.team_id == Team.id)
    .where(TeamMember.membership_id == Membership.id, Team.dissolved_at.is_(None))
    .order_by(Team.id)
)


def _says(place: Membership) -> Said:
    sector = both(place.sector.name) if place.sector else ()
    return Said((*both(place.person.name), *both(place.title)), (*_names(place.organisation), *sector))


def _names(organisation: Organisation) -> tuple[str, ...]:
    """By a municipality's own name, or everybody would be found who looks for its kind."""
    if organisation.kind is OrganisationKind.MUNICIPALITY:
        return (organisation.short_name,)
    return (*both(organisation.name), organisation.short_name)


def _page(told: Told, more: More) -> tuple[str, dict[str, Any]]:
    if more.place:
        return "workspace.team", {"slug": more.place, "_anchor": "people"}
    return "front.programme", {"slug": told.slug}


FINDABLES = (
    Findable(
        kind="team",
        watched=("name", "presentation"),
        says=lambda team: Said((team.name,), (team.presentation,)),
        within=lambda programme_id: Team.programme_id == programme_id,
        shown={"text": Team.presentation},
    ),
    Findable(
        kind="membership",
        watched=("title", "organisation_id", "sector_id", "person_id"),
        says=_says,
        within=lambda programme_id: Membership.programme_id == programme_id,
        shown={
            "said": ORGANISATION.scalar_subquery(),
            "also": SECTOR.scalar_subquery(),
            "place": TEAM.limit(at_most(1)).scalar_subquery(),
        },
        address=_page,
        follows=(
            (Person, ("name",), lambda number: Membership.person_id == number),
            (
                Organisation,
                ("name", "short_name", "kind"),
                lambda number: Membership.organisation_id == number,
            ),
            (Sector, ("name",), lambda number: Membership.sector_id == number),
        ),
    ),
)
