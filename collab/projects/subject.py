"""What others may speak of: projects, the sections of their plans, milestones, strands of work."""

from collab.programmes.models import PlanSection
from collab.projects import policy
from collab.projects.models import Milestone, NamedPlan, PlanText, Project, WorkStrand
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
        kind="named_plan",
        model=NamedPlan,
        read=policy.read_named_plan,
        visible_to=policy.named_plan_visible_to,
        told=tell(NamedPlan, title=NamedPlan.name, slug=Project.slug, key=NamedPlan.key).join(
            NamedPlan.project
        ),
        address=lambda told: ("projects.named_plan", {"slug": told.slug, "key": told.key}),
        label=lambda told: Localised(told.title or ""),
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
    Subject(
        kind="work_strand",
        model=WorkStrand,
        read=policy.read_strand,
        visible_to=policy.strand_visible_to,
        told=tell(WorkStrand, title=WorkStrand.name, slug=Project.slug).join(WorkStrand.project),
        address=lambda told: ("projects.show_hill", {"slug": told.slug}),
        label=lambda told: Localised(told.title or ""),
    ),
)
