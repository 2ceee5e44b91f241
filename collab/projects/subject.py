"""What others may speak of: projects, the sections of their plans, milestones."""

from typing import Any

from sqlalchemy.orm import joinedload

from collab.projects import policy
from collab.projects.models import Milestone, PlanText, Project
from collab.subjects import Subject
from collab.text import Localised


def _section_address(text: PlanText) -> tuple[str, dict[str, Any]]:
    return "projects.plan", {"slug": text.project.slug, "_anchor": text.section.code}


def _milestone_address(milestone: Milestone) -> tuple[str, dict[str, Any]]:
    return "workspace.project", {"slug": milestone.project.slug, "_anchor": "milestones"}


SUBJECTS = (
    Subject(
        kind="project",
        model=Project,
        read=policy.read,
        visible_to=policy.visible_to,
        address=lambda project: ("workspace.project", {"slug": project.slug}),
        label=lambda project: project.title,
    ),
    Subject(
        kind="plan_text",
        model=PlanText,
        read=policy.read_text,
        visible_to=policy.text_visible_to,
        address=_section_address,
        label=lambda text: text.section.name,
        needs=(
            joinedload(PlanText.project),
            joinedload(PlanText.section),
        ),
    ),
    Subject(
        kind="milestone",
        model=Milestone,
        read=policy.read_milestone,
        visible_to=policy.milestone_visible_to,
        address=_milestone_address,
        label=lambda milestone: Localised(milestone.title),
        needs=(joinedload(Milestone.project),),
    ),
)
