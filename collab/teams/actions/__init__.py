"""Changing teams: who comes in, and what every change goes through."""

from collab.teams.actions.joining import (
    accept_invitation,
    accept_request,
    ask,
    decline_invitation,
    decline_request,
    invite,
    refusal_to_ask,
    withdraw_invitation,
    withdraw_request,
)
from collab.teams.actions.rules import set_rules
from collab.teams.actions.seats import composition_with

__all__ = [
    "accept_invitation",
    "accept_request",
    "ask",
    "composition_with",
    "decline_invitation",
    "decline_request",
    "invite",
    "refusal_to_ask",
    "set_rules",
    "withdraw_invitation",
    "withdraw_request",
]
