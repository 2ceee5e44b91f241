"""What others may speak of: projects, the sections of their plans, milestones."""

from collab.programmes.models import PlanSection
from collab.projects import policy
from collab.projects.models import Milestone, PlanText, Project
from collab.subjects import Subject, tell
from collab.text import Localised

SUBJECTS = (
    Subject(
        kind="project",
        model=Project,
        read=policy.read,
        visible_to=policy.visible_to,
        told=tell(Project, name=Project.title, slug=Project.slug),
        address=lambda told: ("workspace.project", {"slug": told.slug}),
        label=lambda told: told.name,
    ),
    Subject(
        kind="plan_text",
        model=PlanText,
        read=policy.read_text,
        visible_to=policy.text_visible_to,
        told=(
            tell(PlanText, name=PlanSection.name, slug=Project.slug, key=PlanSection.code)
            .join(PlanText.project)
            .join(PlanText.section)
        ),
        address=lambda told: ("projects.plan", {"slug": told.slug, "_anchor": told.key}),
        label=lambda told: told.name,
    ),
    Subject(
        kind="milestone",
        model=Milestone,
        read=policy.read_milestone,
        visible_to=policy.milestone_visible_to,
        told=tell(Milestone, title=Milestone.title, slug=Project.slug).join(Milestone.project),
        address=lambda told: ("workspace.project", {"slug": told.slug, "_anchor": "milestones"}),
        label=lambda told: Localised(told.title or ""),
    ),
)
