"""A disk that is filled and emptied under a site that runs: a small tmpfs, or a limit on its processes."""

import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import Protocol

import pytest

SIZE = "24m"
MOST_OF_A_FILE = 24 * 1024
"""Bytes. So long are neither the logs of a test, and so short is nothing that a site writes for a picture."""


class SmallDisk(Protocol):
    """Where the site's database and files lie."""

    folder: Path

    def fill(self) -> None:
        """Leave no room."""

    def make_room(self) -> None:
        """Let it be written again."""


class Mounted:
    """A tmpfs of its own. Needs the right to mount."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self) -> None:
        """Write until the system says that nothing fits, down to the last block."""
        with self._ballast.open("wb", buffering=0) as file:
            for size in (1 << 20, 1 << 12):
                with pytest.raises(OSError, match="No space left"):
                    _write_on(file, size)

    def make_room(self) -> None:
        """Take the ballast away."""
        self._ballast.unlink()


def _write_on(file: FileIO, size: int) -> None:
    while file.write(bytes(size)):
        pass


class Limited:
    """A folder where the site's processes may let no file grow, as under a quota. Needs no right at all."""

    def __init__(self, folder: Path, processes: Callable[[], list[int]]) -> None:
        self.folder = folder
        self._processes = processes

    def fill(self) -> None:
        """Limit every process from now on."""
        self._limit(MOST_OF_A_FILE)

    def make_room(self) -> None:
        """Lift the limit."""
        self._limit(resource.RLIM_INFINITY)

    def _limit(self, most: int) -> None:
        for pid in self._processes():
            _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, hard))


@contextmanager
def small_disk(folder: Path, processes: Callable[[], list[int]]) -> Iterator[SmallDisk]:
    """A small disk at `folder`: mounted where that is allowed, else limited."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "collab-test", str(folder)]
    if os.geteuid() == 0 and subprocess.run(command, capture_output=True, check=False).returncode == 0:
        try:
            yield Mounted(folder)
        finally:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)
    else:
        yield Limited(folder, processes)
