"""Office documents: zip files, looked through without unpacking them to memory or to the disk.

Everything here is stricter than what programs accept: one directory at the very end, nothing before the
first file and nothing after the last byte. What is two things at once (a picture that is a program, a PDF
that is a zip file) is so no office document.
"""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from collab.files.store import PIECE
from collab.project_files import limits
from collab.project_files.kinds import MEDIA_TYPES, Kind
from collab.project_files.refusal import FileRefused
from collab.text import _, number

START = b"PK\x03\x04"
_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_LARGE_MARK = b"PK\x06\x07"
"""Before the end of a zip file of more than 4 GB; nothing of ours is that large."""
_LARGEST_DIRECTORY = 1_000_000
_LARGEST_PART = 1_000_000
"""Bytes that are read of a part that says what the document is."""
_ENCRYPTED = 0x1
_OF_OFFICE = {f"{MEDIA_TYPES[kind]}.main+xml".encode(): kind for kind in (Kind.DOCX, Kind.XLSX, Kind.PPTX)}
_OPEN = {MEDIA_TYPES[kind].encode(): kind for kind in (Kind.ODT, Kind.ODS, Kind.ODP)}
_BY_PIECES = (ZIP_STORED, ZIP_DEFLATED)
"""How the parts of office documents are packed. Of any other way the library unpacks a part whole."""
_BROKEN = (BadZipFile, OSError, ValueError, KeyError, EOFError, RuntimeError, zlib.error)
"""What the library raises for a zip file that it cannot read, or of a kind that it does not know."""


def kind_of(file: IO[bytes], size: int) -> Kind:
    """What office document a zip file of so many bytes is. Raises FileRefused.

    It is read once from its first to its last byte, a megabyte at a time: what is damaged, or unpacks to
    more than its directory says, is found here.
    """
    _demand_plain(file, size)
    with _opened(file) as archive:
        if not {"[Content_Types].xml", "mimetype"} & set(archive.namelist()):
            raise a_zip_file()
        _demand_small(archive, size)
        _demand_open(archive)
        kind = _document(archive)
        for one in archive.infolist():
            with archive.open(one) as part:
                while part.read(PIECE):
                    pass
    return kind


@contextmanager
def _opened(file: IO[bytes]) -> Iterator[ZipFile]:
    file.seek(0)
    try:
        with ZipFile(file) as archive:
            yield archive
    except FileRefused:
        raise
    except _BROKEN as error:
        raise FileRefused(
            _("The document is damaged and cannot be read. Open it, save it anew and try again.")
        ) from error


def _demand_plain(file: IO[bytes], size: int) -> None:
    """The directory is read whole into memory: look first how large it says it is, and where it lies."""
    length = _END.size
    file.seek(max(0, size - length - 20))
    tail = file.read()
    if len(tail) < length + 20 or tail[-length:][:4] != _END_MARK or tail[:4] == _LARGE_MARK:
        raise _strange()
    _mark, disk, first, here, entries, directory, start, comment = _END.unpack(tail[-length:])
    if disk or first or comment or here != entries or start + directory + length != size:
        raise _strange()
    if entries > limits.MOST_PACKED or directory > _LARGEST_DIRECTORY:
        raise FileRefused(
            _(
                "The document holds more than %(most)s files. Save it with fewer pictures, or as PDF.",
                most=number(limits.MOST_PACKED),
            )
        )


def _strange() -> FileRefused:
    return FileRefused(
        _("The file is not only an office document. Open it in its program, save it anew and try again.")
    )


def _demand_small(archive: ZipFile, size: int) -> None:
    unpacked = sum(one.file_size for one in archive.infolist())
    if unpacked > limits.MOST_UNPACKED or unpacked > size * limits.MOST_TIMES:
        raise FileRefused(
            _(
                "The document becomes larger than %(most)s MB, or %(times)s times itself, when it is opened. "
                "Save it anew with smaller pictures, or as PDF.",
                most=number(limits.MOST_UNPACKED // limits.MEGABYTE),
                times=limits.MOST_TIMES,
            )
        )


def _demand_open(archive: ZipFile) -> None:
    if any(one.flag_bits & _ENCRYPTED for one in archive.infolist()):
        raise locked()
    if any(one.compress_type not in _BY_PIECES for one in archive.infolist()):
        raise FileRefused(
            _(
                "The document is packed in a way that is not taken. "
                "Open it in its program, save it anew and try again."
            )
        )


def locked() -> FileRefused:
    """The refusal of a document that only a password opens."""
    return FileRefused(
        _(
            "The document is locked with a password, or of an old kind. "
            "Save it without one as docx, xlsx or pptx."
        )
    )


def a_zip_file() -> FileRefused:
    """The refusal of a zip file that is no office document."""
    return FileRefused(
        _("A zip file is not taken. Upload the files in it one by one, as PDF or office documents.")
    )


def _document(archive: ZipFile) -> Kind:
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        return _office(_part(archive, "[Content_Types].xml"), names)
    if "mimetype" in names and _part(archive, "mimetype") in _OPEN:
        return _open_document(archive, names)
    raise a_zip_file()


def _office(types: bytes, names: set[str]) -> Kind:
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _macros()
    for said, kind in _OF_OFFICE.items():
        if b'"' + said + b'"' in types:
            return kind
    raise FileRefused(_("The document is of a kind that is not taken. Save it as docx, xlsx, pptx or PDF."))


def _open_document(archive: ZipFile, names: set[str]) -> Kind:
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise _macros()
    manifest = "META-INF/manifest.xml"
    if manifest in names and b"encryption-data" in _part(archive, manifest):
        raise locked()
    return _OPEN[_part(archive, "mimetype")]


def _macros() -> FileRefused:
    return FileRefused(
        _("The document holds macros, which are not taken. Save it without macros, or as PDF.")
    )


def _part(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(_LARGEST_PART)
