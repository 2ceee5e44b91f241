"""What the worker does for updates."""

from collab import db
from collab.updates import actions, queries


def post_next_due() -> bool:
    """A chore: let the update whose time has come go out. Answers whether there was one."""
    with db.transaction():
        update = queries.next_due()
        if update is None:
            return False
        actions.go_out(update)
    return True
