"""The pages of updates: reading, writing, answering."""

from collab.updates.views import reading, talking, writing
from collab.updates.views.blueprint import bp

__all__ = ["bp", "reading", "talking", "writing"]
