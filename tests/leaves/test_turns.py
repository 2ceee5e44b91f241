"""Turns at SQLite's one writer: nobody is overtaken for long, and nobody waits for ever."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from collab import turns
from collab.turns import Turns

HOLD = """
import sys, time
from pathlib import Path
from collab.turns import Turns
line = Turns(Path(sys.argv[1]))
until = time.monotonic() + float(sys.argv[2])
count = 0
while time.monotonic() < until:
    assert line.take()
    time.sleep(0.004)
    line.give()
    count += 1
    print(count, flush=True)
"""


def other_process(database: Path, seconds: float) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", HOLD, str(database), str(seconds)], stdout=subprocess.PIPE, text=True
    )


def test_one_has_the_turn_at_a_time(tmp_path: Path) -> None:
    line, inside, most = Turns(tmp_path / "site"), [0], [0]

    def work() -> None:
        for _ in range(20):
            assert line.take()
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            time.sleep(0.0005)
            inside[0] -= 1
            line.give()

    workers = [threading.Thread(target=work) for _ in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (most, inside) == ([1], [0])


def test_a_process_that_is_alone_gets_turns_beside_one_with_a_line(tmp_path: Path) -> None:
    line, over = Turns(tmp_path / "site"), threading.Event()
    mine = [0] * 4

    def work(number: int) -> None:
        while not over.is_set():
            if line.take():
                time.sleep(0.004)
                line.give()
                mine[number] += 1

    other = other_process(tmp_path / "site", 2)
    assert other.stdout is not None
    other.stdout.readline()  # it has begun
    workers = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for worker in workers:
        worker.start()
    theirs = 1 + len(other.communicate()[0].splitlines())
    over.set()
    for worker in workers:
        worker.join()
    assert theirs * 8 > sum(mine), (theirs, mine)
    assert min(mine) > 0


def test_who_dies_with_the_turn_keeps_nobody_waiting(tmp_path: Path) -> None:
    other = other_process(tmp_path / "site", 30)
    assert other.stdout is not None
    other.stdout.readline()
    other.kill()
    other.communicate()
    began = time.monotonic()
    assert Turns(tmp_path / "site").take()
    assert time.monotonic() - began < 2


def test_who_has_waited_long_enough_goes_on_without_a_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.05)
    line = Turns(tmp_path / "site")
    assert line.take()
    assert not line.take()
    assert not Turns(tmp_path / "site").take()  # as another process would ask
    line.give()
    assert line.take()


def test_a_folder_that_takes_no_file_takes_no_turns_either(tmp_path: Path) -> None:
    line = Turns(tmp_path / "missing" / "site")
    assert line.take()
    line.give()
