"""Writing updates, answering them, and settling what is asked and reported."""

from collab.updates.actions.going_out import go_out
from collab.updates.actions.responding import note_opening, put_word, take_word_back
from collab.updates.actions.rhythm import set_rhythm
from collab.updates.actions.settling import acknowledge, mark_answer, take_mark_back
from collab.updates.actions.talking import change_comment, withdraw_comment
from collab.updates.actions.writing import (
    begin,
    comment,
    follow_time,
    publish,
    rendered,
    save_draft,
    schedule,
    withdraw,
    write,
)

__all__ = [
    "acknowledge",
    "begin",
    "change_comment",
    "comment",
    "follow_time",
    "go_out",
    "mark_answer",
    "note_opening",
    "publish",
    "put_word",
    "rendered",
    "save_draft",
    "schedule",
    "set_rhythm",
    "take_mark_back",
    "take_word_back",
    "withdraw",
    "withdraw_comment",
    "write",
]
