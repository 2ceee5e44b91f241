"""What others may speak of: ideas. Wishes are nobody's subject."""

from collab.ideas import policy
from collab.ideas.models import Idea
from collab.programmes.models import Programme
from collab.subjects import Subject, tell

SUBJECTS = (
    Subject(
        kind="idea",
        model=Idea,
        read=policy.read,
        visible_to=policy.visible_to,
        told=tell(Idea, title=Idea.title, slug=Programme.slug, key=Idea.key).join(Idea.programme),
        address=lambda told: ("workspace.ideas", {"slug": told.slug, "_anchor": f"idea-{told.key}"}),
        label=lambda told: told.title,
    ),
)
