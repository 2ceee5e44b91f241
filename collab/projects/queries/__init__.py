"""Reading projects."""

from collab.projects.queries.finding import (
    ProjectCard,
    by_team,
    for_team,
    get_project,
    list_projects,
    project_of,
)
from collab.projects.queries.plan import (
    Anchor,
    Pace,
    Progress,
    Section,
    Step,
    anchoring,
    get_milestone,
    get_section,
    milestones,
    milestones_waiting,
    next_milestone,
    places,
    sections,
    unfinished_milestones,
)
from collab.projects.queries.standing import Standing, missing_for_review, standing

__all__ = [
    "Anchor",
    "Pace",
    "Progress",
    "ProjectCard",
    "Section",
    "Standing",
    "Step",
    "anchoring",
    "by_team",
    "for_team",
    "get_milestone",
    "get_project",
    "get_section",
    "list_projects",
    "milestones",
    "milestones_waiting",
    "missing_for_review",
    "next_milestone",
    "places",
    "project_of",
    "sections",
    "standing",
    "unfinished_milestones",
]
