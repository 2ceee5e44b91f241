"""Putting a backup's rows into an empty schema, on either database."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from sqlalchemy import Connection, insert
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from collab.backup import tables
from collab.backup.container import Found
from collab.backup.manifest import ROWS, Manifest, Tell
from collab.backup.problems import Damaged, first_line
from collab.backup.tables import Described
from collab.files import queries as files

AT_A_TIME = 500
FOREIGN_KEYS = """
    SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
"""
SEQUENCES = """
    SELECT quote_ident(table_name), quote_ident(column_name),
           pg_get_serial_sequence(quote_ident(table_name), column_name)
    FROM information_schema.columns
    WHERE table_schema = current_schema()
      AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL
"""


class Loader:
    """Takes the rows of a backup, part by part, and remembers which files they name."""

    def __init__(self, connection: Connection, said: Manifest, tell: Tell) -> None:
        self._connection, self._said, self._tell = connection, said, tell
        self._tables = {table.name: table for table in tables.described(connection)}
        self._rows = dict.fromkeys(said.tables, 0)
        self.names: set[str] = set()
        for name in said.tables.keys() ^ self._tables.keys():
            raise Damaged(f"Its tables are not those of its schema {said.revision}: see {name}.")

    def take(self, found: Found) -> None:
        """The rows of one part. Raises Damaged when they are not rows of their table."""
        named = ROWS.fullmatch(found.name)
        table = self._tables.get(named[1]) if named else None
        if table is None:
            raise Damaged(f"It holds {found.name}, and its schema has no such table.")
        try:
            lines = found.lines()
            while rows := [table.row(line) for line in islice(lines, AT_A_TIME)]:
                self._insert(table, rows)
        except OperationalError:
            raise  # its disk is full, or it is away: the backup is as good as before
        except DBAPIError as no:
            raise Damaged(f"The database does not take the rows of {found.name}: {first_line(no)}") from no
        except (ValueError, TypeError) as no:
            raise Damaged(f"The rows of {found.name} cannot be understood ({no}).") from no
        self._tell("rows", 0, found.size)

    def finish(self) -> None:
        """Raises Damaged unless every table has as many rows as the manifest says."""
        for name, rows in self._rows.items():
            if rows != self._said.tables[name]:
                raise Damaged(f"{name} has {rows} rows; its manifest says {self._said.tables[name]}.")

    def _insert(self, table: Described, rows: list[dict[str, Any]]) -> None:
        self._connection.execute(insert(table.clause), rows)
        self._rows[table.name] += len(rows)
        for row in rows:
            self.names.update(files.names_within(table.name, row))
        self._tell("rows", len(rows), 0)


@contextmanager
def in_any_order(connection: Connection) -> Iterator[None]:
    """Rows may come before those that they point to; at the end all must be there. Raises Damaged.

    On SQLite the connection checks foreign keys by itself at its end (see `steps.working`).
    """
    if connection.dialect.name == "sqlite":
        yield
        return
    keys = connection.exec_driver_sql(FOREIGN_KEYS).all()
    for table, name, _ in keys:
        connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    yield
    try:
        for table, name, definition in keys:
            connection.exec_driver_sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
    except IntegrityError as no:
        raise Damaged(f"Its rows point to rows that are not there: {first_line(no)}") from no
    _count_on(connection)


def _count_on(connection: Connection) -> None:
    """Let the sequences go on after the largest number that was loaded."""
    for table, name, sequence in connection.exec_driver_sql(SEQUENCES).all():
        connection.exec_driver_sql(
            f"SELECT setval('{sequence}', coalesce(max({name}), 1), max({name}) IS NOT NULL) FROM {table}"  # noqa: S608 - the database's own quoted names
        )
