"""A real database for every test: a template made once, copied before each test that touches it."""

import os
import shutil
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg import sql


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


class PostgreSQL:
    """A database of a running cluster, made anew from a template database."""

    def __init__(self, server_url: str, label: str = "") -> None:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        self.server = server_url.replace("postgresql+psycopg://", "postgresql://")
        self.name = f"collab_test_{os.getpid()}_{worker}{label}"
        self.template = f"{self.name}_template"
        base = self.server.rsplit("/", 1)[0].replace("postgresql://", "postgresql+psycopg://")
        self.url = f"{base}/{self.name}"
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)
        self._run("CREATE DATABASE {}", self.name)

    def make_template(self) -> None:
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.template)
        self._run("CREATE DATABASE {} TEMPLATE {}", self.template, self.name)

    def reset(self) -> None:
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)
        self._run("CREATE DATABASE {} TEMPLATE {}", self.name, self.template)

    def drop(self) -> None:
        """Leave nothing behind."""
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.template)

    def _run(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
