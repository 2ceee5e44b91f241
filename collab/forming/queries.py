"""Reading who takes part and who would fit where."""

from sqlalchemy import select

from collab import db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.forming.finder import Seeker
from collab.programmes import policy as programmes_policy
from collab.programmes import queries as programmes
from collab.programmes.models import Membership, Programme
from collab.teams import queries as teams
from collab.teams.models import Team, TeamMember
from collab.teams.queries import TeamCard
from collab.text import alphabetical


def seekers(programme: Programme, *, viewer: Person) -> list[Seeker]:
    """Everybody who takes part, in Swedish order, in a constant number of statements.

    Raises NotFound for who has no place in the programme.
    """
    if not programmes_policy.read(viewer, programme):
        raise NotFound(programme.slug)
    taken = _teams_by_place(programme)
    own = teams.team_of(viewer, programme.id)
    helpful = {} if own is None else {m.code: why for m, why in teams.suggestions(own, teams.members(own))}
    found = []
    for place in programmes.participants(programme.id):
        member, team = teams.as_member(place), taken.get(place.id)
        found.append(
            Seeker(
                member=member,
                branches=tuple(place.branches),
                topics=tuple(place.topics),
                can_offer=place.can_offer,
                seeks=place.seeks,
                team_slug=team.slug if team else "",
                team_name=team.name if team else "",
                completes=helpful.get(place.code),
            )
        )
    return alphabetical(found, key=lambda seeker: str(seeker.member.name))


def teams_with_room(programme: Programme, *, viewer: Person) -> list[TeamCard]:
    """Teams that can be asked and are not complete, in Swedish order."""
    cards = teams.list_teams(programme, viewer=viewer)
    return [card for card in cards if card.is_open and not card.is_complete]


def without_team(programme: Programme) -> list[Membership]:
    """Who takes part and is in no team."""
    taken = _teams_by_place(programme)
    return [place for place in programmes.participants(programme.id) if place.id not in taken]


def _teams_by_place(programme: Programme) -> dict[int, Team]:
    rows = db.session.execute(
        select(TeamMember.membership_id, Team)
        .join(TeamMember.team)
        .where(Team.programme_id == programme.id)
        .order_by(TeamMember.id.desc())
    )
    return {row.membership_id: row.Team for row in rows}
