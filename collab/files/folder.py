"""The store in a folder of this machine: written whole or not at all."""

import os
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO

from collab.errors import NotFound
from collab.files.store import OtherBytes, Store, is_hash, pieces_of


class FolderStore(Store):
    """A folder of files named by what is in them: ab/cdef… for the hash abcdef…

    Nothing that a person has written ever becomes part of a path.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def where(self) -> str:
        """The store as an administrator knows it."""
        return str(self.folder)

    def keep(self, data: bytes) -> str:
        """Keep the bytes and give their hash. When this returns they have reached the disk."""
        name = sha256(data).hexdigest()
        path = self._path(name)
        try:
            os.utime(path)  # wanted again: `sweep` lets it lie
        except FileNotFoundError:
            self._write(path, [data])
        return name

    def keep_pieces(self, name: str, pieces: Iterable[bytes]) -> None:
        """Keep bytes whose hash is to be `name`, piece by piece. Raises OtherBytes when it is another."""
        self._write(self._path(name), pieces, name)

    def read(self, name: str) -> bytes:
        """The bytes of that hash. Raises NotFound."""
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError as error:
            raise NotFound(f"no file {name}") from error

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of that hash, a megabyte at a time. Raises NotFound."""
        try:
            file = self._path(name).open("rb")
        except FileNotFoundError as error:
            raise NotFound(f"no file {name}") from error
        with file:
            yield from pieces_of(file)

    def size(self, name: str) -> int:
        """How many bytes the file of that hash has. Raises NotFound."""
        try:
            return self._path(name).stat().st_size
        except FileNotFoundError as error:
            raise NotFound(f"no file {name}") from error

    def spare(self, name: str) -> None:
        """Let `sweep` leave the file lie, as if it had just been kept; one that is gone stays gone."""
        with suppress(FileNotFoundError):
            os.utime(self._path(name))

    def remove(self, name: str) -> None:
        """Remove a file; one that is gone stays gone."""
        self._path(name).unlink(missing_ok=True)

    def sweep(self, named: Collection[str], before: datetime) -> int:
        """Remove what was last kept before that moment and no row names. Answers how many files.

        Read `named` first: what is kept anew while this runs is younger than `before`, and stays.
        """
        limit = before.timestamp()
        return sum(_is_swept(path, limit) for path in self.folder.glob("??/*") if _name(path) not in named)

    def _path(self, name: str) -> Path:
        if not is_hash(name):
            raise NotFound(f"{name!r} is not a hash")
        return self.folder / name[:2] / name[2:]

    @staticmethod
    def _write(path: Path, pieces: Iterable[bytes], name: str = "") -> None:
        """Into a temporary file of the same folder, to the disk, then under its name in one step."""
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix=".new-", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                _write_pieces(file, pieces, name)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(path)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(temporary).unlink()
            raise
        reach_disk(path.parent)
        reach_disk(path.parent.parent)


def _write_pieces(file: IO[bytes], pieces: Iterable[bytes], name: str) -> None:
    digest = sha256()
    for piece in pieces:
        digest.update(piece)
        file.write(piece)
    if name and digest.hexdigest() != name:
        raise OtherBytes(f"what was to be {name} is {digest.hexdigest()}")


def _name(path: Path) -> str:
    return path.parent.name + path.name


def _is_swept(path: Path, limit: float) -> bool:
    """Put the file aside before its age is asked the last time, so that `keep` writes it anew instead."""
    try:
        if path.stat().st_mtime >= limit:
            return False
        aside = path.replace(path.with_name(f".old-{path.name}"))
    except FileNotFoundError:
        return False
    if aside.stat().st_mtime >= limit:
        aside.replace(path)
        return False
    aside.unlink()
    return True


def reach_disk(folder: Path) -> None:
    """A new name is safe only when its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
