"""A joint development project, its plan, milestones, strands of work and anchoring."""

from collab.projects.models.passages import Agreement, Passage, Way
from collab.projects.models.plan import Anchoring, Mandate, Milestone, PlanText, Slip, State
from collab.projects.models.project import Project, Status, project_branch, project_goal, project_municipality
from collab.projects.models.strands import HillMove, WorkStrand
from collab.projects.models.subscriptions import Subscription
from collab.projects.models.versions import NamedPlan, PlanVersion, PlanWriting, named_plan_versions

__all__ = [
    "Agreement",
    "Anchoring",
    "HillMove",
    "Mandate",
    "Milestone",
    "NamedPlan",
    "Passage",
    "PlanText",
    "PlanVersion",
    "PlanWriting",
    "Project",
    "Slip",
    "State",
    "Status",
    "Subscription",
    "Way",
    "WorkStrand",
    "named_plan_versions",
    "project_branch",
    "project_goal",
    "project_municipality",
]
