"""Several who do the same at the same moment."""

from collections.abc import Callable
from contextvars import copy_context
from threading import Barrier, Thread
from typing import Any

AT_ONCE = 6


def together(action: Callable[[int], Any]) -> list[Any]:
    """What `action` gave to each of several who start at the same moment, on the site's own day."""
    start, given = Barrier(AT_ONCE), [None] * AT_ONCE

    def one(number: int) -> None:
        start.wait()
        given[number] = action(number)

    threads = [Thread(target=copy_context().run, args=(one, number)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given
