"""Coming into a team: requests and invitations."""

from collab.teams.views import invitations, requests
from collab.teams.views.blueprint import bp

__all__ = ["bp", "invitations", "requests"]
