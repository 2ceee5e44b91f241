"""What a backup says of itself: when, by which release, of which schema, and every part with its hash."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from msgspec import Struct, to_builtins

from collab.backup.container import Member
from collab.backup.problems import Damaged

FORMAT = 1
MANIFEST, DIGEST = "manifest.json", "manifest.sha256"
"""The last two members: the manifest, and its own hash as sha256sum writes it."""
ROWS = re.compile(r"rows/([a-z][a-z0-9_]{0,62})/[0-9]{6}\.jsonl")
FILE = re.compile(r"files/([0-9a-f]{64})")

Tell = Callable[[str, int, int], None]
"""Hears how it goes: the step, how many rows or files more, and their bytes."""


class Manifest(Struct, frozen=True):
    """The parts of a backup, but for the manifest itself. `tables`: how many rows each has."""

    collab: str
    revision: str
    """Step of the schema."""
    taken_at: datetime
    tables: dict[str, int]
    members: list[Member]

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(self.tables.values())

    @property
    def files(self) -> list[Member]:
        """The parts that are files of the site."""
        return [member for member in self.members if FILE.fullmatch(member.name)]

    def to_bytes(self) -> bytes:
        """As it stands in the backup."""
        said = {"format": FORMAT, **to_builtins(self), "taken_at": self.taken_at.isoformat()}
        return json.dumps(said, ensure_ascii=False, indent=1).encode()


def this_release() -> str:
    """Collab's version."""
    return version("collab")


def digest_of(manifest: bytes) -> bytes:
    """The line of `manifest.sha256`."""
    return f"{sha256(manifest).hexdigest()}  {MANIFEST}\n".encode()


def read(data: bytes, digest: bytes) -> Manifest:
    """The manifest that those bytes say. Raises Damaged when the digest is another's, or they say nothing."""
    if digest_of(data) != digest:
        raise Damaged("It is damaged: its manifest is not the one that was written.")
    try:
        return _told(json.loads(data))
    except (ValueError, TypeError, KeyError, AttributeError) as no:
        raise Damaged(
            f"Its manifest cannot be understood ({no}). A newer release may have written it."
        ) from no


def _told(said: dict[str, Any]) -> Manifest:
    if said.pop("format") != FORMAT:
        raise ValueError("another format")
    return Manifest(
        collab=str(said["collab"]),
        revision=str(said["revision"]),
        taken_at=datetime.fromisoformat(said["taken_at"]),
        tables={str(name): int(rows) for name, rows in said["tables"].items()},
        members=[Member(**member) for member in said["members"]],
    )
