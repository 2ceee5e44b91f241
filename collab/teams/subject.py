"""What others may speak of: teams and the requests to join them."""

from sqlalchemy.orm import joinedload

from collab.subjects import Subject
from collab.teams import policy
from collab.teams.models import JoinRequest, Team

SUBJECTS = (
    Subject(
        kind="team",
        model=Team,
        read=policy.read,
        visible_to=policy.visible_to,
        address=lambda team: ("workspace.team", {"slug": team.slug}),
        label=lambda team: str(team.name),
    ),
    Subject(
        kind="join_request",
        model=JoinRequest,
        read=policy.read_request,
        visible_to=policy.request_visible_to,
        address=lambda request: ("workspace.team", {"slug": request.team.slug, "_anchor": "requests"}),
        label=lambda request: str(request.team.name),
        needs=(joinedload(JoinRequest.team),),
    ),
)
