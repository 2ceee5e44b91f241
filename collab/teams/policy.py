"""Who may what with a team."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from collab import db
from collab.accounts.models import Person, Viewer
from collab.memory import remembered
from collab.programmes import policy as programmes
from collab.programmes.models import Membership, Programme, Role
from collab.statements import built_once
from collab.teams.models import Invitation, JoinRequest, Team, TeamChange, TeamMember


def read(person: Person, team: Team) -> bool:
    """See the team and who is in it: everybody in its programme."""
    return programmes.has_role(person, team.programme_id)


def visible_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `read`."""
    return programmes.in_programme(person, Team.programme_id)


def belong(person: Person, team: Team) -> bool:
    """Whether the person is one of the team."""
    return _coordinates(person, team) is not None


def coordinate(person: Person, team: Team) -> bool:
    """Whether the person is a coordinator of the team."""
    return _coordinates(person, team) is True


def coordinated_by(person_id: Any) -> ColumnElement[bool]:
    """SQL twin of `coordinate`, over Team."""
    leads = Membership.person_id == person_id, TeamMember.is_coordinator
    return Team.id.in_(select(TeamMember.team_id).join(TeamMember.membership).where(*leads))


@remembered
def _coordinates(person: Person, team: Team) -> bool | None:
    """Whether the person is a coordinator; None for who is not in the team."""
    found: bool | None = db.session.scalar(*_places_in(person_id=person.id, team_id=team.id))
    return found


@built_once
def _places_in(*, person_id: Any, team_id: Any) -> Select[bool]:
    belonging = Membership.person_id == person_id, TeamMember.team_id == team_id
    return select(TeamMember.is_coordinator).join(TeamMember.membership).where(*belonging)


def belongs_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `belong`."""
    return Team.id.in_(teams_of(person))


def teams_of(person: Viewer) -> Select[int]:
    """The ids of the teams that the person is in."""
    return select(TeamMember.team_id).join(TeamMember.membership).where(Membership.person_id == person.id)


def has_left(person: Viewer, team_id: Any) -> ColumnElement[bool]:
    """SQL, over the id of a team: whether its history names the person, who is not in it any more."""
    is_of_team = or_(TeamChange.team_id == team_id, TeamChange.other_team_id == team_id)
    named = select(TeamChange.id).join(TeamChange.membership).where(is_of_team)
    return and_(named.where(Membership.person_id == person.id).exists(), team_id.not_in(teams_of(person)))


def read_inside(person: Person, team: Team) -> bool:
    """Read what the team shares with those who lead the programme: itself, facilitators, organisers."""
    return programmes.has_role(person, team.programme_id, *programmes.TRUSTED) or belong(person, team)


def inside_visible_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `read_inside`."""
    return or_(programmes.in_programme(person, Team.programme_id, *programmes.TRUSTED), belongs_to(person))


def take_part(person: Person, programme: Programme) -> bool:
    """Start a team, ask to join one, say what one wishes for: participants, until the archive."""
    return programmes.write(programme) and programmes.has_place_as(person, programme.id, Role.PARTICIPANT)


def ask(person: Person, team: Team) -> bool:
    """Ask to join the team: who takes part and is not in it. Whether it takes anybody, it says in words."""
    return take_part(person, team.programme) and not belong(person, team)


def withdraw_request(person: Person, request: JoinRequest) -> bool:
    """Take a request back: the one who asked."""
    return request.membership.person_id == person.id and programmes.write(request.team.programme)


def rule(person: Person, programme: Programme) -> bool:
    """Set the rules for teams: whoever organises the programme."""
    return programmes.organise(person, programme) and programmes.write(programme)


def lead(person: Person, team: Team) -> bool:
    """Invite, open and close, appoint coordinators: the team's coordinators."""
    return coordinate(person, team) and _stands(team)


def leave(person: Person, team: Team) -> bool:
    """Leave the team: who is in it."""
    return belong(person, team) and _stands(team)


def mend(person: Person, team: Team) -> bool:
    """Move, add, remove, appoint, merge, dissolve: whoever leads the programme."""
    return programmes.facilitate(person, team.programme) and _stands(team)


def _stands(team: Team) -> bool:
    return programmes.write(team.programme) and not team.is_dissolved


def answer(person: Person, request: JoinRequest) -> bool:
    """Say yes or no to somebody who asks to join: the team's coordinators."""
    return lead(person, request.team)


def answer_invitation(person: Person, invitation: Invitation) -> bool:
    """Say yes or no to a team: the one who is invited."""
    return invitation.membership.person_id == person.id and programmes.write(invitation.team.programme)


def withdraw_invitation(person: Person, invitation: Invitation) -> bool:
    """Take an invitation back: the team's coordinators."""
    return lead(person, invitation.team)


def read_invitation(person: Person, invitation: Invitation) -> bool:
    """See an invitation: the team, those who lead the programme, and the one who is invited."""
    return invitation.membership.person_id == person.id or read_inside(person, invitation.team)


def invitation_visible_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `read_invitation`."""
    own = select(Membership.id).where(Membership.person_id == person.id)
    inside = db.refers(Invitation.team_id, Team, inside_visible_to(person))
    return or_(Invitation.membership_id.in_(own), inside)


def read_request(person: Person, request: JoinRequest) -> bool:
    """See a request: the team, those who lead the programme, and the one who asked."""
    return request.membership.person_id == person.id or read_inside(person, request.team)


def request_visible_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `read_request`."""
    own = select(Membership.id).where(Membership.person_id == person.id)
    inside = db.refers(JoinRequest.team_id, Team, inside_visible_to(person))
    return or_(JoinRequest.membership_id.in_(own), inside)
