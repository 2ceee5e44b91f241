"""What the worker does for files."""

from collab import db
from collab.files import actions, queries


def throw_away_loose_pictures() -> bool:
    """A chore: delete the rows of pictures whose form was never finished. Answers whether there were any."""
    if not queries.has_old_loose():
        return False
    with db.transaction():
        return actions.throw_away_loose() > 0
