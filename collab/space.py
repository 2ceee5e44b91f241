"""No room left: how the system, SQLite and PostgreSQL each say so."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError

_OF_THE_SYSTEM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""The disk is full, a quota is used up, a file may not grow."""
_OF_SQLITE = ("database or disk is full", "disk I/O error")
"""SQLite says the second where a file may not grow; a disk that is broken takes nothing either."""
_OF_POSTGRESQL = "53100"
"""disk_full, of PostgreSQL's error codes."""


def lack_of(error: BaseException) -> str:
    """What says that nothing can be written for want of room, without a path; empty for any other error."""
    if isinstance(error, DBAPIError):
        said = str(error.orig)
        if said in _OF_SQLITE:
            return said
        return "disk_full" if getattr(error.orig, "sqlstate", None) == _OF_POSTGRESQL else ""
    if isinstance(error, OSError) and error.errno in _OF_THE_SYSTEM:
        return str(error.strerror)
    return ""


@contextmanager
def noting() -> Iterator[None]:
    """What the block notes while somebody reads is left out where there is no room: reading goes on."""
    try:
        yield
    except OperationalError as error:
        if not lack_of(error):
            raise
