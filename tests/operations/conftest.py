"""Sites that run as real processes."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from msgspec.structs import replace

from collab import config, db
from collab.app import create_app
from collab.backup.place import Place
from collab.config import Settings
from collab.migrations import steps
from tests.operations.backups import new_place
from tests.operations.running import Running, answers, free_port, running, until
from tests.support import cast as casting
from tests.support.databases import PostgreSQL, copied_database, empty_database


@pytest.fixture(scope="session")
def small_demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a site in it, so that the shipped programme need not be loaded."""
    folder = tmp_path_factory.mktemp("demonstration")
    settings = config.for_demonstration(folder, 5000)
    steps.upgrade(settings.database_url)
    with create_app(settings).app_context():
        with db.transaction():
            casting.create()
        db.session.remove()
        db.engine().dispose()
    return folder


@pytest.fixture
def instance(small_demonstration: Path, tmp_path: Path) -> Path:
    """A copy of the small demonstration."""
    return Path(shutil.copytree(small_demonstration, tmp_path / "instance"))


@dataclass(frozen=True)
class Live:
    """A site that is being served."""

    port: int
    process: Running
    environment: dict[str, str]


def environment_of(settings: Settings, port: int, **more: str) -> dict[str, str]:
    """The COLLAB_* variables that say these settings."""
    return {
        "COLLAB_SECRET_KEY": settings.secret_key,
        "COLLAB_DATABASE_URL": settings.database_url,
        "COLLAB_ADDRESS": f"http://localhost:{port}",
        "COLLAB_LISTEN": f"127.0.0.1:{port}",
        "COLLAB_INSTANCE": str(settings.instance),
        "COLLAB_SMTP_URL": "smtp://127.0.0.1:9",
        "COLLAB_MAIL_FROM": "Collab <noreply@example.org>",
        **more,
    }


def fill(url: str, settings: Settings) -> None:
    """Put the cast in."""
    with create_app(replace(settings, database_url=url)).app_context():
        with db.transaction():
            casting.create()
        db.session.remove()
        db.engine().dispose()


@pytest.fixture
def empty(server: str, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of the kind under test."""
    with empty_database(server, tmp_path, "_migrations") as address:
        yield address


@pytest.fixture(scope="session")
def newest(server: str, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database that has taken every step and holds the cast; nobody changes it."""
    with empty_database(server, tmp_path_factory.mktemp("newest"), "_newest") as address:
        steps.upgrade(address)
        fill(address, settings)
        yield address


@pytest.fixture
def filled(server: str, newest: str, tmp_path: Path) -> Iterator[str]:
    """The address of a copy of that, to change."""
    with copied_database(server, tmp_path, newest) as address:
        yield address


@pytest.fixture
def stamped(site: Flask, settings: Settings) -> Settings:
    """The settings of the test's own database, at the newest schema and with no connection open."""
    db.session.remove()
    db.engine().dispose()
    steps.stamp(settings.database_url)
    return settings


@contextmanager
def served(settings: Settings, folder: Path) -> Iterator[Live]:
    """The site of these settings served by two processes; bodies may take four seconds, and stall for one."""
    port = free_port()
    environment = environment_of(
        settings, port, COLLAB_LONGEST_UPLOAD_SECONDS="4", COLLAB_LONGEST_STALL_SECONDS="1",
        COLLAB_LARGEST_UPLOAD_MB="1",
    )  # fmt: skip
    with running(folder / "serve", "serve", environment=environment) as process:
        until(lambda: answers(port))
        yield Live(port, process, environment)


@pytest.fixture
def live(stamped: Settings, tmp_path: Path) -> Iterator[Live]:
    """The site of the cast, served for this test alone."""
    with served(stamped, tmp_path) as site:
        yield site


@pytest.fixture
def target(server: str, tmp_path: Path) -> Iterator[Place]:
    """An empty place for a site, on the database under test."""
    if not server:
        yield new_place(tmp_path / "restored")
        return
    database = PostgreSQL(server, "_restored")
    yield Place(database.url, tmp_path / "restored")
    database.drop()
