"""Takes the pictures: several browsers side by side, each in a thread of its own, from one list of shots."""

import threading
import time
from collections.abc import Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Protocol

from playwright.sync_api import Error, sync_playwright

from e2e.a11y import judges
from e2e.a11y.readers import Readers
from e2e.a11y.walk import Walk
from e2e.chromium import launch
from e2e.screens.shots import Shot


class Report(Protocol):
    """Says how far it has come."""

    def __call__(self, line: str, *, is_last: bool = False) -> None: ...


class Studio:
    """A site, what stands for {draft} and the like in its addresses, the folder that the pictures go to."""

    def __init__(self, address: str, names: dict[str, str], folder: Path, report: Report) -> None:
        self.address = address
        self.names = names
        self.folder = folder
        self.report = report
        self.faults: list[str] = []
        self.taken = 0
        self._lock = threading.Lock()
        self._stopping = threading.Event()

    def photograph(self, shots: Sequence[Shot], browsers: int) -> None:
        """Take every picture of these shots with that many browsers. Adds to `faults` what failed."""
        self._stopping.clear()
        for shot in shots:
            (self.folder / shot.feature).mkdir(parents=True, exist_ok=True)
        progress = Progress(sum(len(shot.looks) for shot in shots), self.report)
        waiting: SimpleQueue[Shot] = SimpleQueue()
        for shot in shots:
            waiting.put(shot)
        who = sorted({shot.reader for shot in shots})
        threads = [
            threading.Thread(target=self._work, args=(waiting, who, progress))
            for _ in range(min(browsers, len(shots)))
        ]
        for thread in threads:
            thread.start()
        try:
            for thread in threads:
                thread.join()
        finally:
            self._stopping.set()
            for thread in threads:
                thread.join()

    def _work(self, waiting: "SimpleQueue[Shot]", who: Sequence[str], progress: "Progress") -> None:
        try:
            with sync_playwright() as playwright, launch(playwright) as browser:
                readers = Readers(browser, self.address, who)
                while not self._stopping.is_set():
                    self._take(Walk(readers, self.names), waiting.get_nowait(), progress)
        except Empty:
            return
        except (AssertionError, Error) as problem:
            self._note([f"a browser ended: {_first_line(problem)}"])

    def _take(self, walk: Walk, shot: Shot, progress: "Progress") -> None:
        walk.readers.expect(shot.shown.status)
        try:
            page, _ = walk.arrive(shot.shown, shot.reader, shot.looks[0])
            faults: list[str] = page.evaluate(judges.LOAD_PICTURES)
            for look in shot.looks:
                walk.readers.turn(shot.reader, look)
                walk.readers.take_picture(shot.reader, shot.file(self.folder, look))
        except (AssertionError, Error) as problem:
            faults = [_first_line(problem)]
        self._note([f"{shot.title}: {fault}" for fault in faults + walk.readers.faults()])
        with self._lock:
            self.taken += sum(shot.file(self.folder, look).exists() for look in shot.looks)
            progress.add(len(shot.looks))

    def _note(self, faults: list[str]) -> None:
        with self._lock:
            self.faults += faults


class Progress:
    """Counts pictures and says how long the rest will take."""

    def __init__(self, total: int, report: Report) -> None:
        self.total = total
        self.report = report
        self.done = 0
        self._began = time.monotonic()

    def add(self, pictures: int) -> None:
        """So many more are done."""
        self.done += pictures
        left = (time.monotonic() - self._began) / self.done * (self.total - self.done)
        line = f"{self.done} of {self.total} pictures, {in_words(left)} left"
        self.report(line, is_last=self.done == self.total)


def in_words(seconds: float) -> str:
    """A duration as one says it: 40 s, 3 min 20 s."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _first_line(problem: BaseException) -> str:
    return str(problem).strip().partition("\n")[0]
