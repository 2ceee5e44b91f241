"""Where a site lives: its database and its folder, and making both from nothing or not at all."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, cast

from msgspec import Struct
from sqlalchemy import Connection, Engine, inspect

from collab import config, db, turns
from collab.backup.problems import Refused
from collab.buckets import Bucket
from collab.files.choosing import store_at
from collab.files.folder import reach_disk
from collab.files.store import Store

STAGE = ".restoring"
BESIDE = ("-wal", "-shm", "-journal")
"""Endings of the files that belong to one of SQLite."""
NOBODYS = {"lost+found"}
"""What an empty folder may hold: a file system's own."""


class Place(Struct, frozen=True):
    """A database (SQLAlchemy's form of its URL) and the folder of a site's files."""

    database_url: str
    instance: Path
    bucket: Bucket | None = None
    """Where the files are, when they are not in the folder."""

    def store(self) -> Store:
        """The store of the site's files."""
        return store_at(self.files, self.bucket)

    @property
    def files(self) -> Path:
        """Where uploads are kept."""
        return self.instance / "files"

    @property
    def sqlite(self) -> Path | None:
        """The file of the database; None for PostgreSQL."""
        return config.sqlite_file(self.database_url)

    def engine(self) -> Engine:
        """Connections to the database as the site opens them. Raises Refused where there is no file."""
        if self.sqlite is not None and not self.sqlite.is_file():
            raise Refused(f"There is no database {self.sqlite}. Name it in COLLAB_DATABASE_URL.")
        return db.unpooled(self.database_url)

    def demand_empty(self) -> None:
        """Raises Refused unless the folder is empty or not there, and the database has no tables."""
        held = {entry.name for entry in self.instance.iterdir()} if self.instance.exists() else set()
        if held - NOBODYS:
            raise Refused(
                f"The folder {self.instance} is not empty ({sorted(held - NOBODYS)[0]}). "
                "Name another one: --instance DIR"
            )
        for file in beside(self.sqlite) if self.sqlite else []:
            if file.exists():
                raise Refused(
                    f"{file} is left of another database, and SQLite would take it for a part of this one. "
                    "Remove it, if that database is not needed, or name another one: --database-url URL"
                )
        if self.sqlite is None or self.sqlite.exists():
            with self.engine().connect() as connection:
                demand_no_tables(connection)


def beside(sqlite: Path) -> list[Path]:
    """Where SQLite keeps what is not in the database's file yet."""
    return [Path(f"{sqlite}{ending}") for ending in BESIDE]


def demand_no_tables(connection: Connection) -> None:
    """Raises Refused when the database is in use."""
    found = inspect(connection).get_table_names()
    if found:
        raise Refused(
            f"The database is not empty: it has {len(found)} tables, such as {min(found)}. "
            "Name an empty one: --database-url URL"
        )


class Stage:
    """A site in the making beside where it will be. Nothing there passes for a site."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._folder = place.instance / STAGE
        self.store = store_at(self._folder / "files", place.bucket)
        self._sqlite = place.sqlite and place.sqlite.with_name(f"{STAGE}-{place.sqlite.name}")
        self.database_url = f"sqlite:///{self._sqlite}" if self._sqlite else place.database_url
        self._mine = [self._folder]

    def make(self) -> None:
        """Make the folders."""
        (self._folder / "files").mkdir(parents=True)
        if self._sqlite:
            self._sqlite.parent.mkdir(parents=True, exist_ok=True)

    def put_files(self) -> None:
        """Put the files where the site looks for them."""
        (self._folder / "files").replace(self._place.files)
        self._mine.append(self._place.files)
        self._folder.rmdir()
        reach_disk(self._place.instance)

    def put_database(self) -> None:
        """Put SQLite's file where the site looks for it; PostgreSQL's rows are there already."""
        if self._sqlite and self._place.sqlite:
            self._demand_whole(self._sqlite)
            self._sqlite.replace(self._place.sqlite)
            self._remove_sqlite(turns.ENDING)
            reach_disk(self._place.sqlite.parent)

    def _demand_whole(self, sqlite: Path) -> None:
        """Raises Refused unless everything is in the one file: closing it says nothing of a full disk."""
        with db.unpooled(self.database_url).connect() as connection:
            asked = cast("Any", connection.connection.driver_connection).execute
            try:
                is_busy, *_ = asked("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                (said,) = asked("PRAGMA quick_check(1)").fetchone()
            except db.sqlite_module().Error as no:
                is_busy, said = True, str(no)
        if is_busy or said != "ok" or any(file.exists() for file in beside(sqlite)):
            raise Refused(
                f"The database could not be written whole into {sqlite.parent} ({said}). "
                "Is its disk full? Make room and restore it again; nothing was left behind."
            )

    def remove(self) -> None:
        """Leave nothing behind."""
        for folder in self._mine:
            shutil.rmtree(folder, ignore_errors=True)
        self._remove_sqlite("", *BESIDE, turns.ENDING)

    def _remove_sqlite(self, *endings: str) -> None:
        for ending in endings if self._sqlite else ():
            Path(f"{self._sqlite}{ending}").unlink(missing_ok=True)


@contextmanager
def staged(place: Place) -> Iterator[Stage]:
    """A stage for an empty place; whatever goes wrong in the block, the place is empty again."""
    stage = Stage(place)
    was_there = place.instance.exists()
    place.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        stage.make()
        yield stage
    except BaseException:
        stage.remove()
        if not was_there:
            with suppress(OSError):
                place.instance.rmdir()
        raise
