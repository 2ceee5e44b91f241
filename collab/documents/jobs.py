"""The worker's part in documents: one child process at a time, started, watched, ended, never waited for."""

import json
import logging
import os
import subprocess
import sys
from base64 import b64encode
from contextlib import suppress
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, Any

from flask import current_app
from sqlalchemy import select

from collab import db
from collab.children import Child, Chore
from collab.documents import actions
from collab.documents.actions import turns
from collab.documents.actions.turns import TURNS
from collab.documents.models import Cause, DocumentOrder, OrderState
from collab.errors import NotFound
from collab.files import serving
from collab.work import Turn

log = logging.getLogger("collab.documents")

COMMAND = (sys.executable, "-m", "collab.press")
"""What makes one document: reads what goes into it, writes the file."""
LONGEST = 300.0
"""Seconds after which what makes a document is ended: a hundred pages take half a minute."""
MOST_PICTURES = 40_000_000
"""Bytes of pictures that go into a document; the others leave their alternative text."""
CAUSES = {3: Cause.LACKING, 4: Cause.LARGE}
"""What the exit codes of collab/press.py mean; any other but 0 is a death."""


@dataclass(slots=True)
class _Maker(Child):
    file: IO[bytes]
    pipe: int
    told: dict[str, Any] | None = None

    def end(self) -> None:
        Child.end(self)
        self.file.close()
        os.close(self.pipe)


class Press(Chore[_Maker]):
    """Lets a child make the document that somebody has waited for longest."""

    turns = TURNS
    look_every = 0.5

    def start(self, turn: Turn) -> _Maker:
        """Start a child that makes what was asked for."""
        told = _materials(turn)
        db.session.rollback()
        return _started(turn, told)

    def watch(self, child: _Maker) -> bool:
        """Note what the child tells; let it go when it takes too long, or when it is somebody else's turn."""
        if child.age() > LONGEST:
            self.let_go(child)
            log.warning("a document took too long")
            with db.transaction() as session:
                TURNS.end(session, child.turn, OrderState.FAILED, cause=Cause.SLOW)
            return True
        child.told = _heard(child.pipe) or child.told
        with db.transaction() as session:
            is_ours = TURNS.hear(session, child.turn, child.told)
        if not is_ours:
            self.let_go(child)
        return not is_ours

    def ended(self, child: _Maker, code: int) -> None:
        """Keep the file, or say why there is none; without a reason another child tries."""
        child.file.seek(0)
        data = child.file.read() if code == 0 else b""
        file = serving.store().keep(data) if data else ""
        with db.transaction() as session:
            if file:
                turns.finish(session, child.turn, file, len(data))
            elif code in CAUSES:
                TURNS.end(session, child.turn, OrderState.FAILED, cause=CAUSES[code])
            else:
                TURNS.bury(session, child.turn)
        if not file:
            log.error("a document was not made", extra={"cause": f"exit code {code}"})


def throw_away_old() -> int:
    """A chore: delete the documents that nobody has asked for in thirty days. Answers how many orders."""
    with db.transaction():
        return actions.throw_away_old()


def _materials(turn: Turn) -> dict[str, Any]:
    """What the child is told: what the document says, and where everything that it may read lies."""
    row = db.session.execute(
        select(DocumentOrder.format, DocumentOrder.content).where(DocumentOrder.id == turn.work_id)
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


def _started(turn: Turn, told: dict[str, Any]) -> _Maker:
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
    return _Maker(turn, process, file, hearing)


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
