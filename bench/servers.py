"""Servers of the bench: started as processes, weighed, and ended."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from msgspec import Struct

from bench import machine

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0
"""Seconds that a server may take to its first answer."""
SERVE = "import sys; from bench.servers import serve; serve(sys.argv[1])"
GRANIAN = (
    "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "1", "--no-ws", "--http", "1",
    "--host", "127.0.0.1", "--log-level", "warning",
)  # fmt: skip


class Server(Struct, frozen=True):
    """A running server: its port, its processes' leader, and how long it took to answer."""

    port: int
    leader: int
    start_seconds: float

    @property
    def pids(self) -> list[int]:
        """Its processes."""
        return machine.session_of(self.leader)


def serve(target: str) -> None:
    """Serve `target` with the settings in the environment, as `collab serve` does."""
    from collab import processes  # noqa: PLC0415 - only in the server's own process

    with processes.loading():
        from bench import serving  # noqa: PLC0415 - as above; all is loaded before the server forks

    serving.serve(target)


@contextmanager
def running(command: list[str], environment: dict[str, str], port: int, path: str = "/") -> Iterator[Server]:
    """A server for the length of the block, from its first answer on."""
    environment = {**os.environ, **environment}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed site is compiled, too
    began = time.perf_counter()
    with open(os.devnull, "wb") as nowhere:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, start_new_session=True,
            stdout=nowhere, stderr=nowhere,
        )  # fmt: skip
    try:
        _await_answer(port, path, process)
        yield Server(port, process.pid, time.perf_counter() - began)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def of_collab(target: str) -> list[str]:
    """The command that serves one of `bench.serving`'s factories."""
    return [sys.executable, "-c", SERVE, f"bench.serving:{target}"]


def of_granian(port: int) -> list[str]:
    """The command that serves the empty application by granian's own WSGI interface."""
    program = Path(sys.executable).with_name(GRANIAN[0])
    return [str(program), *GRANIAN[1:], "--port", str(port), "bench.serving:bare"]


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await_answer(port: int, path: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            sys.exit(f"The server ended with {process.returncode} before it answered.")
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            connection.close()
        except OSError:
            time.sleep(0.005)
        else:
            if answer.status < 400:
                return
            sys.exit(f"The server answers {answer.status} at {path}.")
    sys.exit("The server did not answer.")
