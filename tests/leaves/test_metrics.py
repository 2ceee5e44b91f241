"""Numbers: kept in a book that outlives its process, added up, and told as Prometheus reads them."""

import os
import subprocess
import sys
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from collab.metrics.book import CELLS, KEYS, Book, name_of
from collab.metrics.exposition import text_of
from collab.metrics.families import CHORE_DURATIONS, CHORES, FAMILIES, KEPT_PAGES, LIMITED, Kind
from collab.metrics.reading import Shelf

COUNT_AND_DIE = """
import os, signal, sys
from pathlib import Path
from collab.metrics.book import book
from collab.metrics.families import KEPT_PAGES, LIMITED
book.open(Path(sys.argv[1]))
for _ in range(1000):
    book.add(LIMITED, "a")
book.put(KEPT_PAGES, value=7)
os.kill(os.getpid(), signal.SIGKILL)
"""


def die_counting(folder: Path) -> None:
    subprocess.run([sys.executable, "-c", COUNT_AND_DIE, str(folder)], check=False)


def test_what_a_killed_process_counted_stays_counted_and_what_it_held_does_not(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    die_counting(tmp_path)
    assert len(list(tmp_path.iterdir())) == 2
    assert shelf.read() == ({("collab_rate_limits_exceeded_total", ("a",)): [1000.0]}, [])
    assert list(tmp_path.iterdir()) == []
    die_counting(tmp_path)
    assert shelf.read() == ({("collab_rate_limits_exceeded_total", ("a",)): [2000.0]}, [])


def test_living_processes_are_added_up_with_what_they_hold(tmp_path: Path) -> None:
    mine = Book()
    mine.open(tmp_path)
    mine.add(LIMITED, "a", by=3)
    mine.put(KEPT_PAGES, value=2)
    die_counting(tmp_path)
    numbers, living = Shelf(tmp_path).read()
    assert numbers == {(LIMITED.name, ("a",)): [1003.0], (KEPT_PAGES.name, ()): [2.0]}
    assert living == [os.getpid()]


def test_a_line_that_a_kill_cut_off_is_no_series(tmp_path: Path) -> None:
    mine = Book()
    mine.open(tmp_path)
    mine.add(LIMITED, "a")
    with (tmp_path / f"{name_of(os.getpid())}{KEYS}").open("a") as keys:
        keys.write('["collab_rate_lim')
    assert Shelf(tmp_path).read()[0] == {(LIMITED.name, ("a",)): [1.0]}


def test_a_book_without_a_place_counts_for_itself(tmp_path: Path) -> None:
    alone = Book()
    alone.add(LIMITED, "a")
    alone.open(tmp_path)
    alone.add(LIMITED, "b")
    assert Shelf(tmp_path).read()[0] == {(LIMITED.name, ("b",)): [1.0]}
    assert (tmp_path / f"{name_of(os.getpid())}{CELLS}").stat().st_mode & 0o777 == 0o600


def test_labels_of_any_kind_come_through() -> None:
    strange = 'a "b"\\c\nd'
    text = text_of({(LIMITED.name, (strange,)): [2.0]})
    (family,) = text_string_to_metric_families(text)
    (sample,) = family.samples
    assert (family.type, sample.labels, sample.value) == ("counter", {"limit": strange}, 2.0)


def test_a_histogram_adds_its_buckets_up(tmp_path: Path) -> None:
    mine = Book()
    mine.open(tmp_path)
    for seconds in (0.001, 0.003, 0.003, 11.0):
        mine.observe(CHORE_DURATIONS, "mail", seconds=seconds)
    (family,) = text_string_to_metric_families(text_of(Shelf(tmp_path).read()[0]))
    found = {s.labels.get("le", s.name[-4:]): s.value for s in family.samples}
    assert (found["0.001"], found["0.0025"], found["0.005"], found["10.0"]) == (1, 1, 3, 3)
    assert (found["+Inf"], found["ount"], round(found["_sum"], 6)) == (4, 4, 11.007)


def test_names_follow_the_conventions() -> None:
    for family in FAMILIES:
        assert family.name.startswith(("collab_", "process_"))
        assert family.name.endswith("_total") == (family.kind is Kind.COUNTER), family.name
        assert family.kind is not Kind.HISTOGRAM or family.name.endswith("_seconds")
        assert family.words.endswith(".")
    assert len({family.name for family in FAMILIES}) == len(FAMILIES)
    assert CHORES in FAMILIES
