"""The database: models' base, session, column types, and the one place that commits."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import datetime
from typing import Any, cast
from weakref import WeakSet

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, ColumnElement, MetaData, event, false, func, inspect, select, true
from sqlalchemy.engine import Connection, Engine, create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import (
    DeclarativeBase,
    InstrumentedAttribute,
    ORMExecuteState,
    Session,
    SessionTransaction,
    registry,
    scoped_session,
)
from sqlalchemy.pool import NullPool, Pool

from collab import turns
from collab.columns import LocalisedText, UTCDateTime, Words
from collab.errors import NotFound
from collab.metrics.book import book
from collab.metrics.families import DATABASE_ERRORS
from collab.text import Localised

SAFE_SQLITE = (3, 51, 3)


def sqlite_module() -> Any:
    """The SQLite driver: the interpreter's own when its library is safe with WAL, else the bundled one.

    Releases before 3.51.3 can corrupt a WAL database when two connections write and checkpoint at once
    (the WAL-reset bug that SQLite's release notes of 3.51.3 describe).
    """
    return sqlite3 if sqlite3.sqlite_version_info >= SAFE_SQLITE else _bundled or sqlite3


try:
    from pysqlite3 import dbapi2 as _bundled
except ImportError:  # the wheel exists for Linux only
    _bundled = None


class Base(DeclarativeBase):
    """The base of every model."""

    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={
            datetime: UTCDateTime(),
            Localised: LocalisedText(),
            dict[str, Any]: JSON(none_as_null=True),
            list[Any]: JSON(none_as_null=True),
        },
    )


extension = SQLAlchemy(model_class=Base, disable_autonaming=True, session_options={"autoflush": True})
session = cast("scoped_session[Session]", extension.session)

_writing: ContextVar[bool] = ContextVar("writing", default=False)


def engine() -> Engine:
    """The engine of the current application."""
    return extension.engine


@contextmanager
def transaction() -> Iterator[Session]:
    """Run the block as one writing transaction and commit it; an exception rolls back and goes on.

    What was only being read ends first. On SQLite the write lock is taken at the start (BEGIN IMMEDIATE),
    so that a writer waits for its turn and never fails half-way.
    """
    end_reading()
    session.rollback()
    with writing():
        try:
            yield session()
            session.commit()
        except BaseException:
            session.rollback()
            raise


_WROTE = "wrote"
"""Where a session notes that its transaction has written."""
_MADE = "made"
"""Where a session notes the rows that its transaction has made."""


def end_reading() -> None:
    """End a transaction that has only read by COMMIT on PostgreSQL. One that has written will be rolled back.

    After a ROLLBACK psycopg forgets every statement that it has prepared, and each is planned anew: for a
    feed's that takes five times as long as answering it.
    """
    held = session()
    dialect = held.get_bind().dialect
    if dialect.name == "postgresql" and held.in_transaction() and not held.info.get(_WROTE):
        with suppress(SQLAlchemyError, dialect.loaded_dbapi.Error):  # a connection that is cut has ended it
            driver: Any = held.connection().connection.driver_connection
            driver.commit()


@event.listens_for(Session, "after_flush")
def _note_flush(held: Session, _context: Any) -> None:
    held.info[_WROTE] = True
    held.info.setdefault(_MADE, WeakSet()).update(held.new)


@event.listens_for(Session, "do_orm_execute")
def _note_statement(state: ORMExecuteState) -> None:
    if not state.is_select:
        state.session.info[_WROTE] = True


@event.listens_for(Session, "after_transaction_end")
def _note_end(held: Session, ended: SessionTransaction) -> None:
    if ended.parent is None:
        held.info.pop(_WROTE, None)
        held.info.pop(_MADE, None)


def hold(row: Any, *, key_share: bool = False) -> None:
    """Let whoever changes the same row at the same moment wait, and see the row as it is now.

    SQLite has one writer at a time and knows no row locks; there the transaction itself is the lock. For a
    row that this transaction has made there is nobody else to wait for. `row`: of any model with an `id`.
    `key_share`: who makes rows that refer to it does not wait, as this transaction may have done itself.
    Raises NotFound for a row that somebody deleted in the meantime.
    """
    if inspect(row).persistent and row not in session.info.get(_MADE, ()):
        kind: Any = type(row)
        held = session.scalar(select(kind.id).where(kind.id == row.id).with_for_update(key_share=key_share))
        if held is None:
            raise NotFound(f"a {kind.__tablename__} that was there a moment ago")
        session.refresh(row)  # apart: along with the row come others, and an outer join cannot be locked


def refers(
    key: InstrumentedAttribute[Any], row: type[Any], *conditions: ColumnElement[bool]
) -> ColumnElement[bool]:
    """SQL: whether the row that `key` refers to meets the conditions; false where there is none.

    The row is looked up by its id, as a value: of `key IN (SELECT id …)` and `EXISTS`, which say the same,
    PostgreSQL lists every row that meets the conditions first, which takes longer the more there are.
    """
    found = select(true()).where(row.id == key, *conditions).correlate(key.class_)
    return func.coalesce(found.scalar_subquery(), false())


def is_writing() -> bool:
    """Whether the current code runs inside `transaction()`."""
    return _writing.get()


@contextmanager
def writing() -> Iterator[None]:
    """Transactions that begin inside the block are writing ones: on SQLite they take the lock at once."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


@contextmanager
def apart() -> Iterator[Connection]:
    """A short transaction of its own on another connection: counters and the security log.

    Must not be used while `transaction()` holds SQLite's one writer.
    """
    with writing(), engine().begin() as connection:
        yield connection


_TURN = "turn"
"""Where a connection that writes to SQLite keeps its turn."""
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=5000",
    "foreign_keys=ON",
    "trusted_schema=OFF",
)


