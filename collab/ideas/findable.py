"""What is found of ideas: title and description."""

from collab.ideas.models import Idea
from collab.search.findable import Findable, Said

FINDABLES = (
    Findable(
        kind="idea",
        watched=("title", "description"),
        says=lambda idea: Said((idea.title,), (idea.description,)),
        within=lambda programme_id: Idea.programme_id == programme_id,
        at=Idea.created_at,
        shown={"text": Idea.description},
    ),
)
