"""What the worker does for files."""

from datetime import timedelta

from collab import clock, db
from collab.files import actions, queries, serving
from collab.statements import see_one_moment

UNNAMED_FOR = timedelta(days=1)
"""How long bytes wait for the row that names them: far longer than any upload takes."""


def throw_away_loose_pictures() -> bool:
    """A chore: delete the rows of pictures whose form was never finished. Answers whether there were any."""
    if not queries.has_old_loose():
        return False
    with db.transaction():
        return actions.throw_away_loose() > 0


def sweep_unnamed_files() -> int:
    """A chore: remove the bytes that no row names any more. Answers how many files.

    A name goes from one table to another when an update is published: all are read as of one moment.
    """
    see_one_moment()
    try:
        named = queries.names_of_files()
    finally:
        db.session.rollback()
    return serving.store().sweep(named, clock.real() - UNNAMED_FOR)
