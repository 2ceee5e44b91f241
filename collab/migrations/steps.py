"""Bringing a database to the newest step, and knowing whether it is there."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from collab import db
from collab.migrations import kinds
from collab.migrations.kinds import Kind
from collab.migrations.standing import FOLDER, newest, reached

__all__ = [
    "IntegrityBroken",
    "config",
    "downgrade",
    "is_ahead",
    "knows",
    "newest",
    "reached",
    "stamp",
    "upgrade",
    "upgrade_on",
    "working",
    "write_next",
]


LONGEST_LOCK = 3000
"""Milliseconds that a step waits for a lock: everybody who comes after it to that table waits as well."""
LOCKED = "55P03"
"""What PostgreSQL says then."""
TRIES, BREATH = 10, 2.0
"""How often the steps that are still missing are tried, and seconds in between, in which others go on."""


def config() -> Config:
    """Alembic's configuration; there is no ini file."""
    made = Config()
    made.set_main_option("script_location", str(FOLDER))
    return made


def is_ahead(connection: Connection) -> bool:
    """Whether a newer release has expanded the database, and done nothing else: this release can work with it."""
    at = reached(connection)
    unknown = kinds.beyond(connection, ScriptDirectory.from_config(config()))
    return at in unknown and set(unknown.values()) == {Kind.EXPAND}


def upgrade(url: str, to: str = "head") -> None:
    """Run every step that is missing."""
    _run(url, lambda how: command.upgrade(how, to))


def stamp(url: str) -> None:
    """Say that a database, made otherwise, is at the newest step."""
    _run(url, lambda how: command.stamp(how, "head"))


def write_next(url: str, message: str, revision: str) -> None:
    """Write a step from what the models say and the database at `url` lacks."""
    _run(url, lambda how: command.revision(how, message, autogenerate=True, rev_id=revision))


def downgrade(url: str, to: str) -> None:
    """Take steps back until `to` ("base": all of them)."""
    _run(url, lambda how: command.downgrade(how, to))


def knows(revision: str) -> bool:
    """Whether the step is one of this release's."""
    return revision in {step.revision for step in ScriptDirectory.from_config(config()).walk_revisions()}


def upgrade_on(connection: Connection, to: str = "head") -> None:
    """Run the steps that are missing on a connection that `working` gave."""
    _do(connection, lambda how: command.upgrade(how, to))


@contextmanager
def working(url: str) -> Iterator[Connection]:
    """A connection for work on the schema, committed at the end of the block; an exception rolls back.

    Each step is a transaction, so that what it locks is free again when it is taken; all steps together are
    one where the block has begun one before. On PostgreSQL only one such block runs at a time, and it waits
    no longer for a lock than others shall wait behind it; on SQLite foreign keys are checked at the end.
    Raises IntegrityBroken.
    """
    with db.unpooled(url).connect() as connection, db.writing():
        if connection.dialect.name == "sqlite":
            # Rebuilding a table drops the old one, and with foreign keys on that would empty its children.
            cast("Any", connection.connection.driver_connection).execute("PRAGMA foreign_keys=OFF")
            yield connection
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                raise IntegrityBroken(f"rows point to nothing: {broken[:5]}")
        else:
            connection.execute(text("SELECT pg_advisory_lock(4711)"))
            connection.execute(text(f"SET lock_timeout = {LONGEST_LOCK}"))
            connection.commit()  # both are the session's, and the steps begin their own transactions
            yield connection
        connection.commit()


def _run(url: str, what: Callable[[Config], object]) -> None:
    for left in reversed(range(TRIES)):
        try:
            with working(url) as connection:
                _do(connection, what)
        except OperationalError as no:
            if not left or getattr(no.orig, "sqlstate", None) != LOCKED:
                raise
            time.sleep(BREATH)
        else:
            return


def _do(connection: Connection, what: Callable[[Config], object]) -> None:
    how = config()
    how.attributes["connection"] = connection
    what(how)


class IntegrityBroken(Exception):
    """A migration left rows that point to nothing."""
