"""Proposals for teams."""

from collab.divisions.views import applying, asking, comparing, moving, searching, showing
from collab.divisions.views.blueprint import bp

__all__ = ["applying", "asking", "bp", "comparing", "moving", "searching", "showing"]
