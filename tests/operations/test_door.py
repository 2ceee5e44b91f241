"""The door: slow bodies hold nobody up, large and torn ones are not taken, and a real browser is told why."""

import asyncio
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from msgspec.structs import replace

from collab.config import Settings
from collab.door import Door, environ_of
from collab.metrics.book import book
from collab.metrics.families import REQUESTS
from collab.metrics.reading import Shelf
from tests.operations.conftest import Live, served
from tests.operations.running import PATIENCE, get
from tests.support.databases import copied_database

HEAD = "POST /contact HTTP/1.1\r\nHost: localhost\r\nAccept-Language: en\r\n"


@pytest.fixture(scope="module")
def door(
    server: str, newest: str, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Live]:
    """The site of the cast: nothing comes through its door that would change it."""
    folder = tmp_path_factory.mktemp("door")
    with (
        copied_database(server, folder, newest) as address,
        served(replace(settings, database_url=address), folder) as site,
    ):
        yield site


@contextmanager
def upload(port: int, length: int, *, more: str = "") -> Iterator[socket.socket]:
    """A request whose head is sent and whose body is not."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(f"{HEAD}Content-Length: {length}\r\n{more}\r\n".encode())
        yield connection


def answer_of(connection: socket.socket) -> str:
    """Everything that comes back until the server closes or falls silent after its answer."""
    received = b""
    while True:
        piece = connection.recv(65536)
        received += piece
        if not piece or b"</html>" in received:
            return received.decode()


def status_of(answer: str) -> int:
    return int(answer.split()[1])


def test_pages_answer_while_slow_uploads_are_held_open(door: Live) -> None:
    with ExitStack() as stack:
        slow = [stack.enter_context(upload(door.port, 100_000)) for _ in range(40)]
        started = time.monotonic()
        while time.monotonic() - started < 2.5:  # longer than one may stall, so each must trickle
            for connection in slow:
                connection.sendall(b"x" * 10)
            assert [get(door.port, "/health/ready").status for _ in range(5)] == [200] * 5
        assert all(connection.fileno() >= 0 for connection in slow)
        slow[0].sendall(b"x")  # still open after all that


def test_a_body_that_stalls_is_cut_with_a_page(door: Live) -> None:
    with upload(door.port, 1000) as connection:
        connection.sendall(b"x" * 10)
        started = time.monotonic()
        answer = answer_of(connection)
        assert 0.9 < time.monotonic() - started < PATIENCE / 2
    assert status_of(answer) == 408
    assert "content-security-policy: default-src 'none'" in answer


def test_a_body_that_trickles_is_cut_when_its_time_is_over(door: Live) -> None:
    with upload(door.port, 1000) as connection:
        connection.settimeout(0.2)
        started, answer = time.monotonic(), b""
        while not answer:
            connection.sendall(b"x")
            try:
                answer = connection.recv(65536)
            except TimeoutError:
                assert time.monotonic() - started < PATIENCE / 2
        assert time.monotonic() - started > 3.9
    assert status_of(answer.decode()) == 408


def test_a_body_that_is_too_large_is_answered_by_our_page(door: Live) -> None:
    with upload(door.port, 2 * 1024 * 1024) as connection:
        for _ in range(2 * 16):
            connection.sendall(b"x" * 65536)
        answer = answer_of(connection)
    assert status_of(answer) == 413
    assert "<h1>That was too large</h1>" in answer


def test_a_body_that_says_it_is_too_large_is_refused_before_it_is_sent(door: Live) -> None:
    with upload(door.port, 2 * 1024 * 1024) as connection:
        connection.sendall(b"x" * 65536)
        assert status_of(answer_of(connection)) == 413
        for _ in range(2 * 16 - 1):  # who sends on all the same is not cut off
            connection.sendall(b"x" * 65536)


def test_a_body_far_too_large_is_not_even_read(door: Live) -> None:
    with upload(door.port, 2**40) as connection:
        assert status_of(answer_of(connection)) == 413


def test_a_body_without_a_length_is_not_taken(door: Live) -> None:
    with socket.create_connection(("127.0.0.1", door.port), timeout=PATIENCE) as connection:
        connection.sendall(f"{HEAD}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n".encode())
        assert status_of(answer_of(connection)) == 411


@pytest.mark.parametrize("length", ["-1", "+5", "5, 6", "0x5", "five"])
def test_a_length_that_is_no_number_is_not_guessed_at(door: Live, length: str) -> None:
    with socket.create_connection(("127.0.0.1", door.port), timeout=PATIENCE) as connection:
        connection.sendall(f"{HEAD}Content-Length: {length}\r\n\r\nabcde".encode())
        assert status_of(answer_of(connection)) == 400
    assert get(door.port, "/health/ready").status == 200


def test_a_torn_body_reaches_no_view(live: Live) -> None:
    with upload(live.port, 1000) as connection:
        connection.sendall(b"x" * 999)
    assert get(live.port, "/health/ready").status == 200
    live.process.kill()
    assert '"method": "POST"' not in live.process.logged.read_text()


def test_slow_readers_hold_nobody_up(door: Live) -> None:
    with ExitStack() as stack:
        for _ in range(40):
            reader = stack.enter_context(socket.socket())
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            reader.connect(("127.0.0.1", door.port))
            reader.sendall(b"GET /static/app.css HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert [get(door.port, "/health/ready").status for _ in range(20)] == [200] * 20


def test_words_that_are_typed_into_an_address_as_they_are_arrive(door: Live) -> None:
    with socket.create_connection(("127.0.0.1", door.port), timeout=PATIENCE) as connection:
        connection.sendall("GET /showcases?q=kök–bar HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        answer = answer_of(connection)
    assert status_of(answer) == 200
    assert 'value="kök–bar"' in answer


@dataclass
class Asked:
    """A request as granian describes it."""

    headers: dict[str, str]
    method: str = "POST"
    path: str = "/teams/å"
    query_string: str = "q=%C3%A5"
    http_version: str = "1.1"
    scheme: str = "http"
    server: str = "127.0.0.1:8000"
    client: str = "[2001:db8::1]:40000"


def test_a_request_is_told_to_the_application_as_wsgi_wants_it() -> None:
    environ = environ_of(Asked({"host": "collab.example", "content-length": "3", "cookie": "a=1"}))
    told = {name: value for name, value in environ.items() if not name.startswith("wsgi.")}
    assert told == {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/teams/Ã¥",
        "QUERY_STRING": "q=%C3%A5",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "2001:db8::1",
        "HTTP_HOST": "collab.example",
        "CONTENT_LENGTH": "3",
        "HTTP_COOKIE": "a=1",
    }


def test_a_header_with_an_underscore_does_not_pass_for_another() -> None:
    environ = environ_of(Asked({"x_forwarded_for": "10.0.0.1", "x-forwarded-proto": "https"}))
    assert [name for name in environ if name.startswith("HTTP_")] == ["HTTP_X_FORWARDED_PROTO"]


def test_a_query_is_told_in_bytes_however_it_is_written() -> None:
    assert environ_of(Asked({}, query_string="q=å–"))["QUERY_STRING"].encode("latin-1") == "q=å–".encode()


class Answered:
    """What granian is told to answer."""

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body


def test_an_application_that_raises_is_answered_for_and_counted(settings: Settings, tmp_path: Path) -> None:
    def broken(*_: object) -> list[bytes]:
        raise RuntimeError("hemligt")

    book.open(tmp_path)
    exchange = Answered()
    with pytest.raises(RuntimeError):  # for the server to log
        asyncio.run(Door(broken, settings).__rsgi__(Asked({}, method="GET"), exchange))  # type: ignore[arg-type]
    assert (exchange.status, exchange.body.count(b"hemligt")) == (500, 0)
    assert Shelf(tmp_path).read()[0][REQUESTS.name, ("-", "GET", "5xx")] == [1]
