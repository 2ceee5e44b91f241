"""The pages of updates: reading, writing, answering, and a word by one press."""

from collab.updates.views import organising, reading, responding, rewording, talking, waiting, writing
from collab.updates.views.blueprint import bp

__all__ = ["bp", "organising", "reading", "responding", "rewording", "talking", "waiting", "writing"]
