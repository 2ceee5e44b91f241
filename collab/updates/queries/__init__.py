"""Reading updates."""

from collab.updates.queries.cards import (
    Author,
    Page,
    UpdateCard,
    card_of,
    cards_of,
    latest,
    page,
)
from collab.updates.queries.finding import (
    Draft,
    begun_updates,
    drafts_of,
    drafts_waiting_for,
    due_steps,
    get_picture,
    get_update,
    latest_status,
    names_of,
    next_due,
    pictures_for,
    steps_due,
    writer,
    written_with,
)
from collab.updates.queries.history import Change, history
from collab.updates.queries.talk import Answer, commented_with, comments
from collab.updates.queries.weeks import Week, week_of, weeks

__all__ = [
    "Answer",
    "Author",
    "Change",
    "Draft",
    "Page",
    "UpdateCard",
    "Week",
    "begun_updates",
    "card_of",
    "cards_of",
    "commented_with",
    "comments",
    "drafts_of",
    "drafts_waiting_for",
    "due_steps",
    "get_picture",
    "get_update",
    "history",
    "latest",
    "latest_status",
    "names_of",
    "next_due",
    "page",
    "pictures_for",
    "steps_due",
    "week_of",
    "weeks",
    "writer",
    "written_with",
]
