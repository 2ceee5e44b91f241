"""A demonstration beside the real site: the same database, another application."""

from collections.abc import Iterator

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import update

from collab import db
from collab.accounts.models import Person
from collab.app import create_app
from collab.config import Settings
from collab.demonstration import actions
from tests.support import cast as casting
from tests.support.browser import Browser
from tests.support.cast import Cast


@pytest.fixture(scope="session")
def demonstration_app(app: Flask, settings: Settings) -> Flask:
    """An application with what only a demonstration has."""
    application = create_app(replace(settings, demonstration=True))
    application.testing = True
    return application


@pytest.fixture
def stage(site: Flask, demonstration_app: Flask) -> Iterator[Flask]:
    """A demonstration on 15 May 2017 at 9.00; everybody but the outsider is demonstrated."""
    with demonstration_app.app_context():
        with db.transaction():
            db.session.execute(
                update(Person).where(Person.handle != "outsider").values(is_demonstration=True)
            )
            actions.choose_day(casting.THE_DAY, by=None)
        yield demonstration_app
        db.session.remove()
        db.engine().dispose()


@pytest.fixture
def players(stage: Flask) -> Cast:
    """The cast, loaded in the demonstration's own session."""
    return casting.load()


@pytest.fixture
def visitor(stage: Flask) -> Browser:
    """Somebody without an account."""
    return Browser(stage)
