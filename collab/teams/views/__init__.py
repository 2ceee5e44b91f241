"""Coming into a team: requests, invitations and the rules."""

from collab.teams.views import invitations, requests, rules
from collab.teams.views.blueprint import bp

__all__ = ["bp", "invitations", "requests", "rules"]
