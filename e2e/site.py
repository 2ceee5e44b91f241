"""The site that the browser visits: `collab demo` as a process of its own, in a folder of its own."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DAY = "2017-05-15T09:00"
"""The day and hour on which every site begins to live: a Monday in spring, the final review round is open."""
PATIENCE = 300.0
"""Seconds that a start may take; the first one draws every picture of the demonstration."""


class Demonstration:
    """A running demonstration in `folder`, which may hold an instance already; on `day`, or its own day."""

    def __init__(self, folder: Path, day: str = "") -> None:
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = folder / "demo.log"
        command = [sys.executable, "-m", "collab", "demo", "--port", str(self.port)]
        command += ["--instance", str(folder / "instance"), *(["--day", day] if day else [])]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=_environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        self._wait()

    @property
    def is_alive(self) -> bool:
        """Whether the process runs."""
        return self.process.poll() is None

    def words(self) -> str:
        """The end of what the process said."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-6000:]

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        if self.is_alive:
            self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if not self.is_alive:
                raise DidNotStart(f"`collab demo` ended with {self.process.returncode}:\n{self.words()}")
            try:
                with urllib.request.urlopen(f"{self.address}/health/ready", timeout=5):  # noqa: S310 - our own
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.2)
        self.stop()
        raise DidNotStart(f"`collab demo` was not ready after {PATIENCE:.0f} seconds:\n{self.words()}")


class DidNotStart(Exception):
    """Says what the process said."""


def seed(shared: Path) -> Path:
    """An instance with the shipped content, loaded once for all test processes by the real command."""
    folder = shared / "seed"
    shared.mkdir(parents=True, exist_ok=True)
    with (shared / "seed.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "loaded").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            Demonstration(folder).stop()
            (folder / "loaded").touch()
    return folder / "instance"


def start(folder: Path, instance: Path, day: str = DAY) -> Demonstration:
    """A demonstration that begins with a copy of `instance`."""
    shutil.copytree(instance, folder / "instance")
    return Demonstration(folder, day)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("COLLAB_")}
