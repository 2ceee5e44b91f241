"""The door: takes each request whole, within bounds of size and time, before a thread works on it.

Granian speaks WSGI too, but there a body is read by the thread that works on the request, for as long as
the sender likes: a few slow telephones, or one person with bad intentions, hold every thread. Here the
body arrives first, without a thread; the thread gets a request that is complete.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from io import BytesIO
from tempfile import SpooledTemporaryFile
from time import perf_counter
from typing import Any, Protocol

from msgspec import Struct

from collab import space
from collab.config import Settings
from collab.metrics.book import book
from collab.metrics.families import DURATIONS, REQUESTS
from collab.web.errors import REFUSED
from collab.web.ready import Answer
from collab.web.request_log import ROUTE

Environ = dict[str, Any]
WSGIApplication = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
AtOnce = Callable[[Environ], Awaitable[Answer | None]]

IN_MEMORY = 256 * 1024
MOST_BODIES = 64
"""How many bodies one process takes at the same time."""
TAKEN = "collab.taken"
"""Where the environment says when a request was there whole, by `perf_counter`."""
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
"""A visitor may invent more; they are counted as one."""
NO_ROUTE = "-"
READ_ON = 4
"""A body that says it is too large is refused at once, then read on and forgotten up to so many times the
limit: a browser that is cut off while it sends never shows the page that says why."""
BROKEN = Answer(
    "500 INTERNAL SERVER ERROR",
    [("content-type", "text/plain; charset=utf-8"), ("cache-control", "no-store")],
    b"Something went wrong here, and nothing was saved.\n",
)
"""The answer where the application has none, not even its page for when something is broken."""


class Scope(Protocol):
    """What granian says of a request."""

    method: str
    path: str
    query_string: str
    http_version: str
    scheme: str
    server: str
    client: str
    headers: Any


class Exchange(Protocol):
    """Granian's side of one request: its body in pieces, and where the answer goes."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        """The body, as it arrives."""

    def response_empty(self, status: int, headers: list[tuple[str, str]]) -> None:
        """Answer without a body."""

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        """Answer."""


async def never(_environ: Environ) -> None:
    """Nothing can be answered without a thread."""


class Bounds(Struct, frozen=True):
    """How large a body may be (bytes) and how long it may take (seconds): in all, and between two pieces."""

    largest: int
    longest: float
    stall: float


class Torn(Exception):
    """The sender went away before the body was complete."""


class Door:
    """A WSGI application behind granian's RSGI interface, worked on by a fixed number of threads.

    `at_once` is asked first and answers without a thread what it can: handing a request to a thread and its
    answer back costs more than many an answer.
    """

    def __init__(self, app: WSGIApplication, settings: Settings, *, at_once: AtOnce = never) -> None:
        self._app = app
        self._at_once = at_once
        self._bounds = Bounds(settings.largest_upload, settings.longest_upload, settings.longest_stall)
        self._threads = ThreadPoolExecutor(settings.web_threads, "request")
        self._bodies = 0

    async def __rsgi__(self, scope: Scope, exchange: Exchange) -> None:
        """One request."""
        environ = environ_of(scope)
        environ[TAKEN] = perf_counter()
        answer: Answer | None = BROKEN
        try:
            answer = await self._at_once(environ) or await self._worked_on(environ, exchange)
        finally:
            count(environ, answer)
            if answer is not None:
                exchange.response_bytes(int(answer.status[:3]), answer.headers, answer.body)
        await self._let_run_out(environ, exchange)

    async def _worked_on(self, environ: Environ, exchange: Exchange) -> Answer | None:
        """The application's answer, by a thread; None when the sender went away."""
        loop = asyncio.get_running_loop()
        with spool() as body:
            environ["wsgi.input"] = body
            try:
                await self._take(environ, exchange)
            except Torn:
                exchange.response_empty(400, [("connection", "close")])
                return None
            environ[TAKEN] = perf_counter()
            return await loop.run_in_executor(self._threads, answer_of, self._app, environ)

    async def _take(self, environ: Environ, exchange: Exchange) -> None:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if "HTTP_TRANSFER_ENCODING" in environ:
            environ[REFUSED] = 411  # a body without a length cannot be told from one that was torn
        elif length > self._bounds.largest:
            environ[REFUSED] = 413
        elif length and self._bodies >= MOST_BODIES:
            environ[REFUSED] = 503
        elif length:
            self._bodies += 1
            try:
                await self._read(environ, exchange, length)
            finally:
                self._bodies -= 1

    async def _read(self, environ: Environ, exchange: Exchange, length: int) -> None:
        fits, received = True, 0
        try:
            async with asyncio.timeout(self._bounds.longest), asyncio.timeout(self._bounds.stall) as stall:
                async for piece in exchange:
                    received += len(piece)
                    fits = fits and kept(environ, piece)
                    stall.reschedule(asyncio.get_running_loop().time() + self._bounds.stall)
        except TimeoutError:
            environ[REFUSED] = 408
            return
        if received < length:
            raise Torn
        if not (fits and kept(environ, b"")):
            environ.setdefault(REFUSED, 413)

    async def _let_run_out(self, environ: Environ, exchange: Exchange) -> None:
        """Read on, and forget, what was refused for its length; far too much is cut off instead."""
        length, bounds = int(environ.get("CONTENT_LENGTH") or 0), self._bounds
        if not bounds.largest < length <= bounds.largest * READ_ON:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(bounds.longest), asyncio.timeout(bounds.stall) as stall:
                async for _piece in exchange:
                    stall.reschedule(asyncio.get_running_loop().time() + bounds.stall)


