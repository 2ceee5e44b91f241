"""What others may speak of: showcases."""

from collab.projects.models import Project
from collab.showcases import policy
from collab.showcases.models import Showcase
from collab.subjects import Subject, tell

SUBJECTS = (
    Subject(
        kind="showcase",
        model=Showcase,
        read=policy.read,
        visible_to=policy.visible_to,
        told=tell(Showcase, name=Project.title, slug=Project.slug).join(Showcase.project),
        address=lambda told: ("workspace.project", {"slug": told.slug}),
        label=lambda told: told.name,
    ),
)
