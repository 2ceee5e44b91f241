"""Ideas and wishes."""

from collab.ideas.views import proposing, wishing
from collab.ideas.views.blueprint import bp

__all__ = ["bp", "proposing", "wishing"]
