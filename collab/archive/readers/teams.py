"""teams.yaml: teams, their members and the requests to join them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from collab import db
from collab.archive.readers.head import head
from collab.archive.scribe import Said, Scribe, all_flagged, said, unless, when
from collab.teams.models import Invitation, JoinRequest, JoinState, Team, TeamChange, TeamMember

REMARK = "Teams, their members and the requests to join them."


def read(scribe: Scribe) -> Said | None:
    """The whole file; None without teams."""
    teams = scribe.mine(Team, Team.id)
    if not teams:
        return None
    is_invented = all_flagged(team.is_demonstration for team in teams)
    return {**head(scribe, is_invented), "teams": [_team(team, is_invented, scribe) for team in teams]}


def _team(team: Team, is_invented: bool, scribe: Scribe) -> Said:
    members = _of(team, TeamMember, TeamMember.joined_on, TeamMember.id)
    return {
        "id": team.slug,
        "name": team.name,
        **said(demonstration=unless(is_invented, team.is_demonstration)),
        "formed_on": team.formed_on,
        **said(
            coordinators=[scribe.places[m.membership_id] for m in members if m.is_coordinator],
            presentation=team.presentation,
            is_open=unless(True, team.is_open),
            complete_by=team.complete_by,
            dissolved_at=when(team.dissolved_at),
            idea=team.idea.key if team.idea else None,
        ),
        "members": [
            said(person=scribe.places[m.membership_id], joined_on=m.joined_on, task=m.task) for m in members
        ],
        **_asked(team, scribe),
    }


def _asked(team: Team, scribe: Scribe) -> Said:
    """Who asked and was asked, and what happened to the team."""
    requests = _of(team, JoinRequest, JoinRequest.asked_at, JoinRequest.id)
    invitations = _of(team, Invitation, Invitation.sent_at, Invitation.id)
    changes = _of(team, TeamChange, TeamChange.at, TeamChange.id)
    return said(
        join_requests=[_request(request, scribe) for request in requests],
        invitations=[_invitation(invitation, scribe) for invitation in invitations],
        changes=[_change(change, scribe) for change in changes],
    )


def _of(team: Team, kind: Any, *order: Any) -> Sequence[Any]:
    return db.session.scalars(select(kind).where(kind.team_id == team.id).order_by(*order)).all()


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


def _invitation(invitation: Invitation, scribe: Scribe) -> Said:
    is_pending = invitation.state is JoinState.PENDING
    return said(
        id=invitation.key,
        person=scribe.places[invitation.membership_id],
        sent_by=scribe.who(invitation.by_id),
        sent_at=when(invitation.sent_at),
        state=invitation.state.value,
        message=invitation.message,
        answered_at=None if is_pending else when(invitation.answered_at),
        answer=invitation.answer,
    )


def _change(change: TeamChange, scribe: Scribe) -> Said:
    return said(
        change=change.change.value,
        at=when(change.at),
        by=scribe.who(change.by_id),
        person=scribe.places.get(change.membership_id or 0),
        other_team=change.other_team.slug if change.other_team else None,
        reason=change.reason,
    )
