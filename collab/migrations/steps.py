"""Bringing a database to the newest step, and knowing whether it is there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

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

    On PostgreSQL everything in the block is one transaction, and only one such block runs at a time; on
    SQLite each step is one, and foreign keys are checked at the end. Raises IntegrityBroken.
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
            yield connection
        connection.commit()


def _run(url: str, what: Callable[[Config], object]) -> None:
    with working(url) as connection:
        _do(connection, what)


def _do(connection: Connection, what: Callable[[Config], object]) -> None:
    how = config()
    how.attributes["connection"] = connection
    what(how)


class IntegrityBroken(Exception):
    """A migration left rows that point to nothing."""
