"""Several who act at the same moment, each in a transaction of their own."""

from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from threading import Barrier, BrokenBarrierError, Thread
from typing import TypeVar

from flask import Flask

from collab import db
from collab.errors import RuleViolation

M = TypeVar("M", bound=db.Base)


def at_once(app: Flask, *deeds: Callable[[], object]) -> list[str]:
    """Run the deeds in threads, each in a transaction of its own, and tell how each ended.

    Whoever has acted waits for the others before the commit, unless they cannot act until then.
    """
    ready, acted = Barrier(len(deeds)), Barrier(len(deeds))
    ends = ["" for _ in deeds]

    def run(number: int, deed: Callable[[], object]) -> None:
        with app.app_context():
            ready.wait()
            try:
                with db.transaction():
                    deed()
                    with suppress(BrokenBarrierError):
                        acted.wait(timeout=0.4)
                ends[number] = "done"
            except RuleViolation:
                ends[number] = "refused"
            finally:
                db.session.remove()

    threads = [Thread(target=copy_context().run, args=(run, n, deed)) for n, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ends)


def loaded(model: type[M], key: int) -> M:
    found = db.session.get(model, key)
    assert found is not None
    return found
