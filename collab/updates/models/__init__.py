"""A progress post, what readers leave at it, and what is settled about it."""

from collab.updates.models.talk import (
    Acknowledgement,
    Comment,
    CommentWording,
    MarkedAnswer,
    Opening,
    Reaction,
    Word,
)
from collab.updates.models.update import (
    Contribution,
    Kind,
    Mention,
    NewFile,
    Update,
    UpdatePicture,
    Visibility,
    Wording,
    update_file,
    update_goal,
)

__all__ = [
    "Acknowledgement",
    "Comment",
    "CommentWording",
    "Contribution",
    "Kind",
    "MarkedAnswer",
    "Mention",
    "NewFile",
    "Opening",
    "Reaction",
    "Update",
    "UpdatePicture",
    "Visibility",
    "Word",
    "Wording",
    "update_file",
    "update_goal",
]
