"""What keeps files: bytes under their SHA-256, whole or not at all, never changed."""

import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import IO

from msgspec import Struct

from collab.errors import CollabError
from collab.files.prepared import PreparedPicture

PIECE = 1024 * 1024
"""Bytes that are read at a time."""
_HASH = re.compile(r"[0-9a-f]{64}")


def is_hash(name: str) -> bool:
    """Whether a name could be one of a stored file."""
    return _HASH.fullmatch(name) is not None


class OtherBytes(CollabError):
    """Bytes are not those that their name promises."""


class KeptPicture(Struct, frozen=True):
    """A prepared picture whose bytes are kept: a row may name it. `variants` is width → SHA-256."""

    width: int
    height: int
    variants: Mapping[int, str]


class Store(ABC):
    """Files named by the hash of what is in them. Nothing that a person has written is part of a name.

    A store in a service raises StoreAway wherever it is not answered.
    """

    @property
    @abstractmethod
    def where(self) -> str:
        """The store as an administrator knows it."""

    @abstractmethod
    def keep(self, data: bytes) -> str:
        """Keep the bytes and give their hash. When this returns they are safe."""

    @abstractmethod
    def keep_pieces(self, name: str, pieces: Iterable[bytes]) -> None:
        """Keep bytes whose hash is to be `name`, piece by piece. Raises OtherBytes when it is another."""

    @abstractmethod
    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of that hash, a megabyte at a time. Raises NotFound."""

    @abstractmethod
    def size(self, name: str) -> int:
        """How many bytes the file of that hash has. Raises NotFound."""

    @abstractmethod
    def spare(self, name: str) -> None:
        """Let `sweep` leave the file lie, as if it had just been kept; one that is gone stays gone."""

    @abstractmethod
    def remove(self, name: str) -> None:
        """Remove a file; one that is gone stays gone."""

    @abstractmethod
    def sweep(self, named: Collection[str], before: datetime) -> int:
        """Remove what was last kept before that moment and no row names. Answers how many files.

        Read `named` first: what is kept anew while this runs is younger than `before`, and stays.
        """

    def read(self, name: str) -> bytes:
        """The bytes of that hash. Raises NotFound."""
        return b"".join(self.pieces(name))

    def keep_stream(self, file: IO[bytes]) -> str:
        """Keep what a file holds, a megabyte at a time, and give its hash. It is read from its beginning."""
        name = hash_of(file)
        self.keep_pieces(name, pieces_of(file))
        return name

    def keep_picture(self, prepared: PreparedPicture) -> KeptPicture:
        """Keep every width of a picture. Call it before the write transaction that makes its row."""
        variants = {width: self.keep(data) for width, data in prepared.variants.items()}
        return KeptPicture(prepared.width, prepared.height, variants)


def pieces_of(file: IO[bytes]) -> Iterator[bytes]:
    """All that a file holds, from its beginning, a megabyte at a time."""
    file.seek(0)
    while piece := file.read(PIECE):
        yield piece


def hash_of(file: IO[bytes]) -> str:
    """SHA-256 of all that a file holds, read a megabyte at a time."""
    digest = sha256()
    for piece in pieces_of(file):
        digest.update(piece)
    return digest.hexdigest()
