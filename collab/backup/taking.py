"""Taking a backup while the site is written to: the rows of one moment, and every file that they name."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, select

from collab import clock
from collab.backup import manifest, tables
from collab.backup.container import Writer
from collab.backup.manifest import DIGEST, MANIFEST, Manifest, Tell
from collab.backup.place import Place
from collab.backup.problems import Refused
from collab.backup.tables import Described
from collab.errors import NotFound
from collab.files import queries as files
from collab.files.store import Store
from collab.migrations import steps

PART = 4 * 1024 * 1024
"""Bytes of rows that one member holds, and one row more."""
AT_A_TIME = 500
FROM_OLDER = "Bring it back from an older backup, then try again."


def take(file: Path, place: Place, tell: Tell) -> Manifest:
    """Write the site at `place` into `file`, whole or not at all. Raises Refused.

    The rows are read in one snapshot, which writers need not wait for. The files that they name are copied
    after it: the sweeper lets them lie, since each was spared before the snapshot or kept after that.
    """
    _demand_free(file)
    engine, store, moment = place.engine(), place.store(), clock.real()
    with engine.connect() as connection:
        _demand_known(connection)
        _spare_all(connection, store)
    with _whole(file) as written:
        taken = _Taking(Writer(written, int(moment.timestamp())), store, tell)
        with _snapshot(engine.connect()) as connection:
            revision = _demand_known(connection)
            for table in tables.described(connection):
                taken.add_rows(connection, table)
        taken.add_files()
        return taken.close(revision, moment)


class _Taking:
    """A backup under way."""

    def __init__(self, writer: Writer, store: Store, tell: Tell) -> None:
        self._writer, self._store, self._tell = writer, store, tell
        self._rows: dict[str, int] = {}
        self._names: set[str] = set()

    def add_rows(self, connection: Connection, table: Described) -> None:
        """Write a table's rows in parts."""
        self._rows[table.name] = 0
        for number, lines in enumerate(_parts(self._lines(connection, table)), 1):
            size = sum(map(len, lines))
            self._writer.add(f"rows/{table.name}/{number:06}.jsonl", size, lines)
            self._rows[table.name] += len(lines)
            self._tell("rows", len(lines), size)

    def add_files(self) -> None:
        """Write every file that the rows named. Raises Refused when one is missing or has changed."""
        names, folder = sorted(self._names), self._store.where
        missing = [name for name in names if not _is_there(self._store, name)]
        if missing:
            raise Refused(
                f"{len(missing)} of {len(names)} files that the database names are not in {folder}, "
                f"such as {missing[0]}. {FROM_OLDER}"
            )
        for name in names:
            member = self._writer.add(f"files/{name}", self._store.size(name), self._store.pieces(name))
            if member.sha256 != name:
                raise Refused(
                    f"A file in {folder} is damaged: its bytes are not those of {name}. {FROM_OLDER}"
                )
            self._tell("files", 1, member.size)

    def close(self, revision: str, moment: datetime) -> Manifest:
        """Write what the backup says of itself."""
        made = Manifest(manifest.this_release(), revision, moment, self._rows, list(self._writer.members))
        data = made.to_bytes()
        self._writer.add(MANIFEST, len(data), [data])
        digest = manifest.digest_of(data)
        self._writer.add(DIGEST, len(digest), [digest])
        self._writer.close()
        return made

    def _lines(self, connection: Connection, table: Described) -> Iterator[bytes]:
        for row in _rows(connection, table):
            self._names.update(files.names_within(table.name, row))
            yield tables.line_of(row)


def _rows(connection: Connection, table: Described) -> Iterator[Any]:
    clause = table.clause
    statement = select(clause).order_by(*(clause.c[name] for name in table.key))
    yield from connection.execute(statement.execution_options(yield_per=AT_A_TIME)).mappings()


def _parts(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    """The lines in lists of about `PART` bytes."""
    part, size = [], 0
    for line in lines:
        part.append(line)
        size += len(line)
        if size >= PART:
            yield part
            part, size = [], 0
    if part:
        yield part


def _spare_all(connection: Connection, store: Store) -> None:
    for table in tables.described(connection):
        if table.name in files.NAME_FILES:
            for row in _rows(connection, table):
                for name in files.names_within(table.name, row):
                    store.spare(name)


def _demand_known(connection: Connection) -> str:
    revision = steps.reached(connection)
    if revision is None:
        raise Refused("The database has no tables yet: there is nothing to back up.")
    if not steps.knows(revision):
        raise Refused(f"The database is at {revision}, which this release does not know. Use the newer one.")
    return revision


@contextmanager
def _snapshot(connection: Connection) -> Iterator[Connection]:
    """Everything read in the block was true at one moment. SQLite's read transaction is such in itself."""
    with connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        yield connection


def _is_there(store: Store, name: str) -> bool:
    try:
        return store.size(name) >= 0
    except NotFound:
        return False


def _demand_free(file: Path) -> None:
    if file.exists():
        raise Refused("It exists already and is not written over. Name another file.")
    if not file.parent.is_dir():
        raise Refused(f"There is no folder {file.parent}. Make it, or name a file in another one.")


@contextmanager
def _whole(file: Path) -> Iterator[BinaryIO]:
    """A file that gets its name when everything in it has reached the disk, and leaves nothing otherwise."""
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}-", suffix=".part", dir=file.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as written:
            yield written
            written.flush()
            os.fsync(written.fileno())
        _name_it(temporary, file)
    finally:
        temporary.unlink(missing_ok=True)


def _name_it(temporary: Path, file: Path) -> None:
    """Never over another one that came in the meantime, where the file system can tell."""
    with suppress(OSError):
        os.link(temporary, file)
        return
    _demand_free(file)
    temporary.replace(file)
