"""Who may what with a team."""

from typing import Any

from sqlalchemy import CTE, ColumnElement, CompoundSelect, Select, and_, or_, select, union

from collab import db
from collab.accounts.models import Person, Viewer
from collab.memory import remembered
from collab.programmes import policy as programmes
from collab.programmes.models import Membership, Programme, Role
from collab.statements import built_once
from collab.teams.models import Change, Invitation, JoinRequest, Team, TeamChange, TeamMember


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
    """SQL, over the id of a team: whether its history names the person, who is not in it any more.

    A team that took it over is the same team: whoever came along has not left, and can leave that one.
    """
    went_into = select(_WENT_UP.c.into_id).where(_WENT_UP.c.team_id == team_id).correlate_except(_WENT_UP)
    sides = TeamChange.team_id, TeamChange.other_team_id
    is_of_team = or_(*(or_(side == team_id, side.in_(went_into)) for side in sides))
    named = select(TeamChange.id).join(TeamChange.membership).where(is_of_team)
    return and_(named.where(Membership.person_id == person.id).exists(), team_id.not_in(part_of(person)))


def part_of(person: Viewer) -> CompoundSelect[int]:
    """The ids of the teams that the person is in, and of all that went up in one of them."""
    in_theirs = select(_WENT_UP.c.team_id).where(_WENT_UP.c.into_id.in_(teams_of(person)))
    return union(teams_of(person), in_theirs)


def _mergers() -> CTE:
    is_merger = TeamChange.change == Change.MERGED
    merged = select(TeamChange.other_team_id.label("team_id"), TeamChange.team_id.label("into_id"))
    found = merged.where(is_merger).cte("went_up", recursive=True)
    further = TeamChange.other_team_id == found.c.into_id
    return found.union(select(found.c.team_id, TeamChange.team_id).where(is_merger, further))


_WENT_UP = _mergers()
"""SQL: each team that went up in another, with all that it is part of since."""


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
