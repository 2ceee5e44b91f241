"""Kept pages with several processes: the first request after a change shows the change."""

import re
import threading
from http.client import HTTPConnection

from flask import Flask

from collab import db, versions
from collab.programmes.models import Programme
from collab.text import Localised
from tests.operations.conftest import Live
from tests.operations.running import get

CHANGES = 125
READERS = 4
READS = 2
ENGLISH = {"Accept-Language": "en", "Accept-Encoding": "identity"}


def say(number: int) -> None:
    with db.transaction():
        programme = db.session.query(Programme).one()
        programme.tagline = Localised(f"Runda {number}", f"Round {number} of many")
        versions.bump()


def round_of(page: str) -> int:
    found = re.search(r"Round (\d+) of many", page)
    return int(found[1]) if found else -1


def read(port: int, told: int, wrong: list[tuple[int, int]]) -> None:
    """One reader: connections of its own, so that now one process answers and now another."""
    for _ in range(READS):
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", "/", headers=ENGLISH)
        shown = round_of(connection.getresponse().read().decode())
        connection.close()
        if shown != told:
            wrong.append((told, shown))


def test_a_thousand_readers_of_two_processes_see_no_page_from_before_the_change(
    live: Live, site: Flask
) -> None:
    wrong: list[tuple[int, int]] = []
    for number in range(CHANGES):
        say(number)
        readers = [threading.Thread(target=read, args=(live.port, number, wrong)) for _ in range(READERS)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
    assert (wrong, CHANGES * READERS * READS) == ([], 1000)


def test_readers_while_somebody_publishes_never_see_time_run_backwards(live: Live, site: Flask) -> None:
    """A round is noted once it is committed: whoever asks later must see that round, or a later one."""
    said, wrong, over = [0], list[tuple[int, int]](), threading.Event()
    say(0)

    def watch() -> None:
        while not over.is_set():
            at_least = said[0]
            shown = round_of(get(live.port, "/", ENGLISH).text)  # type: ignore[attr-defined]
            if shown < at_least:
                wrong.append((at_least, shown))

    readers = [threading.Thread(target=watch) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    for number in range(1, 200):
        say(number)
        said[0] = number
    over.set()
    for reader in readers:
        reader.join()
    assert wrong == []


def test_a_change_that_was_rolled_back_is_shown_by_nobody(live: Live, site: Flask) -> None:
    before = get(live.port, "/", ENGLISH).text  # type: ignore[attr-defined]
    programme = db.session.query(Programme).one()
    programme.tagline = Localised("Aldrig", "Never")
    versions.bump()
    db.session.rollback()
    assert get(live.port, "/", ENGLISH).text == before  # type: ignore[attr-defined]
