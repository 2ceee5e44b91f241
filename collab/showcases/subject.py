"""What others may speak of: showcases."""

from sqlalchemy.orm import joinedload

from collab.showcases import policy
from collab.showcases.models import Showcase
from collab.subjects import Subject

SUBJECTS = (
    Subject(
        kind="showcase",
        model=Showcase,
        read=policy.read,
        visible_to=policy.visible_to,
        address=lambda showcase: ("workspace.project", {"slug": showcase.project.slug}),
        label=lambda showcase: showcase.project.title,
        needs=(joinedload(Showcase.project),),
    ),
)
