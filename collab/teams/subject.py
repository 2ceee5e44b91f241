"""What others may speak of: teams, the requests to join them and their invitations."""

from collab.subjects import Subject, tell
from collab.teams import policy
from collab.teams.models import Invitation, JoinRequest, Team

SUBJECTS = (
    Subject(
        kind="team",
        model=Team,
        read=policy.read,
        visible_to=policy.visible_to,
        told=tell(Team, title=Team.name, slug=Team.slug),
        address=lambda told: ("workspace.team", {"slug": told.slug}),
        label=lambda told: told.title,
    ),
    Subject(
        kind="join_request",
        model=JoinRequest,
        read=policy.read_request,
        visible_to=policy.request_visible_to,
        told=tell(JoinRequest, title=Team.name, slug=Team.slug).join(JoinRequest.team),
        address=lambda told: ("workspace.team", {"slug": told.slug, "_anchor": "requests"}),
        label=lambda told: told.title,
    ),
    Subject(
        kind="team_invitation",
        model=Invitation,
        read=policy.read_invitation,
        visible_to=policy.invitation_visible_to,
        told=tell(Invitation, title=Team.name, slug=Team.slug).join(Invitation.team),
        address=lambda told: ("workspace.team", {"slug": told.slug, "_anchor": "invitations"}),
        label=lambda told: told.title,
    ),
)
