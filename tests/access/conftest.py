"""What everybody meets, asked once for the whole table."""

from collections.abc import Callable

import pytest
from flask import Flask

from collab import clock, db
from collab.web import cache
from collab.workspace import home_page
from tests.access import asking
from tests.access.asking import Met
from tests.support.cast import THE_DAY
from tests.support.databases import Database


@pytest.fixture(scope="package")
def met(app: Flask, database: Database) -> Met:
    """Everything is made twice: once with mail that waits while things change, once with mail after it.

    A home shows the newest dozen of what is new: here all, so that the table tells of access alone.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(home_page, "CHANGES", 100)
        later = _afresh(app, database, lambda: asking.everything_else(app))
    return _afresh(app, database, asking.queued_mail) | later


def _afresh(app: Flask, database: Database, ask: Callable[[], Met]) -> Met:
    database.reset()
    cache.install(app)
    with app.app_context(), clock.at(THE_DAY):
        found = ask()
        db.session.remove()
        db.engine().dispose()
    return found
