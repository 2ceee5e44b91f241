"""Reading teams."""

from collab.teams.queries.crews import (
    Member,
    TeamCard,
    as_member,
    composition_of,
    get_team,
    list_teams,
    members,
    rules_of,
    suggestions,
    team_of,
    team_of_membership,
)
from collab.teams.queries.requests import (
    Request,
    get_request,
    requests_of,
    requests_to,
    requests_waiting_for,
    unanswered_requests,
)

__all__ = [
    "Member",
    "Request",
    "TeamCard",
    "as_member",
    "composition_of",
    "get_request",
    "get_team",
    "list_teams",
    "members",
    "requests_of",
    "requests_to",
    "requests_waiting_for",
    "rules_of",
    "suggestions",
    "team_of",
    "team_of_membership",
    "unanswered_requests",
]
