"""A site without anything in it, and files on the disk that a test may spoil."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from collab import db
from collab.app import create_app
from collab.archive import importing
from collab.archive.importing import Report
from collab.config import Settings
from collab.files.folder import FolderStore
from tests.support.databases import Database, PostgreSQL, SQLite

SMALL = Path(__file__).parent / "small"


@pytest.fixture(scope="session")
def empty_database(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    if not server:
        yield SQLite(tmp_path_factory.mktemp("empty"))
        return
    postgresql = PostgreSQL(server, "_archive")
    yield postgresql
    postgresql.drop()


@pytest.fixture(scope="session")
def empty_app(empty_database: Database, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    application = create_app(
        Settings(
            secret_key="a secret for the tests, long enough to pass",
            database_url=empty_database.url,
            address="http://localhost",
            instance=tmp_path_factory.mktemp("instance"),
        )
    )
    with application.app_context():
        db.Base.metadata.create_all(db.engine())
        db.engine().dispose()
    empty_database.make_template()
    return application


@pytest.fixture
def empty_site(empty_app: Flask, empty_database: Database) -> Iterator[Flask]:
    """A site with its schema and not one row."""
    empty_database.reset()
    with empty_app.app_context():
        yield empty_app
        db.session.remove()
        db.engine().dispose()


@pytest.fixture(scope="module")
def untouched_site(empty_app: Flask, empty_database: Database) -> Iterator[Flask]:
    """An empty site for tests that import nothing: every one of them says that it is still empty."""
    empty_database.reset()
    with empty_app.app_context():
        yield empty_app
        db.session.remove()
        db.engine().dispose()


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files of a small programme in the current folder."""
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


Load = Callable[..., Report]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Import files of the current folder: `load("people", "teams")`, or all of them."""

    def load_named(*names: str) -> Report:
        chosen = [Path(f"{name}.yaml") for name in names] or sorted(Path().glob("*.yaml"))
        return importing.import_files(
            chosen, store=FolderStore(tmp_path / "files"), progress=lambda said: None
        )

    return load_named
