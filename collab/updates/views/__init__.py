"""The pages of updates: reading, writing, answering."""

from collab.updates.views import organising, reading, talking, writing
from collab.updates.views.blueprint import bp

__all__ = ["bp", "organising", "reading", "talking", "writing"]
