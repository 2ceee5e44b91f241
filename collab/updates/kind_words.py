"""What the form of an update asks, by what the update tells of."""

from msgspec import Struct

from collab.text import _l
from collab.updates.models import Kind


class Asking(Struct, frozen=True):
    """What is asked where an update tells of one kind."""

    label: str
    """What the text is called."""
    help: str
    """Empty: the programme's own question."""
    lacking: str
    """What is said where there is no text."""


ASKING = {
    Kind.PROGRESS: Asking(_l("What has happened?"), "", _l("Write what has happened")),
    Kind.SUCCESS: Asking(
        _l("What has gone well?"),
        _l("What did you do, and what came of it? Two sentences are enough."),
        _l("Write what has gone well"),
    ),
    Kind.LEARNED: Asking(
        _l("What have you learned?"),
        _l("What happened, and what would you do otherwise next time? Two sentences are enough."),
        _l("Write what you have learned"),
    ),
    Kind.QUESTION: Asking(
        _l("What do you want to ask?"),
        _l("One question, and what the others need to know to answer it."),
        _l("Write your question"),
    ),
    Kind.JOIN: Asking(
        _l("What do you invite to?"),
        _l("What, when and for whom, and how to say that one wants to join."),
        _l("Write what you invite to"),
    ),
}
