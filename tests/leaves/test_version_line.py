"""The version for many who ask at once: each gets what was read after it asked; a lost database is said."""

import asyncio
import socket
from collections.abc import Callable, Coroutine
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from collab.version_line import Away, Line


class DriverError(Exception):
    """What the driver raises when the connection is gone."""


class Database:
    """A number behind a socket, answered when the test says so, as libpq gives it."""

    def __init__(self) -> None:
        self.number = 1
        self.questions = 0
        self.is_away = False
        self.is_closed = False
        self._ours, self._theirs = socket.socketpair()
        self._read: list[int] = []

    # What the line asks of an engine and of the driver's connection
    dialect = SimpleNamespace(loaded_dbapi=SimpleNamespace(Error=DriverError))
    autocommit = False
    nonblocking = 0
    detach = prepare = flush = is_busy = lambda self, *_: None

    def raw_connection(self) -> Any:
        if self.is_away:
            raise OperationalError("", {}, DriverError())
        return self

    @property
    def dbapi_connection(self) -> Any:
        return self

    @property
    def pgconn(self) -> Any:
        return self

    @property
    def socket(self) -> int:
        if self._ours.fileno() < 0:
            raise DriverError
        return self._ours.fileno()

    def close(self) -> None:
        self.is_closed = True

    def send_query_prepared(self, *_: object) -> None:
        self.questions += 1
        self._read.append(self.number)

    def consume_input(self) -> None:
        if not self._ours.recv(1):
            self._ours.close()  # as libpq does
            raise DriverError

    def get_result(self) -> Any:
        if not self._read:
            return None
        number = str(self._read.pop()).encode()
        return SimpleNamespace(error_message=b"", ntuples=1, get_value=lambda *_: number)

    # What the test does
    def answer(self) -> None:
        self._theirs.send(b".")

    def end(self) -> None:
        self._theirs.close()

    def __enter__(self) -> "Database":
        return self

    def __exit__(self, *_: object) -> None:
        self._ours.close()
        self._theirs.close()


async def connected(database: Any) -> Line:
    line = Line(database, "SELECT")
    with pytest.raises(Away):
        await line.read()
    while line._held is None:
        await asyncio.sleep(0.001)
    return line


def lived(tale: Callable[[Database], Coroutine[Any, Any, None]]) -> None:
    with Database() as database:
        asyncio.run(asyncio.wait_for(tale(database), 30))


def test_who_asks_together_is_answered_by_one_reading() -> None:
    async def tale(database: Database) -> None:
        line = await connected(database)
        asked = [asyncio.create_task(line.read()) for _ in range(8)]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        database.answer()
        assert await asyncio.gather(*asked) == [1] * 8
        assert database.questions == 1
        line.close()

    lived(tale)


def test_who_asks_during_a_reading_gets_the_next_one() -> None:
    async def tale(database: Database) -> None:
        line = await connected(database)
        early = asyncio.create_task(line.read())
        await asyncio.sleep(0.01)
        database.number = 2
        late = [asyncio.create_task(line.read()) for _ in range(3)]
        await asyncio.sleep(0.01)
        database.answer()
        assert await early == 1
        database.answer()
        assert await asyncio.gather(*late) == [2, 2, 2]
        assert database.questions == 2
        line.close()

    lived(tale)


def test_who_goes_away_takes_nothing_from_the_others() -> None:
    async def tale(database: Database) -> None:
        line = await connected(database)
        gone, waiting = (asyncio.create_task(line.read()) for _ in range(2))
        await asyncio.sleep(0.01)
        gone.cancel()
        database.answer()
        assert await waiting == 1
        line.close()

    lived(tale)


def test_a_connection_that_is_cut_is_said_and_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collab.version_line.PAUSE", 0.0)

    async def tale(database: Database) -> None:
        line, listened = await connected(database), database.socket
        asked = [asyncio.create_task(line.read()) for _ in range(2)]
        await asyncio.sleep(0.01)
        database.end()
        assert [type(one) for one in await asyncio.gather(*asked, return_exceptions=True)] == [Away, Away]
        assert database.is_closed
        assert not asyncio.get_running_loop().remove_reader(listened)
        with Database() as other:
            line._engine = other  # type: ignore[assignment]
            with pytest.raises(Away):
                await line.read()
            while line._held is None:
                await asyncio.sleep(0.001)
            again = asyncio.create_task(line.read())
            await asyncio.sleep(0.01)
            other.answer()
            assert await again == 1
            line.close()

    lived(tale)


def test_a_silent_database_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collab.version_line.PATIENCE", 0.01)

    async def tale(database: Database) -> None:
        line = await connected(database)
        with pytest.raises(Away):
            await line.read()

    lived(tale)


def test_a_database_that_is_away_is_asked_for_a_connection_now_and_then() -> None:
    async def tale(database: Database) -> None:
        database.is_away = True
        line = Line(database, "SELECT")  # type: ignore[arg-type]
        for _ in range(3):
            with pytest.raises(Away):
                await line.read()
            while line._connecting is not None:
                await asyncio.sleep(0.001)
        database.is_away = False
        with pytest.raises(Away):
            await line.read()
        assert line._connecting is None
        assert line._not_before > 0

    lived(tale)
