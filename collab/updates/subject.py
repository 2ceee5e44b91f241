"""What others may speak of: updates and the comments on them."""

from typing import Any

from sqlalchemy.orm import joinedload

from collab.subjects import Subject
from collab.text import day
from collab.updates import policy
from collab.updates.models import Comment, Update


def _update_label(update: Update) -> str:
    return f"{update.project.title}, {day(update.posted_at or update.saved_at)}"


def _comment_address(comment: Comment) -> tuple[str, dict[str, Any]]:
    return "updates.show", {"key": comment.update.key, "_anchor": f"comment-{comment.key}"}


SUBJECTS = (
    Subject(
        kind="project_update",
        model=Update,
        read=policy.read,
        visible_to=policy.visible_to,
        address=lambda update: ("updates.show", {"key": update.key}),
        label=_update_label,
        needs=(joinedload(Update.project),),
    ),
    Subject(
        kind="comment",
        model=Comment,
        read=policy.read_comment,
        visible_to=policy.comment_visible_to,
        address=_comment_address,
        label=lambda comment: _update_label(comment.update),
        needs=(joinedload(Comment.update).joinedload(Update.project),),
    ),
)
