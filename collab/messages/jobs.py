"""The worker's part: messages whose time has come go to the mail, some copies at a time."""

from collab import clock, db
from collab.messages import actions, queries
from collab.statements import at_most


def hand_over_next() -> bool:
    """Hand over the next copies of the message that is due first. Returns whether there was one.

    Another worker's message is left to it. What a crash undoes is whole: no copy without its mail, no mail
    without its copy.
    """
    with db.transaction():
        due = queries.waiting(clock.now()).limit(at_most(1)).with_for_update(skip_locked=True)
        message = db.session.scalars(due).first()
        if message is None:
            return False
        actions.hand_over(message)
        return True
