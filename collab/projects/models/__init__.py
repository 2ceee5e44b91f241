"""A joint development project, its plan, milestones and anchoring."""

from collab.projects.models.plan import Anchoring, Mandate, Milestone, PlanText
from collab.projects.models.project import Project, Status, project_branch, project_goal, project_municipality

__all__ = [
    "Anchoring",
    "Mandate",
    "Milestone",
    "PlanText",
    "Project",
    "Status",
    "project_branch",
    "project_goal",
    "project_municipality",
]
