"""Why there is no backup, or why one is not restored: each in a sentence for whoever runs the site."""

from sqlalchemy.exc import DBAPIError

from collab.errors import CollabError


class Refused(CollabError):
    """It cannot be done; the message says why and what to do next."""


class Damaged(Refused):
    """The file is not, or no longer, what a backup wrote."""


def first_line(no: DBAPIError) -> str:
    """What the database said, without the rest."""
    return next(iter(str(no.orig).splitlines()), "") or type(no.orig).__name__
