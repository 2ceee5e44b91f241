"""Asking for a document, asking again, throwing old ones away."""

from collab.documents.actions.asking import Wish, ask, throw_away_old, try_again

__all__ = ["Wish", "ask", "throw_away_old", "try_again"]
