"""The file itself: a plain tar of plain files, read so strictly that no byte of it can change unseen."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from tarfile import USTAR_FORMAT, TarError, TarInfo
from typing import BinaryIO

from msgspec import Struct

from collab.backup.problems import Damaged, Refused

BLOCK = 512
PIECE = 1024 * 1024
"""Bytes that are read at a time."""
NOTHING = bytes(BLOCK)
NAME, SIZE, MOMENT = slice(0, 100), slice(124, 136), slice(136, 148)
"""Where a header says them; numbers are octal."""


class Member(Struct, frozen=True):
    """One file within: its name, how many bytes, and their SHA-256."""

    name: str
    size: int
    sha256: str


class Writer:
    """Writes members one after the other. `moment`: Unix time that all of them carry."""

    def __init__(self, file: BinaryIO, moment: int) -> None:
        self._file = file
        self._moment = moment
        self.members: list[Member] = []

    def add(self, name: str, size: int, pieces: Iterable[bytes]) -> Member:
        """Write a member of `size` bytes. Raises Refused when the pieces are more or fewer."""
        self._file.write(header(name, size, self._moment))
        digest, written = sha256(), 0
        for piece in pieces:
            digest.update(piece)
            written += self._file.write(piece)
        if written != size:
            raise Refused(
                f"{name} has {written} bytes and not {size}: it changed while it was read. Try again."
            )
        self._file.write(bytes(-size % BLOCK))
        self.members.append(Member(name, size, digest.hexdigest()))
        return self.members[-1]

    def close(self) -> None:
        """Write the end, by which a reader knows that nothing was cut off."""
        self._file.write(NOTHING * 2)


class Found:
    """A member under way: read its `pieces` once, or only ask for its `sha256`."""

    def __init__(self, file: BinaryIO, name: str, size: int) -> None:
        self.name, self.size = name, size
        self._file, self._left, self._digest = file, size, sha256()

    def pieces(self) -> Iterator[bytes]:
        """The bytes that are left, a megabyte at a time. Raises Damaged where the file ends before them."""
        while self._left:
            piece = _exactly(self._file, min(PIECE, self._left))
            self._left -= len(piece)
            self._digest.update(piece)
            yield piece

    def lines(self) -> Iterator[bytes]:
        """The lines, without their ends."""
        rest = b""
        for piece in self.pieces():
            *whole, rest = (rest + piece).split(b"\n")
            yield from whole
        if rest:
            yield rest

    @property
    def sha256(self) -> str:
        """The hash of all its bytes; those that nobody read are read now."""
        for _ in self.pieces():
            pass
        return self._digest.hexdigest()


def members(file: BinaryIO) -> Iterator[Found]:
    """Every member in turn. Raises Damaged for what `Writer` does not write, and for a missing end."""
    while (block := _exactly(file, BLOCK)) != NOTHING:
        found = Found(file, *_named(block, file.tell() - BLOCK))
        yield found
        if found.sha256 and any(_exactly(file, -found.size % BLOCK)):
            raise Damaged(f"It is damaged after {found.name}, near byte {file.tell()}.")
    if _exactly(file, BLOCK) != NOTHING or file.read(1):
        raise Damaged("It is damaged: something follows its end.")


NO_BACKUP = "It is no backup of Collab."


def header(name: str, size: int, moment: int) -> bytes:
    """The block before a member: nobody's, readable by its owner only."""
    described = TarInfo(name)
    described.size, described.mtime, described.mode = size, moment, 0o600
    return described.tobuf(USTAR_FORMAT, "ascii", "strict")


def _named(block: bytes, at: int) -> tuple[str, int]:
    """The name and the size that a header says, when it is byte for byte one of ours."""
    try:
        name = block[NAME].rstrip(b"\0").decode("ascii")
        size, moment = (int(block[where].rstrip(b"\0"), 8) for where in (SIZE, MOMENT))
        is_ours = block == header(name, size, moment)
    except (ValueError, TarError):
        is_ours = False
    if not is_ours:
        raise Damaged(f"It is damaged near byte {at}: no name of a part stands there." if at else NO_BACKUP)
    return name, size


def _exactly(file: BinaryIO, size: int) -> bytes:
    found = file.read(size)
    if len(found) < size:
        is_less_than_a_header = file.tell() < BLOCK
        raise Damaged(NO_BACKUP if is_less_than_a_header else f"It is cut off after {file.tell()} bytes.")
    return found
