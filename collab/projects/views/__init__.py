"""The pages of projects: the list, the plan, milestones, summary and cover."""

from collab.projects.views import cover, listing, milestones, plan, summary
from collab.projects.views.blueprint import bp

__all__ = ["bp", "cover", "listing", "milestones", "plan", "summary"]
