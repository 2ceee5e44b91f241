"""The pool of connections."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import TimeoutError as NoConnection

from collab import db
from collab.app import create_app
from collab.config import Settings


def test_every_thread_can_hold_two_connections_and_no_more_are_opened(settings: Settings) -> None:
    app = create_app(replace(settings, web_threads=7, engine_options={"pool_timeout": 0.01}))
    with app.app_context():
        held = [db.engine().connect() for _ in range(14)]
        with pytest.raises(NoConnection):
            db.engine().connect()
        for connection in held:
            connection.close()
        db.engine().dispose()
