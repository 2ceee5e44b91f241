"""The pages of projects: the list, the plan, milestones, summary and cover."""

from collab.projects.views import (
    cover,
    definitions,
    hill,
    homes,
    listing,
    milestones,
    plan,
    summary,
    versions,
)
from collab.projects.views.blueprint import bp

__all__ = [
    "bp",
    "cover",
    "definitions",
    "hill",
    "homes",
    "listing",
    "milestones",
    "plan",
    "summary",
    "versions",
]
