"""Forming teams by hand."""

from collab.forming.views import addressing, finding, leading, mending, profile, starting
from collab.forming.views.blueprint import bp

__all__ = ["addressing", "bp", "finding", "leading", "mending", "profile", "starting"]
