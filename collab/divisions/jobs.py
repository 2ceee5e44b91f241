"""The worker's part in solving: one child process at a time, started, watched and ended, never waited for."""

import json
import logging
import os
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import OperationalError

from collab import children, clock, db
from collab.divisions.actions import turns
from collab.divisions.actions.turns import Turn
from collab.divisions.asking import SECONDS
from collab.divisions.models import SearchState

log = logging.getLogger("collab.solver")

COMMAND = (sys.executable, "-m", "collab.solver")
"""What solves one search: reads from its standard input where."""
LOOK_EVERY = 1.0
"""Seconds between two looks at what there is to do."""
PATIENCE = timedelta(seconds=10)
"""What a solver that was asked to stop gets before it is ended."""
LONGEST = SECONDS + 60
"""Seconds after which a solver that says nothing is ended: it has missed its own emergency stop."""


@dataclass(slots=True)
class _Child:
    turn: Turn
    process: subprocess.Popen[bytes]
    began: float


class Solver:
    """A chore: takes a search, lets a child solve it, looks after the child."""

    def __init__(self, database_url: str) -> None:
        self._url = database_url
        self._child: _Child | None = None
        self._due = 0.0

    def __call__(self) -> bool:
        """Do what is due. Whether something was begun or ended."""
        if time.monotonic() < self._due:
            return False
        self._due = time.monotonic() + LOOK_EVERY
        return self._begin() if self._child is None else self._look(self._child)

    def end(self) -> None:
        """End the child, if there is one, and let its search wait for another worker.

        While the database is away the search is found silent later, and waits then.
        """
        if self._child is None:
            return
        child, self._child = self._child, None
        children.end(child.process)
        with suppress(OperationalError), db.transaction() as session:
            turns.give_back(session, child.turn)

    def _begin(self) -> bool:
        if not turns.is_anything_due(db.session()):
            return False
        with db.transaction() as session:
            turn = turns.take(session)
        if turn is None:
            return False
        self._child = _Child(turn, _start(self._url, turn), time.monotonic())
        return True

    def _look(self, child: _Child) -> bool:
        code = child.process.poll()
        if code is not None:
            self._child = None
            if code != 0:
                log.error("a solver died", extra={"code": code})
                with db.transaction() as session:
                    turns.bury(session, child.turn)
            return True
        asked_at = turns.stop_asked_at(db.session(), child.turn)
        if asked_at is not None and clock.real() - asked_at > PATIENCE:
            return self._cut_off(child, SearchState.STOPPED)
        if time.monotonic() - child.began > LONGEST:
            return self._cut_off(child, SearchState.FAILED)
        return False

    def _cut_off(self, child: _Child, state: SearchState) -> bool:
        self._child = None
        children.end(child.process)
        log.warning("a solver was cut off", extra={"cause": state.value})
        with db.transaction() as session:
            turns.end(session, child.turn, state, {})
        return True


def _start(url: str, turn: Turn) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(COMMAND, stdin=subprocess.PIPE)  # noqa: S603 - our own module
    told = {"database": url, "search": turn.search_id, "turn": turn.number, "parent": os.getpid()}
    if process.stdin is not None:
        process.stdin.write(json.dumps(told).encode())
        process.stdin.close()
    return process
