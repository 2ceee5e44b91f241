"""Reading which team somebody is in, and which teams work on an idea."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from collab import db
from collab.accounts.models import Person
from collab.programmes import policy as programmes
from collab.programmes.models import Membership, Role
from collab.statements import built_once
from collab.teams.models import Team, TeamMember
from collab.text import alphabetical
from collab.together import Reading, askable, asked


def team_of(person: Person, programme_id: int) -> Team | None:
    """The person's team in the programme, the first where they are in several, or None."""
    return db.session.scalars(
        select(Team)
        .join(TeamMember, TeamMember.team_id == Team.id)
        .join(TeamMember.membership)
        .where(Membership.person_id == person.id, Team.programme_id == programme_id)
        .order_by(TeamMember.id)
    ).first()


def teams_of_membership(membership: Membership) -> list[Team]:
    """The teams that a place in the programme is taken in: one, unless the programme allows several."""
    return teams_of_memberships([membership])[membership.id]


def teams_of_memberships(people: Iterable[Membership]) -> dict[int, list[Team]]:
    """The teams of each of these by the id of the membership, in one statement."""
    found: dict[int, list[Team]] = {membership.id: [] for membership in people}
    rows = db.session.execute(
        select(TeamMember.membership_id, Team)
        .join(Team, TeamMember.team_id == Team.id)
        .where(TeamMember.membership_id.in_(list(found)))
        .order_by(TeamMember.id)
    )
    for who, team in rows:
        found[who].append(team)
    return found


def place_in(team: Team, membership: Membership) -> TeamMember | None:
    """The person's place in the team, or None."""
    wanted = TeamMember.team_id == team.id, TeamMember.membership_id == membership.id
    return db.session.scalars(select(TeamMember).where(*wanted)).first()


def has_team() -> ColumnElement[bool]:
    """SQL, over Membership: whether the place is taken in any team."""
    return select(TeamMember.id).where(TeamMember.membership_id == Membership.id).exists()


@askable
def is_without_team(person: Person, programme_id: int) -> Reading[bool]:
    """Whether the person takes part in the programme and could come to a team."""
    rows = yield from asked(_places_without_team(person_id=person.id, programme_id=programme_id))
    return bool(rows)


@built_once
def _places_without_team(*, person_id: Any, programme_id: Any) -> Select[int]:
    return select(Membership.id).where(
        Membership.person_id == person_id,
        Membership.programme_id == programme_id,
        Membership.role == Role.PARTICIPANT,
        programmes.writable(Membership.programme_id),
        ~has_team(),
    )


def working_on_ideas(programme_id: int) -> dict[int, list[Team]]:
    """The programme's teams that have gathered around an idea, by the idea's id, in Swedish order."""
    wanted = Team.programme_id == programme_id, Team.idea_id.is_not(None), Team.dissolved_at.is_(None)
    found: dict[int, list[Team]] = defaultdict(list)
    for team in alphabetical(db.session.scalars(select(Team).where(*wanted)), key=lambda team: team.name):
        if team.idea_id is not None:
            found[team.idea_id].append(team)
    return dict(found)
