"""A real database for every test: a template made once, copied before each test that touches it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import LiteralString, Protocol

import psycopg
from psycopg import sql
from sqlalchemy import Table, make_url

from collab import db


class Database(Protocol):
    """Where tests keep their rows."""

    url: str

    def make_template(self) -> None:
        """Keep what is in the database now as what every test starts from."""

    def reset(self) -> None:
        """Bring the template back. All connections must be closed."""


class SQLite:
    """A file, copied."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "site.sqlite3"
        self.template = folder / "template.sqlite3"
        self.url = f"sqlite:///{self.path}"

    def make_template(self) -> None:
        shutil.copyfile(self.path, self.template)

    def reset(self) -> None:
        for suffix in ("-wal", "-shm"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(self.template, self.path)


@contextmanager
def empty_database(server: str, folder: Path, label: str) -> Iterator[str]:
    """The address of an empty database of the kind under test, a file in `folder` or one of the cluster."""
    if not server:
        yield f"sqlite:///{folder / 'empty.sqlite3'}"
        return
    database = PostgreSQL(server, label)
    yield database.url
    database.drop()


@contextmanager
def copied_database(server: str, folder: Path, original: str) -> Iterator[str]:
    """The address of a copy of the database at `original`, to which nobody is connected."""
    kept = make_url(original).database or ""
    if not server:
        yield f"sqlite:///{shutil.copyfile(kept, folder / 'copy.sqlite3')}"
        return
    database = PostgreSQL(server, "_copy", template=kept)
    yield database.url
    database.drop()


class PostgreSQL:
    """A database of a running cluster; a copy of every table in the schema `seed` is what tests start from.

    Making the database anew from a template would be simpler and takes ten times as long: every table is
    several files, and a test costs more than it tests.
    """

    def __init__(self, server_url: str, label: str = "", template: str = "template1") -> None:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        self.server = server_url.replace("postgresql+psycopg://", "postgresql://")
        self.name = f"collab_test_{os.getpid()}_{worker}{label}"
        self.own = f"{self.server.rsplit('/', 1)[0]}/{self.name}"
        self.url = self.own.replace("postgresql://", "postgresql+psycopg://")
        self._on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        self._on_server("CREATE DATABASE {} TEMPLATE {}", template)

    def make_template(self) -> None:
        copies = [f'CREATE TABLE seed."{t.name}" AS TABLE public."{t.name}";' for t in _tables()]
        self._run("DROP SCHEMA IF EXISTS seed CASCADE; CREATE SCHEMA seed;" + "".join(copies))

    def reset(self) -> None:
        emptied = [f'DELETE FROM public."{t.name}";' for t in reversed(_tables())]
        filled = [f'INSERT INTO public."{t.name}" SELECT * FROM seed."{t.name}";' for t in _tables()]
        self._run("SET lock_timeout = '10s';" + "".join(emptied + filled))

    def drop(self) -> None:
        """Leave nothing behind."""
        self._on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)")

    def _run(self, statements: str) -> None:
        with psycopg.connect(self.own) as connection:
            connection.execute(statements.encode())

    def _on_server(self, statement: LiteralString, *more: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, (self.name, *more))))


def _tables() -> list[Table]:
    """Every table, those that others point to first."""
    return db.Base.metadata.sorted_tables
