"""The worker: does, one chore after another, what nobody should wait for."""

import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event

from flask import Flask
from sqlalchemy.exc import OperationalError

from collab import db

log = logging.getLogger("collab.worker")

Chore = Callable[[], bool]
"""Does one piece of work and returns whether there was one."""

REST = 1.0
"""Seconds to wait when nothing was there to do."""


def run(app: Flask, chores: list[Chore], stop: Event, around: Callable[[], object] | None = None) -> None:
    """Do the chores in turn until `stop`; the chore under way is finished first.

    `around()` runs before each chore, inside its application context.
    """
    while not stop.is_set():
        busy = [_do(app, chore, around) for chore in chores if not stop.is_set()]
        if not any(busy):
            stop.wait(REST)


def _do(app: Flask, chore: Chore, around: Callable[[], object] | None) -> bool:
    with app.app_context():
        try:
            if around is not None:
                around()
            return chore()
        except OperationalError as away:
            log.warning("the database is away", extra={"chore": chore.__name__, "cause": str(away.orig)})
            return False
        finally:
            db.session.remove()


@contextmanager
def until_signalled() -> Iterator[Event]:
    """An event that SIGTERM, SIGINT or SIGHUP sets."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    yield stop
