"""The front: pages, feeds, and what machines ask for first."""

from collab.front.views import feeds, machines, pages
from collab.front.views.blueprint import bp

__all__ = ["bp", "feeds", "machines", "pages"]
