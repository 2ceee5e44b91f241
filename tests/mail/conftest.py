"""Mail servers that run, and an outbox to deliver from."""

import email
import subprocess
import sys
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import cast as typed

import pytest
from flask import Flask
from sqlalchemy import select

from collab import db
from collab.mail import actions
from collab.mail.delivery import Office
from collab.mail.letters import Letter, Rendered
from collab.mail.models import Mail
from collab.mail.transport import Smtp
from tests.operations.running import until


class MailServer:
    """A mail server process and what it has kept."""

    def __init__(self, folder: Path, mode: str, *more: str) -> None:
        self.folder = folder
        program = Path(__file__).with_name("smtp_server.py")
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", str(program), str(folder), mode, *more]
        )
        until((folder / "port").exists)
        self.port = int((folder / "port").read_text())

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def kept(self) -> list[EmailMessage]:
        """The messages, oldest first."""
        raw = [path.read_bytes().partition(b"\n")[2] for path in sorted(self.folder.glob("*.eml"))]
        return [typed("EmailMessage", email.message_from_bytes(one, policy=SMTP)) for one in raw]

    @property
    def envelopes(self) -> list[str]:
        """Who each came from and went to."""
        return [path.read_text().partition("\n")[0] for path in sorted(self.folder.glob("*.eml"))]

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def mail_server(tmp_path: Path) -> Iterator[Callable[..., MailServer]]:
    """Starts mail servers in a given mode."""
    started: list[MailServer] = []

    def start(mode: str = "take", *more: str) -> MailServer:
        folder = tmp_path / f"mail-{len(started)}"
        folder.mkdir()
        started.append(MailServer(folder, mode, *more))
        return started[-1]

    yield start
    for server in started:
        server.stop()


def plain(letter: Letter) -> Rendered:
    """A renderer that needs no templates."""
    return Rendered(f"Hej {letter.values['name']}", f"Hej {letter.values['name']}!\n", "<p>Hej</p>\n")


def office(server: MailServer, patience: float = 5) -> Office:
    return Office(plain, Smtp(server.url, patience), "Collab <noreply@example.org>", "collab.example")


@pytest.fixture
def outbox(site: Flask) -> Callable[..., None]:
    """Puts mails in the outbox: `outbox("Ada", to="ada@example.org")`."""

    def post(name: str, to: str = "somebody@example.org") -> None:
        with db.transaction():
            actions.post(to=to, language="sv", template="x", values={"name": name})

    return post


def mails() -> list[Mail]:
    """The outbox as it is in the database."""
    db.session.rollback()
    return list(db.session.scalars(select(Mail).order_by(Mail.id)))
