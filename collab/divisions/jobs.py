"""The worker's part in solving: one child process at a time, started, watched and ended, never waited for."""

import json
import logging
import os
import subprocess
import sys
from datetime import timedelta

from collab import clock, db
from collab.children import Child, Chore
from collab.divisions.actions import turns
from collab.divisions.actions.turns import TURNS
from collab.divisions.asking import SECONDS
from collab.divisions.models import SearchState
from collab.work import Turn

log = logging.getLogger("collab.solver")

COMMAND = (sys.executable, "-m", "collab.solver")
"""What solves one search: reads from its standard input where."""
PATIENCE = timedelta(seconds=30)
"""What a solver that was asked to stop gets before it is ended: what it found is kept after its longest step
that asks nobody whether to stop, a bound for many people, which takes 20 at most."""
LONGEST = SECONDS + 60
"""Seconds after which a solver that says nothing is ended: it has missed its own emergency stop."""


class Solver(Chore[Child]):
    """Lets a child solve the search that has waited longest. The child itself keeps what comes of it."""

    turns = TURNS
    look_every = 1.0

    def __init__(self, database_url: str) -> None:
        super().__init__()
        self._url = database_url

    def start(self, turn: Turn) -> Child:
        """Start a child that solves what was asked."""
        process = subprocess.Popen(COMMAND, stdin=subprocess.PIPE)  # noqa: S603 - our own module
        told = {"database": self._url, "search": turn.work_id, "turn": turn.number, "parent": os.getpid()}
        if process.stdin is not None:
            process.stdin.write(json.dumps(told).encode())
            process.stdin.close()
        return Child(turn, process)

    def watch(self, child: Child) -> bool:
        """Let the child go that does not stop when it is asked to, or misses its own emergency stop."""
        asked_at = turns.stop_asked_at(db.session(), child.turn)
        if asked_at is not None and clock.real() - asked_at > PATIENCE:
            return self._cut_off(child, SearchState.STOPPED)
        if child.age() > LONGEST:
            return self._cut_off(child, SearchState.FAILED)
        return False

    def ended(self, child: Child, code: int) -> None:
        """Let another try when the child has died."""
        if code != 0:
            log.error("a solver died", extra={"code": code})
            with db.transaction() as session:
                TURNS.bury(session, child.turn)

    def _cut_off(self, child: Child, state: SearchState) -> bool:
        self.let_go(child)
        log.warning("a solver was cut off", extra={"cause": state.value})
        with db.transaction() as session:
            TURNS.end(session, child.turn, state, answer={}, ended_at=clock.real())
        return True
