"""A real database for every test: a template made once, copied before each test that touches it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import LiteralString, Protocol

import psycopg
from psycopg import sql
from sqlalchemy import make_url

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


_NOTES = """
CREATE TABLE seed.touched (name text);
CREATE FUNCTION seed.note() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN INSERT INTO seed.touched VALUES (TG_TABLE_NAME); RETURN NULL; END $$;
"""
_NOTED = """
CREATE TABLE seed."{0}" AS TABLE public."{0}";
CREATE TRIGGER noted AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON public."{0}"
FOR EACH STATEMENT EXECUTE FUNCTION seed.note();
"""
_RESET = """
SET lock_timeout = '10s';
SET session_replication_role = replica;
DO $$ DECLARE touched text; BEGIN
FOR touched IN SELECT DISTINCT name FROM seed.touched LOOP
  EXECUTE format('DELETE FROM public.%I', touched);
  EXECUTE format('INSERT INTO public.%I SELECT * FROM seed.%I', touched, touched);
END LOOP;
DELETE FROM seed.touched;
END $$;
"""
"""As a replica: no trigger notes it, and no key is asked for each row, for all of them are as they were."""


class PostgreSQL:
    """A database of a running cluster; a copy of every table in the schema `seed` is what tests start from.

    Making the database anew from a template would be simpler and takes ten times as long: every table is
    several files, and a test costs more than it tests. A trigger notes which tables a test has written to.
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
        noted = "".join(_NOTED.format(table.name) for table in db.Base.metadata.sorted_tables)
        self._run(f"DROP SCHEMA IF EXISTS seed CASCADE; CREATE SCHEMA seed; {_NOTES}{noted}")

    def reset(self) -> None:
        self._run(_RESET)

    def drop(self) -> None:
        """Leave nothing behind."""
        self._on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)")

    def _run(self, statements: str) -> None:
        with psycopg.connect(self.own) as connection:
            connection.execute(statements.encode())

    def _on_server(self, statement: LiteralString, *more: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, (self.name, *more))))
