"""The book of one process: its numbers, in memory that other processes may read, even once it was killed.

A number is a cell of a mapped file, so that counting is an addition and nothing is ever sent. Beside it a
file of lines says which cells belong to which series.
"""

import json
import mmap
import os
from array import array
from bisect import bisect_left
from pathlib import Path
from threading import Lock

from collab.metrics.families import BOUNDS, Family, Kind

CELLS, KEYS = ".cells", ".keys"
MOST_CELLS = 32 * 1024
"""Enough for every route with every method and status; the file is as long as that, and mostly empty."""
WIDTH = 8
PRIVATE = 0o600
SUM = len(BOUNDS) + 1
"""Where a histogram's sum stands, after its buckets and the one without a bound."""


class Book:
    """Series and their numbers; safe between threads. Kept in memory until `open` gives it a place."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._keys: int | None = None
        self._clear(memoryview(bytearray(MOST_CELLS * WIDTH)).cast("d"))

    def _clear(self, cells: "memoryview[float]") -> None:
        self._cells = cells
        self._places: dict[tuple[str, tuple[str, ...]], int] = {}
        self._used = 0

    def open(self, folder: Path) -> None:
        """Start anew with a file in `folder` that is this process's own."""
        place = folder / name_of(os.getpid())
        with place.with_suffix(CELLS).open("w+b") as file:
            os.fchmod(file.fileno(), PRIVATE)
            file.truncate(MOST_CELLS * WIDTH)
            cells = memoryview(mmap.mmap(file.fileno(), MOST_CELLS * WIDTH)).cast("d")
        with self._lock:
            self._keys = os.open(place.with_suffix(KEYS), os.O_WRONLY | os.O_APPEND | os.O_CREAT, PRIVATE)
            self._clear(cells)

    def add(self, family: Family, *labels: str, by: float = 1.0) -> None:
        """Count."""
        with self._lock:
            self._cells[self._place(family, labels)] += by

    def put(self, family: Family, *labels: str, value: float) -> None:
        """Say how much it is now."""
        with self._lock:
            self._cells[self._place(family, labels)] = value

    def observe(self, family: Family, *labels: str, seconds: float) -> None:
        """Note how long something took."""
        with self._lock:
            place = self._place(family, labels)
            self._cells[place + bisect_left(BOUNDS, seconds)] += 1
            self._cells[place + SUM] += seconds

    def _place(self, family: Family, labels: tuple[str, ...]) -> int:
        place = self._places.get((family.name, labels))
        return self._new_place(family, labels) if place is None else place

    def _new_place(self, family: Family, labels: tuple[str, ...]) -> int:
        """Raises IndexError when the book is full, which the number of routes does not allow."""
        place, width = self._used, width_of(family)
        if place + width > MOST_CELLS:
            raise IndexError(f"no room for {family.name} {labels}")
        self._used += width
        if self._keys is not None:
            os.write(self._keys, f"{json.dumps([family.name, labels, place])}\n".encode())
        self._places[family.name, labels] = place
        return place


book = Book()
"""What this process counts."""


def width_of(family: Family) -> int:
    """How many cells a series of the family has."""
    return SUM + 1 if family.kind is Kind.HISTOGRAM else 1


def name_of(pid: int) -> str:
    """A process by its number and its start: numbers are given again. Raises OSError when it is gone."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    if fields[0] == "Z":
        raise ProcessLookupError(f"process {pid} has ended")
    return f"{pid}-{fields[19]}"


def is_alive(name: str) -> bool:
    """Whether the process of that name still runs."""
    try:
        return name_of(int(name.partition("-")[0])) == name
    except OSError:
        return False


def pages_of(place: Path) -> list[tuple[str, tuple[str, ...], int]]:
    """The series of a book and their first cells; a line that was cut off by a kill is none."""
    lines = place.with_suffix(KEYS).read_text(encoding="utf-8").split("\n")[:-1]
    return [(name, tuple(labels), first) for name, labels, first in map(json.loads, lines)]


def cells_of(place: Path) -> "array[float]":
    """The numbers of a book."""
    cells = array("d")
    cells.frombytes(place.with_suffix(CELLS).read_bytes())
    return cells
