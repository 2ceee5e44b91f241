"""The pool of connections, and how transactions end."""

import pytest
from msgspec.structs import replace
from sqlalchemy import select, text
from sqlalchemy.exc import TimeoutError as NoConnection

from collab import db
from collab.app import create_app
from collab.config import Settings
from collab.programmes.models import Programme
from tests.support.cast import Cast


def test_every_thread_can_hold_two_connections_and_no_more_are_opened(settings: Settings) -> None:
    app = create_app(replace(settings, web_threads=7, engine_options={"pool_timeout": 0.01}))
    with app.app_context():
        held = [db.engine().connect() for _ in range(14)]
        with pytest.raises(NoConnection):
            db.engine().connect()
        for connection in held:
            connection.close()
        db.engine().dispose()


def test_what_was_written_outside_a_writing_transaction_is_not_kept(cast: Cast) -> None:
    programme, slug = cast.programme.id, cast.programme.slug
    cast.programme.slug = "elsewhere"
    db.session.flush()
    db.end_reading()
    db.session.remove()
    kept = db.session.get(Programme, programme)
    assert kept is not None
    assert kept.slug == slug


def test_statements_stay_prepared_when_a_transaction_has_only_read(cast: Cast) -> None:
    assert cast
    for _ in range(8):
        db.session.scalars(select(Programme).where(Programme.slug == "kultur")).all()
        db.end_reading()
        db.session.remove()
    connection = db.session.connection()
    if connection.dialect.name == "postgresql":
        assert connection.scalar(text("SELECT count(*) FROM pg_prepared_statements")) > 0
    else:
        assert (
            connection.connection.driver_connection.in_transaction
        )  # it ends by closing the session, as ever
