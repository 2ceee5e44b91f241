"""Turns at SQLite's one writer: who waits for it is next soon, whatever the others do.

SQLite lets a writer that finds the lock taken look again after 1, 2, 5 … 100 ms; whoever happens to look at
the right moment gets it, so that under load some wait for seconds beside others who never do. Here the
threads of a process stand in line, and the processes take turns. It only orders: the lock that keeps data
whole is SQLite's own, and who has waited for `PATIENCE` asks it without a turn.
"""

import fcntl
import os
import threading
import time
from functools import lru_cache
from pathlib import Path

ENDING = "-turns"
"""The file of the turns lies beside the database's, under its name with this ending."""
PATIENCE = 5.0
"""Seconds."""
LOOK_EVERY = 0.001
"""Seconds between two looks at whether the other process's turn is over."""
BREATH = 0.0015
"""Seconds that a process with a line of its own leaves to the others after a turn: longer than LOOK_EVERY."""


@lru_cache
def at(database: str) -> "Turns":
    """The turns at the database file of that path."""
    return Turns(Path(database))


class Turns:
    """The turns at one database file, in one process; safe between threads."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + ENDING)
        self._line = threading.Semaphore()
        self._waiting = 0
        self._file: int | None = None
        self._process = 0

    def take(self) -> bool:
        """Wait for a turn. False when none came: go on without one, and without `give`."""
        deadline = time.monotonic() + PATIENCE
        self._waiting += 1
        try:
            if not self._line.acquire(timeout=PATIENCE):
                return False
        finally:
            self._waiting -= 1
        while not self._held():
            if time.monotonic() > deadline:
                self._line.release()
                return False
            time.sleep(LOOK_EVERY)
        return True

    def give(self) -> None:
        """End one's turn."""
        if self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        if self._waiting:
            time.sleep(BREATH)
        self._line.release()

    def _held(self) -> bool:
        try:
            fcntl.flock(self._opened(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # the disk takes no file: then without order, SQLite will say what is wrong
        return True

    def _opened(self) -> int:
        """The file, opened by this process itself: what a fork inherits would share the parent's lock."""
        if self._file is None or self._process != os.getpid():
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self._process = os.getpid()
        return self._file
