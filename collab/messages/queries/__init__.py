"""Reading messages and their copies, and who is in a selection."""

from collab.messages.queries.choosing import Preview, chosen, is_still_for, organisations, previews, selected
from collab.messages.queries.nudging import Nudge, draft_for, nudges_beside, nudges_in, nudges_of
from collab.messages.queries.outcomes import Progress, Undelivered, undelivered
from collab.messages.queries.reading import (
    Copies,
    Line,
    Recipient,
    copies,
    copy_of,
    get_copy,
    get_message,
    get_programme,
    is_begun,
    is_for_nobody,
    list_messages,
    may_retry,
    unsettled,
    waiting,
)
from collab.messages.queries.standing import obstacle

__all__ = [
    "Copies",
    "Line",
    "Nudge",
    "Preview",
    "Progress",
    "Recipient",
    "Undelivered",
    "chosen",
    "copies",
    "copy_of",
    "draft_for",
    "get_copy",
    "get_message",
    "get_programme",
    "is_begun",
    "is_for_nobody",
    "is_still_for",
    "list_messages",
    "may_retry",
    "nudges_beside",
    "nudges_in",
    "nudges_of",
    "obstacle",
    "organisations",
    "previews",
    "selected",
    "undelivered",
    "unsettled",
    "waiting",
]
