"""The site under test: one application, a fresh copy of the cast for every test that asks for it."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from time import sleep, time

import pytest
from flask import Flask
from PIL import Image

from collab import clock, db
from collab.accounts.models import Person
from collab.app import create_app
from collab.config import Settings
from collab.web import cache
from tests.support import cast as casting
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.databases import Database, PostgreSQL, SQLite
from tests.support.slow_work import forbid_in_a_write
from tools.postgresql import VARIABLE


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Function]) -> None:
    """Deal the tests out: what they ask for says beside which database they run, and in which process.

    Beside PostgreSQL run those that may meet it, but for walks that are `alike`: the others would do the same
    as beside SQLite. Those that share what is made once for their module stay in one process, so that it is
    made once indeed.
    """
    for item in items:
        asked = [known[-1] for known in item._fixtureinfo.name2fixturedefs.values()]
        if any(fixture.scope == "module" for fixture in asked) and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
    if os.environ.get(VARIABLE):
        meets = {i for i in items if "server" in i.fixturenames and not i.get_closest_marker("alike")}
        config.hook.pytest_deselected(items=[item for item in items if item not in meets])
        items[:] = [item for item in items if item in meets]


@pytest.fixture(scope="session")
def server() -> str:
    """The PostgreSQL server under test; empty where SQLite is. Every fixture with a database asks for it."""
    return os.environ.get(VARIABLE, "")


@pytest.fixture(scope="session")
def database(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """SQLite, or one of the server under test."""
    if not server:
        yield SQLite(tmp_path_factory.mktemp("database"))
        return
    postgresql = PostgreSQL(server)
    yield postgresql
    postgresql.drop()


@pytest.fixture(scope="session")
def settings(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(
        secret_key="a secret for the tests, long enough to pass",
        database_url=database.url,
        address="http://localhost",
        instance=Path(tmp_path_factory.mktemp("instance")),
    )


@pytest.fixture(scope="session")
def app(settings: Settings, database: Database) -> Flask:
    """The application, its schema and the cast, made once."""
    application = create_app(settings)
    application.testing = True
    with application.app_context():
        db.Base.metadata.create_all(db.engine())
        with db.transaction():
            casting.create()
        db.session.remove()
        db.engine().dispose()
    database.make_template()
    return application


@pytest.fixture(autouse=True)
def pictures_before_the_write(monkeypatch: pytest.MonkeyPatch) -> None:
    """No picture is decoded while the database's writer is held, in any test."""
    forbid_in_a_write(monkeypatch, Image, "open")


@pytest.fixture
def site(app: Flask, database: Database) -> Iterator[Flask]:
    """The site as every test finds it: the cast, 15 May 2017 at 9.00."""
    database.reset()
    cache.install(app)  # no page outlives the database that it was made from
    with app.app_context(), clock.at(casting.THE_DAY):
        yield app
        db.session.remove()
        db.engine().dispose()


@pytest.fixture
def cast(site: Flask) -> Cast:
    return casting.load()


class Browsers:
    """Hands out browsers: `browsers(person)`, or a visitor's without one."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def __call__(self, person: Person | None = None, language: str = "en") -> Browser:
        return Browser(self.app, person, language)


@pytest.fixture
def browsers(site: Flask) -> Browsers:
    return Browsers(site)


@pytest.fixture
def wait_until(site: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Lets time pass for everybody until the site's clock shows a moment."""
    shift = clock.now() - clock.real()

    def pass_time(moment: datetime) -> None:
        monkeypatch.setattr(clock, "real", lambda: moment - shift)

    return pass_time


@pytest.fixture
def one_window() -> None:
    """Limits count in windows of five minutes by the clock: a test that counts must not straddle two."""
    left = 300 - time() % 300
    if left < 15:
        sleep(left)
