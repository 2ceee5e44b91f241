"""The public version for an event loop: one connection to PostgreSQL, asked once for all who wait."""

import asyncio
from typing import Any

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

STATEMENT = b"collab_version"
PATIENCE = 2.0
"""Seconds for one reading; then the connection is given up."""
PAUSE = 1.0
"""Seconds between two attempts to connect."""


class Away(Exception):
    """The number cannot be read here now; elsewhere it may."""


class Line:
    """Asks one question again and again, each time for everybody who came since the time before.

    Whoever comes while a reading is under way waits for the next one: what is answered was read after it was
    asked for. No thread waits, and eight visitors at a time cost the database a reading or two.
    """

    def __init__(self, engine: Engine, question: str) -> None:
        self._engine = engine
        self._error: type[Exception] = engine.dialect.loaded_dbapi.Error
        self._question = question.encode()
        self._held: Any = None
        """The driver's connection, which lives as long as it is held."""
        self._listened = -1
        """The descriptor that the loop listens to: a driver that has lost it does not tell it any more."""
        self._connecting: asyncio.Future[Any] | None = None
        self._not_before = 0.0
        self._asked: list[asyncio.Future[int]] = []
        """For whom a reading is under way."""
        self._next: list[asyncio.Future[int]] = []
        self._alarm: asyncio.TimerHandle | None = None

    async def read(self) -> int:
        """The number; 0 where there is none. Raises Away, at once while there is no connection."""
        loop = asyncio.get_running_loop()
        if self._held is None:
            self._connect(loop)
            raise Away
        answer: asyncio.Future[int] = loop.create_future()
        self._next.append(answer)
        if len(self._next) == 1 and not self._asked:
            loop.call_soon(self._ask, loop)
        return await answer

    def close(self) -> None:
        """Give the connection up; whoever waits is told so. Called in the loop's thread."""
        held, self._held = self._held, None
        waiting, self._asked, self._next = [*self._asked, *self._next], [], []
        if self._alarm is not None:
            self._alarm.cancel()
        for answer in waiting:
            if not answer.done():
                answer.set_exception(Away())
        if held is not None:
            try:
                asyncio.get_running_loop().remove_reader(self._listened)
            finally:
                held.close()

    def _connect(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._connecting is None and loop.time() >= self._not_before:
            self._not_before = loop.time() + PAUSE
            self._connecting = loop.run_in_executor(None, self._opened)
            self._connecting.add_done_callback(self._hold)

    def _opened(self) -> tuple[Any, int] | None:
        """A connection of our own with the question prepared, and its descriptor; None when away. Blocks."""
        try:
            borrowed = self._engine.raw_connection()
            borrowed.detach()
            held: Any = borrowed.dbapi_connection
            held.autocommit = True
            held.pgconn.prepare(STATEMENT, self._question)
            held.pgconn.nonblocking = 1
            listened: int = held.pgconn.socket
        except (SQLAlchemyError, self._error):
            return None
        return held, listened

    def _hold(self, opened: asyncio.Future[tuple[Any, int] | None]) -> None:
        self._connecting = None
        found = opened.result()
        if found is not None:
            self._held, self._listened = found
            loop = asyncio.get_running_loop()
            loop.add_reader(self._listened, self._hear, loop)

    def _ask(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._held is None:
            return
        self._asked, self._next = self._next, []
        self._alarm = loop.call_later(PATIENCE, self.close)
        try:
            self._held.pgconn.send_query_prepared(STATEMENT, None)
            self._held.pgconn.flush()
        except self._error:
            self.close()

    def _hear(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            number = self._heard(self._held.pgconn)
        except (Away, self._error):
            self.close()
            return
        if number is None:
            return
        if self._alarm is not None:
            self._alarm.cancel()
        asked, self._asked = self._asked, []
        for answer in asked:
            if not answer.done():
                answer.set_result(number)
        if self._next:
            self._ask(loop)

    def _heard(self, pgconn: Any) -> int | None:
        """The number that was asked for; None when it is not all there yet."""
        pgconn.consume_input()
        if pgconn.is_busy():
            return None
        answers = list(iter(pgconn.get_result, None))
        if len(answers) != 1 or answers[0].error_message or not self._asked:
            raise Away
        return int(answers[0].get_value(0, 0)) if answers[0].ntuples else 0
