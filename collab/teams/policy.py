"""Who may what with a team."""

from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select

from collab import db
from collab.accounts.models import Person, Viewer
from collab.memory import remembered
from collab.programmes import policy as programmes
from collab.programmes.models import Membership
from collab.statements import built_once
from collab.teams.models import JoinRequest, Team, TeamMember


def read(person: Person, team: Team) -> bool:
    """See the team and who is in it: everybody in its programme."""
    return programmes.has_role(person, team.programme_id)


def visible_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `read`."""
    return programmes.in_programme(person, Team.programme_id)


@remembered
def belong(person: Person, team: Team) -> bool:
    """Whether the person is one of the team."""
    return db.session.scalar(*_places_in(person_id=person.id, team_id=team.id)) is not None


@built_once
def _places_in(*, person_id: Any, team_id: Any) -> Select[int]:
    belonging = Membership.person_id == person_id, TeamMember.team_id == team_id
    return select(TeamMember.id).join(TeamMember.membership).where(*belonging)


def belongs_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `belong`."""
    return Team.id.in_(teams_of(person))


def teams_of(person: Viewer) -> Select[int]:
    """The ids of the teams that the person is in."""
    return select(TeamMember.team_id).join(TeamMember.membership).where(Membership.person_id == person.id)


def read_inside(person: Person, team: Team) -> bool:
    """Read what the team shares with those who lead the programme: itself, facilitators, organisers."""
    return programmes.has_role(person, team.programme_id, *programmes.TRUSTED) or belong(person, team)


def inside_visible_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `read_inside`."""
    return or_(programmes.in_programme(person, Team.programme_id, *programmes.TRUSTED), belongs_to(person))


def answer(person: Person, request: JoinRequest) -> bool:
    """Say yes or no to somebody who asks to join: the team's coordinator."""
    coordinator = request.team.coordinator
    if not programmes.write(request.team.programme):
        return False
    return coordinator is not None and coordinator.person_id == person.id


def read_request(person: Person, request: JoinRequest) -> bool:
    """See a request: the team, those who lead the programme, and the one who asked."""
    return request.membership.person_id == person.id or read_inside(person, request.team)


def request_visible_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `read_request`."""
    own = select(Membership.id).where(Membership.person_id == person.id)
    inside = db.refers(JoinRequest.team_id, Team, inside_visible_to(person))
    return or_(JoinRequest.membership_id.in_(own), inside)
