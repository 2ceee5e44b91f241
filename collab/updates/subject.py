"""What others may speak of: updates and the comments on them."""

from sqlalchemy import String, and_, case, cast, exists, func

from collab import markdown
from collab.projects.models import Project
from collab.subjects import Subject, Told, tell
from collab.text import _, day
from collab.updates import policy
from collab.updates.mentions import beginning
from collab.updates.models import Comment, Kind, MarkedAnswer, Update

WRITTEN = func.coalesce(Update.posted_at, Update.saved_at)
"""SQL: when it was posted; of a draft, when it was saved."""
ANSWERED = "answered"
"""What is told of a question as its title once its answer is marked."""
IS_ANSWERED = and_(Update.kind == Kind.QUESTION, exists().where(MarkedAnswer.update_id == Update.id))


def _label(told: Told) -> str:
    said = f"{told.name}, {day(told.at)}" if told.at else ""
    return _("%(update)s (answered)", update=said) if said and told.title == ANSWERED else said


def _quote(told: Told) -> str:
    return markdown.first_words(told.words or "")


SUBJECTS = (
    Subject(
        kind="project_update",
        model=Update,
        read=policy.read,
        visible_to=policy.visible_to,
        told=tell(
            Update,
            name=Project.title,
            title=case((IS_ANSWERED, ANSWERED)),
            key=Update.key,
            at=WRITTEN,
            sort=cast(Update.kind, String),
            state=cast(Update.status, String),
            words=beginning(Update.html),
            whose=Update.author_id,
        ).join(Update.project),
        address=lambda told: ("updates.show", {"key": told.key}),
        label=_label,
        quote=_quote,
    ),
    Subject(
        kind="comment",
        model=Comment,
        read=policy.read_comment,
        visible_to=policy.comment_visible_to,
        told=(
            tell(
                Comment,
                name=Project.title,
                slug=Update.key,
                key=Comment.key,
                at=WRITTEN,
                sort=cast(Update.kind, String),
                words=beginning(Comment.html),
                whose=Update.author_id,
            )
            .join(Comment.update)
            .join(Update.project)
        ),
        address=lambda told: ("updates.show", {"key": told.slug, "_anchor": f"comment-{told.key}"}),
        label=_label,
        quote=_quote,
    ),
)
