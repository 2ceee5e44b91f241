"""teams.yaml: teams, their members and the requests to join them."""

from sqlalchemy import select

from collab import db
from collab.archive.readers.head import head
from collab.archive.scribe import Said, Scribe, all_flagged, said, unless, when
from collab.teams.models import JoinRequest, JoinState, Team, TeamMember

REMARK = "Teams, their members and the requests to join them."


def read(scribe: Scribe) -> Said | None:
    """The whole file; None without teams."""
    teams = scribe.mine(Team, Team.id)
    if not teams:
        return None
    is_invented = all_flagged(team.is_demonstration for team in teams)
    return {**head(scribe, is_invented), "teams": [_team(team, is_invented, scribe) for team in teams]}


def _team(team: Team, is_invented: bool, scribe: Scribe) -> Said:
    members = db.session.scalars(
        select(TeamMember).where(TeamMember.team_id == team.id).order_by(TeamMember.joined_on, TeamMember.id)
    )
    requests = db.session.scalars(
        select(JoinRequest)
        .where(JoinRequest.team_id == team.id)
        .order_by(JoinRequest.asked_at, JoinRequest.id)
    )
    return {
        "id": team.slug,
        "name": team.name,
        **said(demonstration=unless(is_invented, team.is_demonstration)),
        "formed_on": team.formed_on,
        **said(coordinator=scribe.places.get(team.coordinator_id or 0), presentation=team.presentation),
        "members": [
            said(person=scribe.places[m.membership_id], joined_on=m.joined_on, task=m.task) for m in members
        ],
        **said(join_requests=[_request(request, scribe) for request in requests]),
    }


def _request(request: JoinRequest, scribe: Scribe) -> Said:
    is_pending = request.state is JoinState.PENDING
    return said(
        id=request.key,
        person=scribe.places[request.membership_id],
        asked_at=when(request.asked_at),
        state=request.state.value,
        message=request.message,
        answered_by=None if is_pending else scribe.who(request.answered_by_id),
        answered_at=None if is_pending else when(request.answered_at),
    ) | ({} if is_pending else {"answer": request.answer})
