"""Asking for proposals, stopping a search, throwing it away, solving it."""

from collab.divisions.actions.asking import ask, ask_with_less, stop, throw_away

__all__ = ["ask", "ask_with_less", "stop", "throw_away"]