@contextmanager
def spool() -> Iterator[Any]:
    """Where a body goes: small ones into memory, others into a file that is gone afterwards."""
    body = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - it is closed below
    try:
        yield body
    finally:
        with suppress(OSError):  # on a full disk closing tries to write once more
            body.close()


def kept(environ: Environ, piece: bytes) -> bool:
    """Keep a piece of the body; an empty one is the end, and it is ready to be read. False without room."""
    body = environ["wsgi.input"]
    try:
        body.write(piece) if piece else body.seek(0)
    except OSError as error:
        if not space.lack_of(error):
            raise
        environ[REFUSED] = 507
        environ["wsgi.input"] = BytesIO()
        return False
    return True


def count(environ: Environ, answer: Answer | None) -> None:
    """Note an answer and how long it took. Without one the sender was told 400 and went away."""
    method, route = environ["REQUEST_METHOD"], environ.get(ROUTE, NO_ROUTE)
    if method not in METHODS:
        method = "other"
    book.add(REQUESTS, route, method, (answer.status[0] if answer else "4") + "xx")
    book.observe(DURATIONS, route, method, seconds=perf_counter() - environ[TAKEN])


def environ_of(scope: Scope) -> Environ:
    """The request as WSGI describes it (PEP 3333), without its body."""
    host, _, port = scope.server.rpartition(":")
    environ: Environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": _in_bytes(scope.path),
        "QUERY_STRING": _in_bytes(scope.query_string),
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        _add_header(environ, name, value)
    return environ


def _in_bytes(text: str) -> str:
    """Text as WSGI has it: a character for each byte."""
    return text.encode().decode("latin-1")


def _add_header(environ: Environ, name: str, value: str) -> None:
    if "_" in name:  # X_Forwarded_For would pass for X-Forwarded-For
        return
    key = name.upper().replace("-", "_")
    if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        key = "HTTP_" + key
    if key in environ:
        value = environ[key] + ("; " if key == "HTTP_COOKIE" else ",") + value
    environ[key] = value


def answer_of(app: WSGIApplication, environ: Environ) -> Answer:
    """What the application answers, whole, so that a slow reader holds no thread."""
    started: list[Any] = []

    def start_response(
        status: str, headers: list[tuple[str, str]], _exc_info: Any = None
    ) -> Callable[..., Any]:
        started[:] = [status, headers]
        return started.append

    pieces = app(environ, start_response)
    try:
        body = b"".join(pieces)
    finally:
        close = getattr(pieces, "close", None)
        if close is not None:
            close()
    return Answer(started[0], started[1], body)
