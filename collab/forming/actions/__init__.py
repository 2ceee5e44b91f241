"""Forming teams by hand."""

from collab.forming.actions.addressing import correct_address
from collab.forming.actions.leading import appoint, leave, set_open, start, step_down
from collab.forming.actions.mending import add, dissolve, merge, move, remove, set_date
from collab.forming.actions.profile import tell

__all__ = [
    "add",
    "appoint",
    "correct_address",
    "dissolve",
    "leave",
    "merge",
    "move",
    "remove",
    "set_date",
    "set_open",
    "start",
    "step_down",
    "tell",
]
