"""Eight who write: each repeats a write under one key until it is acknowledged, and notes that it was."""

import secrets
import time
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from http.client import HTTPConnection, HTTPException
from io import BytesIO
from itertools import cycle
from threading import Lock, Thread
from urllib.parse import urlencode

from PIL import Image

from tools.soak.site import Author, tomorrow

WRITERS = 8
REPEATED = 10
"""Every so manieth write is sent once more after its answer came: it must get the same answer."""
PATIENCE = 30.0
"""Seconds to wait for one answer."""
AGAIN = 0.25
"""Seconds before a write that got no answer is sent again."""


class Kind(StrEnum):
    """What is written."""

    UPDATE = "update"
    COMMENT = "comment"
    PICTURE = "update with a picture"


@dataclass(frozen=True, slots=True)
class Write:
    """One write: a text that no other has, who writes it where, and the key that it keeps."""

    kind: Kind
    text: str
    author: Author
    path: str
    key: str


@dataclass
class Ledger:
    """What the site has acknowledged: where each write's answer went. Shared by all writers."""

    wanted: int
    begun: int = 0
    acknowledged: dict[str, tuple[Write, str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    longest_pause: float = 0.0
    """Seconds between two acknowledgements."""
    _lock: Lock = field(default_factory=Lock)
    _last: float = field(default_factory=time.monotonic)

    def begin(self) -> bool:
        """Whether there is another write to do."""
        with self._lock:
            self.begun += 1
            return self.begun <= self.wanted and not self.faults

    def note(self, write: Write, location: str) -> None:
        """Keep that a write was acknowledged."""
        with self._lock:
            now = time.monotonic()
            self.longest_pause = max(self.longest_pause, now - self._last)
            self._last = now
            self.acknowledged[write.text] = (write, location)

    def blame(self, fault: str) -> None:
        """Keep what must not happen; the writers end."""
        with self._lock:
            self.faults.append(fault)


class Writer(Thread):
    """One of the eight. Its people take turns, as a limit counts what each of them does in an hour."""

    def __init__(self, port: int, authors: list[Author], ledger: Ledger) -> None:
        super().__init__(daemon=True)
        self._authors = cycle(authors)
        self._ledger = ledger
        self._connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._latest = ""
        self._mentioned = authors[0].handle
        """Who wrote before, whom comments mention."""

    def run(self) -> None:
        """Write until enough is written."""
        kinds = cycle(Kind)
        while self._ledger.begin():
            self._carry_through(self._next(next(kinds)))
        self._connection.close()

    def _next(self, kind: Kind) -> Write:
        author = next(self._authors)
        path, text = f"/projects/{author.project}/updates/new", f"{kind} {secrets.token_hex(8)}"
        if kind is Kind.COMMENT:
            path, text = f"{self._latest}/comments", f"{text}, @{self._mentioned}"
        self._mentioned = author.handle
        return Write(kind, text, author, path, secrets.token_urlsafe(16))

    def _carry_through(self, write: Write) -> None:
        body, content_type = body_of(write)
        location = self._until_acknowledged(write, body, content_type)
        if not location:
            return
        self._ledger.note(write, location)
        if write.kind is not Kind.COMMENT:
            self._latest = location
        if len(self._ledger.acknowledged) % REPEATED == 0:
            again = self._until_acknowledged(write, body, content_type)
            if again != location:
                self._ledger.blame(f"{write.text}: {location}, then {again}")

    def _until_acknowledged(self, write: Write, body: bytes, content_type: str) -> str:
        while not self._ledger.faults:
            status, location = self._send(write, body, content_type)
            self._ledger.answers[str(status or "none")] += 1
            if status == 303:
                return location
            if 400 <= status < 500:
                self._ledger.blame(f"{write.text}: answered {status}")
                break
            time.sleep(AGAIN)
        return ""

    def _send(self, write: Write, body: bytes, content_type: str) -> tuple[int, str]:
        """Status and where it leads; 0 where no answer came."""
        headers = {"Cookie": write.author.cookie, "Content-Type": content_type}
        if write.kind is Kind.COMMENT:
            headers["Idempotency-Key"] = write.key
        try:
            self._connection.request("POST", write.path, body, headers)
            answer = self._connection.getresponse()
            answer.read()
        except (OSError, HTTPException):
            self._connection.close()
            return 0, ""
        return answer.status, answer.getheader("Location", "")


def body_of(write: Write, picture: bytes = b"") -> tuple[bytes, str]:
    """What a browser would send, and its content type. The key is a field, or for comments a header.

    `picture`: what an update with a picture shows; noise where nothing is given.
    """
    fields = {"csrf_token": write.author.token, "text": write.text}
    if write.kind is Kind.COMMENT:
        return urlencode(fields).encode(), "application/x-www-form-urlencoded"
    fields |= {
        "idempotency_key": write.key, "version": "0", "status": "on_track", "next_step": "The next one",
        "next_step_due_on": tomorrow(), "kind": "progress", "visibility": "programme", "publish": "1",
    }  # fmt: skip
    if write.kind is Kind.UPDATE:
        return urlencode(fields).encode(), "application/x-www-form-urlencoded"
    return _with_picture(fields, picture or noise())


def _with_picture(fields: dict[str, str], picture: bytes) -> tuple[bytes, str]:
    mark = secrets.token_hex(16)
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in {**fields, "pictures-0-alternative": "Noise"}.items()
    ]
    head = f'--{mark}\r\nContent-Disposition: form-data; name="pictures-0-file"; filename="noise.png"\r\n\r\n'
    body = b"".join([*parts, head.encode(), picture, f"\r\n--{mark}--\r\n".encode()])
    return body, f"multipart/form-data; boundary={mark}"


def noise(width: int = 64, height: int = 48) -> bytes:
    """A picture that no other write has, as PNG."""
    target = BytesIO()
    Image.frombytes("RGB", (width, height), secrets.token_bytes(width * height * 3)).save(target, "PNG")
    return target.getvalue()
