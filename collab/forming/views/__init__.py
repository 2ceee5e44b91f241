"""Forming teams by hand."""

from collab.forming.views import finding, leading, mending, profile, starting
from collab.forming.views.blueprint import bp

__all__ = ["bp", "finding", "leading", "mending", "profile", "starting"]
