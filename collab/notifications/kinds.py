"""What people are told apart by, and how soon by mail; pure words."""

from enum import StrEnum


class Kind(StrEnum):
    """Why somebody is told, the most pressing first."""

    WAITING = "waiting"
    """It waits for the person: a request, an invitation, a review."""
    MENTION = "mention"
    QUESTION = "question"
    ANSWER = "answer"
    REVIEW = "review"
    TEAM = "team"
    PROJECT = "project"
    REMINDER = "reminder"
    """That it is time to write an update: a letter of its own, and no item among the notices."""


class Pace(StrEnum):
    """How soon what is new goes out by mail."""

    AT_ONCE = "at-once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


NEED_ANSWER = frozenset({Kind.WAITING, Kind.MENTION, Kind.QUESTION})
"""What digests lead with, and what no muted project keeps back."""

USUAL = {
    Kind.WAITING: Pace.AT_ONCE,
    Kind.MENTION: Pace.AT_ONCE,
    Kind.QUESTION: Pace.AT_ONCE,
    Kind.ANSWER: Pace.DAILY,
    Kind.REVIEW: Pace.DAILY,
    Kind.TEAM: Pace.WEEKLY,
    Kind.PROJECT: Pace.WEEKLY,
    Kind.REMINDER: Pace.AT_ONCE,
}
"""The pace of whoever has chosen nothing."""


def holding(kind: Kind, *, more: bool) -> list[Kind]:
    """Of which kinds what an item of that kind tells can be, the most pressing first.

    `more`: it tells of more than one event; the others press less, and need no answer.
    """
    return [kind, *(one for one in _JOINING if more and presses_more(kind, one))]


_JOINING = [kind for kind in Kind if kind not in NEED_ANSWER and kind is not Kind.REMINDER]


def presses_more(kind: Kind, than: Kind) -> bool:
    """Whether somebody has to know of the one before the other."""
    order = list(Kind)
    return order.index(kind) < order.index(than)
