"""The worker's part in documents: one child process at a time, started, watched, ended, never waited for."""

import json
import logging
import os
import subprocess
import sys
import time
from base64 import b64encode
from contextlib import suppress
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from collab import children, db
from collab.documents import actions
from collab.documents.actions import turns
from collab.documents.actions.turns import Turn
from collab.documents.models import Cause, DocumentOrder
from collab.errors import NotFound
from collab.files import serving

log = logging.getLogger("collab.documents")

COMMAND = (sys.executable, "-m", "collab.press")
"""What makes one document: reads what goes into it, writes the file."""
LOOK_EVERY = 0.5
"""Seconds between two looks at what there is to do."""
LONGEST = 300.0
"""Seconds after which what makes a document is ended: a hundred pages take half a minute."""
MOST_PICTURES = 40_000_000
"""Bytes of pictures that go into a document; the others leave their alternative text."""
CAUSES = {3: Cause.LACKING, 4: Cause.LARGE}
"""What the exit codes of collab/press.py mean; any other but 0 is a death."""


@dataclass(slots=True)
class _Child:
    turn: Turn
    process: subprocess.Popen[bytes]
    file: IO[bytes]
    pipe: int
    began: float
    told: dict[str, Any] | None = None


class Press:
    """A chore: takes a document that somebody waits for, lets a child make it, looks after the child."""

    def __init__(self) -> None:
        self._child: _Child | None = None
        self._due = 0.0

    def __call__(self) -> bool:
        """Do what is due. Whether something was begun or ended."""
        if time.monotonic() < self._due:
            return False
        self._due = time.monotonic() + LOOK_EVERY
        return self._begin() if self._child is None else self._look(self._child)

    def end(self) -> None:
        """End the child, if there is one, and let its document wait for another worker.

        While the database is away the document is found silent later, and waits then.
        """
        if self._child is None:
            return
        child = self._let_go(self._child)
        with suppress(OperationalError), db.transaction() as session:
            turns.give_back(session, child.turn)

    def _begin(self) -> bool:
        if not turns.is_anything_due(db.session()):
            return False
        with db.transaction() as session:
            turn = turns.take(session)
        if turn is None:
            return False
        told = _materials(turn)
        db.session.rollback()
        self._child = _started(turn, told)
        return True

    def _look(self, child: _Child) -> bool:
        code = child.process.poll()
        if code is not None:
            self._ended(child, code)
            return True
        if time.monotonic() - child.began > LONGEST:
            self._let_go(child)
            log.warning("a document took too long")
            with db.transaction() as session:
                turns.fail(session, child.turn, Cause.SLOW)
            return True
        child.told = _heard(child.pipe) or child.told
        with db.transaction() as session:
            is_ours = turns.hear(session, child.turn, child.told)
        if not is_ours:
            self._let_go(child)
        return not is_ours

    def _ended(self, child: _Child, code: int) -> None:
        child.file.seek(0)
        data = child.file.read() if code == 0 else b""
        self._let_go(child)
        file = serving.store().keep(data) if data else ""
        with db.transaction() as session:
            if file:
                turns.finish(session, child.turn, file, len(data))
            elif code in CAUSES:
                turns.fail(session, child.turn, CAUSES[code])
            else:
                turns.bury(session, child.turn)
        if not file:
            log.error("a document was not made", extra={"cause": f"exit code {code}"})

    def _let_go(self, child: _Child) -> _Child:
        self._child = None
        children.end(child.process)
        child.file.close()
        os.close(child.pipe)
        return child


def throw_away_old() -> int:
    """A chore: delete the documents that nobody has asked for in thirty days. Answers how many orders."""
    with db.transaction():
        return actions.throw_away_old()


def _materials(turn: Turn) -> dict[str, Any]:
    """What the child is told: what the document says, and where everything that it may read lies."""
    row = db.session.execute(
        select(DocumentOrder.format, DocumentOrder.content).where(DocumentOrder.id == turn.order_id)
    ).one()
    return {
        "format": row.format.value,
        "paper": row.content,
        "pictures": _pictures(row.content["pictures"].values()),
        "templates": str(current_app.template_folder),
        "built": str(current_app.extensions["collab-static"].folder),
        "parent": os.getpid(),
    }


def _pictures(names: Any) -> dict[str, str]:
    """The bytes of the pictures, as far as they are there and not too many."""
    found, left = {}, MOST_PICTURES
    for name in dict.fromkeys(names):
        with suppress(NotFound):
            size = serving.store().size(name)
            if size <= left:
                found[name] = b64encode(serving.store().read(name)).decode()
                left -= size
    return found


def _started(turn: Turn, told: dict[str, Any]) -> _Child:
    hearing, telling = os.pipe()
    os.set_blocking(hearing, False)
    file = TemporaryFile()  # noqa: SIM115 - it is closed when the child has ended
    with TemporaryFile() as given:
        given.write(json.dumps({**told, "pipe": telling}).encode())
        given.seek(0)
        process = subprocess.Popen(  # noqa: S603 - our own module
            COMMAND, stdin=given, stdout=file, pass_fds=[telling], env=_environment()
        )
    os.close(telling)
    return _Child(turn, process, file, hearing, time.monotonic())


def _environment() -> dict[str, str]:
    """The worker's, without the site's settings: what reads strangers' texts knows no secret."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COLLAB_")}


def _heard(pipe: int) -> dict[str, Any] | None:
    """The last thing that was told, if anything was."""
    try:
        lines = os.read(pipe, 65536).splitlines()
    except BlockingIOError:
        return None
    try:
        told: dict[str, Any] = json.loads(lines[-1])
    except (IndexError, ValueError):
        return None
    return told
