"""Real processes: started, asked, signalled, and looked for afterwards."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

PATIENCE = 60.0
"""Seconds that anything may take on a busy machine."""
QUIET = {k: v for k, v in os.environ.items() if not k.startswith("COLLAB_")}


def free_port() -> int:
    """A port of this machine's loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(*arguments: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """A command that ends by itself."""
    return subprocess.run(
        [sys.executable, "-m", "collab", *arguments],
        env={**QUIET, **(environment or {})}, capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip


def until(true: Callable[[], object]) -> None:
    """Wait for something to become true."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


class Running:
    """A `collab` process that goes on, in a session of its own, with all that it started."""

    def __init__(
        self, folder: Path, *arguments: str,
        environment: Mapping[str, str] | None = None, python: str = sys.executable,
    ) -> None:  # fmt: skip
        self.said, self.logged = folder / "said", folder / "logged"
        with self.said.open("wb") as said, self.logged.open("wb") as logged:
            self.process = subprocess.Popen(
                [python, "-m", "collab", *arguments],
                env={**QUIET, **(environment or {})}, stdout=said, stderr=logged, start_new_session=True,
            )  # fmt: skip

    @property
    def alive(self) -> list[int]:
        """Every process of the session that still runs."""
        found = [_session(int(entry.name)) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]
        return sorted(pid for pid, session in found if session == self.process.pid)

    @property
    def children(self) -> list[int]:
        """The processes that the first one started."""
        return [pid for pid in self.alive if pid != self.process.pid]

    def signal(self, number: signal.Signals, *, all_of_them: bool = False) -> None:
        """Send a signal to the first process, or as a terminal does to all of them."""
        (os.killpg if all_of_them else os.kill)(self.process.pid, number)

    def wait(self) -> int:
        """The exit code, once it has ended."""
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        """Leave nothing behind."""
        for pid in self.alive:
            os.kill(pid, signal.SIGKILL)
        self.process.wait(PATIENCE)


def _session(pid: int) -> tuple[int, int]:
    try:
        state, _, _, session = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:4]
    except (FileNotFoundError, ProcessLookupError):
        return pid, 0
    return pid, 0 if state == "Z" else int(session)


@contextmanager
def running(folder: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> Iterator[Running]:
    """A process for the length of the block."""
    folder.mkdir(exist_ok=True)
    started = Running(folder, *arguments, environment=environment)
    try:
        yield started
    finally:
        started.kill()


def answers(port: int) -> bool:
    """Whether a site is ready there."""
    try:
        return get(port, "/health/ready").status == 200
    except OSError:
        return False


def get(port: int, path: str, headers: Mapping[str, str] | None = None) -> HTTPResponse:
    """One page on a connection of its own, read to the end."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", path, headers={"Connection": "close", **(headers or {})})
    answer = connection.getresponse()
    answer.text = answer.read().decode()  # type: ignore[attr-defined]
    connection.close()
    return answer
