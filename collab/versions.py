"""Version numbers of what is public: a publishing action bumps one, the page cache compares it."""

from collections import deque
from contextlib import suppress
from typing import Any

from sqlalchemy import Integer, ScalarSelect, String, bindparam, event, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Mapped, mapped_column

from collab import db

PUBLIC = "public"


class Version(db.Base):
    """The number that a scope has reached."""

    __tablename__ = "version"
    scope: Mapped[str] = mapped_column(String(60), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, default=1)


def bump(scope: str = PUBLIC) -> None:
    """Raise the scope's number, in the transaction that changes what is public."""
    table = Version.__table__
    insert = postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(Version).values(scope=scope, number=1)
    db.session.execute(
        statement.on_conflict_do_update(index_elements=["scope"], set_={"number": table.c.number + 1})
    )


def read(engine: Engine, scope: str = PUBLIC) -> int:
    """The scope's number, read on a connection of its own; 0 before the first bump."""
    with engine.connect() as connection:
        return read_on(connection, scope)


def read_on(connection: Connection, scope: str = PUBLIC) -> int:
    """The scope's number, read on a connection that reads something else as well."""
    return connection.scalar(_NUMBER, {"scope": scope}) or 0


_NUMBER = select(Version.number).where(Version.scope == bindparam("scope"))


def public() -> ScalarSelect[int]:
    """SQL: the number of what is public, to be read along with something else."""
    return select(Version.number).where(Version.scope == PUBLIC).scalar_subquery()


class Reader:
    """Reads one scope's number on connections of its own: no session, no transaction, one short statement.

    What it reads was committed before it was asked. Safe between threads; as many connections are open as
    threads have ever asked at the same time.
    """

    def __init__(self, engine: Engine, scope: str = PUBLIC) -> None:
        self._engine = engine
        question = select(Version.number).where(Version.scope == scope)
        self.question = str(question.compile(engine, compile_kwargs={"literal_binds": True}))
        self._idle: deque[Any] = deque()
        self.is_at_hand = engine.dialect.name == "sqlite"
        """Whether reading waits for nobody: a few microseconds, whatever else goes on."""
        event.listen(engine, "engine_disposed", lambda _: self.close())

    def read(self) -> int:
        """The number; 0 before the first bump. Raises the driver's error when the database is away."""
        try:
            connection = self._idle.pop()
        except IndexError:
            return self._ask(self._connect())
        try:
            return self._ask(connection)
        except self._engine.dialect.loaded_dbapi.Error:  # it may have been cut while nobody asked
            return self._ask(self._connect())

    def close(self) -> None:
        """Give up the idle connections."""
        with suppress(IndexError):
            while True:
                self._idle.pop().close()

    def _connect(self) -> Any:
        borrowed = self._engine.raw_connection()
        borrowed.detach()
        connection: Any = borrowed.dbapi_connection
        if self.is_at_hand:
            connection.execute("PRAGMA busy_timeout=0")
        else:
            connection.autocommit = True
        return connection

    def _ask(self, connection: Any) -> int:
        try:
            row = connection.execute(self.question).fetchone()
        except BaseException:
            connection.close()
            raise
        self._idle.append(connection)
        return row[0] if row else 0
