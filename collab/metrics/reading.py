"""Adding up the books of a service's processes, the dead ones' too: what was counted stays counted."""

from collections.abc import Iterator
from pathlib import Path

from collab.metrics.book import CELLS, KEYS, cells_of, is_alive, pages_of, width_of
from collab.metrics.families import FAMILIES, Kind

OF_NAME = {family.name: family for family in FAMILIES}
Series = tuple[str, tuple[str, ...]]
"""A family's name and the values of its labels."""
Numbers = dict[Series, list[float]]


class Shelf:
    """The books in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._gone: Numbers = {}

    def read(self) -> tuple[Numbers, list[int]]:
        """The sums over all books, and the numbers of the living processes.

        Books of the dead are read once more, remembered and thrown away. Gauges are the living's only.
        """
        alive: Numbers = {}
        pids = []
        for keys in sorted(self._folder.glob(f"*{KEYS}")):
            is_living = is_alive(keys.stem)  # asked before reading: what is dead counts no more
            for series, values in _book(keys.with_suffix("")):
                if is_living or OF_NAME[series[0]].kind is not Kind.GAUGE:
                    _add(alive if is_living else self._gone, series, values)
            if is_living:
                pids.append(int(keys.stem.partition("-")[0]))
            else:
                keys.unlink()
                keys.with_suffix(CELLS).unlink()
        for series, values in self._gone.items():
            _add(alive, series, values)
        return alive, pids


def _book(place: Path) -> Iterator[tuple[Series, list[float]]]:
    pages, cells = pages_of(place), cells_of(place)
    for name, labels, first in pages:
        yield (name, labels), cells[first : first + width_of(OF_NAME[name])].tolist()


def _add(numbers: Numbers, series: Series, values: list[float]) -> None:
    held = numbers.get(series, [0.0] * len(values))
    numbers[series] = [a + b for a, b in zip(held, values, strict=True)]