def _is_sqlite(dbapi_connection: Any) -> bool:
    return type(dbapi_connection).__module__.startswith(("sqlite3", "pysqlite3"))


@event.listens_for(Engine, "connect")
def _prepare_connection(dbapi_connection: Any, _record: Any) -> None:
    if not _is_sqlite(dbapi_connection):
        return
    dbapi_connection.isolation_level = None  # we begin ourselves, below
    for pragma in PRAGMAS:
        dbapi_connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        if _writing.get():
            _take_turn(connection)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")


def _take_turn(connection: Connection) -> None:
    database = connection.engine.url.database
    if database and _TURN not in connection.info and turns.at(database).take():
        connection.info[_TURN] = turns.at(database)


@event.listens_for(Pool, "invalidate")
@event.listens_for(Pool, "checkin")
def _give_turn(_dbapi_connection: Any, record: Any, *_: Any) -> None:
    """The transaction is over: its connection is back in the pool."""
    turn = record.info.pop(_TURN, None)
    if turn is not None:
        turn.give()


@event.listens_for(Engine, "handle_error")
def _count_error(failed: Any) -> None:
    book.add(DATABASE_ERRORS, type(failed.original_exception).__name__)


def engine_options(url: str) -> dict[str, Any]:
    """Options for the engine that serves `url` (SQLAlchemy form)."""
    if url.startswith("sqlite"):
        return {"module": sqlite_module(), "hide_parameters": True}
    return {
        "hide_parameters": True,
        "pool_pre_ping": True,
        "pool_recycle": 300,
        "connect_args": {
            "connect_timeout": 2,
            "keepalives_idle": 2,
            "keepalives_interval": 1,
            "prepare_threshold": 1,
            # A page asks in few and large statements: to compile one takes seconds, and to plan it longer
            # than to run it. Each is planned once for a connection, whatever the values.
            "options": "-c jit=off -c plan_cache_mode=force_generic_plan",
        },
    }


def unpooled(url: str) -> Engine:
    """An engine for work beside the site's own: it opens connections as the site does, and keeps none."""
    return create_engine(url, **engine_options(url), poolclass=NullPool)


def pool_options(threads: int) -> dict[str, Any]:
    """Connections for so many threads: each may hold its session's and one `apart`, none ever waits.

    The one that was used last is taken first: its statements are prepared and planned.
    """
    return {"pool_size": threads, "max_overflow": threads, "pool_use_lifo": True}


__all__ = [
    "Base",
    "LocalisedText",
    "UTCDateTime",
    "Words",
    "apart",
    "end_reading",
    "engine",
    "engine_options",
    "hold",
    "is_writing",
    "pool_options",
    "refers",
    "session",
    "transaction",
    "unpooled",
    "writing",
]
