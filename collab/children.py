"""A child process that does a worker's work: started, looked after and ended, never waited for."""

import subprocess
import time
from abc import ABC, abstractmethod
from contextlib import suppress
from dataclasses import dataclass, field
from typing import ClassVar, Generic, TypeVar

from sqlalchemy.exc import OperationalError

from collab import db
from collab.work import Turn, Turns

GRACE = 5.0
"""Seconds that a process that is told to end gets."""


@dataclass(slots=True)
class Child:
    """A process and the turn that it has."""

    turn: Turn
    process: subprocess.Popen[bytes]
    began: float = field(default_factory=time.monotonic, kw_only=True)

    def age(self) -> float:
        """Seconds since it was started."""
        return time.monotonic() - self.began

    def end(self) -> None:
        """End the process, if it goes on, and leave nothing of it behind."""
        if self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


Own = TypeVar("Own", bound=Child)


class Chore(ABC, Generic[Own]):
    """Takes work that waits, lets one child at a time do it, looks after the child."""

    turns: ClassVar[Turns]
    look_every: ClassVar[float]
    """Seconds between two looks at what there is to do."""

    def __init__(self) -> None:
        self._child: Own | None = None
        self._due = 0.0

    def __call__(self) -> bool:
        """Do what is due. Whether something was begun or ended."""
        if time.monotonic() < self._due:
            return False
        self._due = time.monotonic() + self.look_every
        return self._begin() if self._child is None else self._look(self._child)

    def end(self) -> None:
        """End the child, if there is one, and let its work wait for another worker.

        While the database is away the work is found silent later, and waits then.
        """
        if self._child is None:
            return
        child = self.let_go(self._child)
        with suppress(OperationalError), db.transaction() as session:
            self.turns.give_back(session, child.turn)

    def let_go(self, child: Own) -> Own:
        """End the child: the next may be started."""
        self._child = None
        child.end()
        return child

    @abstractmethod
    def start(self, turn: Turn) -> Own:
        """Start what does the work of this turn."""

    @abstractmethod
    def ended(self, child: Own, code: int) -> None:
        """Keep what comes of a child that has ended with this exit code. Called again while it raises."""

    @abstractmethod
    def watch(self, child: Own) -> bool:
        """Look after a child that goes on. Whether it was let go."""

    def _begin(self) -> bool:
        if not self.turns.is_anything_due(db.session()):
            return False
        with db.transaction() as session:
            turn = self.turns.take(session)
        if turn is None:
            return False
        try:
            self._child = self.start(turn)
        finally:
            if self._child is None:
                with db.transaction() as session:
                    self.turns.give_back(session, turn)
        return True

    def _look(self, child: Own) -> bool:
        code = child.process.poll()
        if code is None:
            return self.watch(child)
        self.ended(child, code)
        self.let_go(child)
        return True
