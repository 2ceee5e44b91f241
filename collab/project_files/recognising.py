"""What a file is, by its bytes. Its name tells only whether text is a table (csv) or prose (txt)."""

from codecs import getincrementaldecoder
from typing import IO

from collab.files.prepared import begins_as_picture
from collab.files.store import pieces_of
from collab.project_files import limits, packed
from collab.project_files.kinds import Kind
from collab.project_files.refusal import FileRefused
from collab.text import _, number

HEAD = 1024
"""Bytes that tell what a file is."""
_OF_FILMS = (
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
    b"MSNV",
    b"dash",
)
_ENDINGS_OF_PICTURES = ("jpg", "jpeg", "jfif", "png", "webp", "gif", "heic", "heif")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = (b"<html", b"<!doctype", b"<script", b"<svg", b"<iframe", b"<body")
_WINDOW = 65_557
"""Bytes from the end within which every program looks for the directory of a zip file, and we for the end
of a PDF."""
_WIDE_LETTERS = (b"\xff\xfe", b"\xfe\xff")
"""What a text in UTF-16 begins with."""
_NOT_OF_TEXTS = frozenset(range(32)) - frozenset(b"\t\n\f\r")


def recognise(file: IO[bytes], name: str) -> Kind:
    """What `file` (seekable, of any size) is. `name` is what it was called. Raises FileRefused.

    Never more than a few megabytes of it are in memory.
    """
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(HEAD)
    _demand_size(size)
    if begins_as_picture(head):
        return Kind.PICTURE
    if head.startswith(packed.START):
        return _office(file, size, name)
    if head.startswith(b"%PDF-"):
        _demand_pdf(file, head, size)
        return Kind.PDF
    if head[4:8] == b"ftyp" and head[8:12] in _OF_FILMS:
        return Kind.MP4
    if head.startswith(_OLD_OFFICE):
        raise packed.locked()
    _demand_text(file, head)
    return Kind.CSV if name.strip().lower().endswith(".csv") else Kind.TXT


def demand_picture(file: IO[bytes]) -> None:
    """For a form that asks for a picture: raises FileRefused, and names the types of pictures alone."""
    _demand_size(file.seek(0, 2))
    file.seek(0)
    if not begins_as_picture(file.read(HEAD)):
        raise FileRefused(_("The file is not a picture in JPEG, PNG, WebP, GIF or HEIC."))


def refusal_of_picture(name: str, why: str) -> FileRefused:
    """The refusal of a picture: `why`, and first that it is one where its name says something else."""
    ending = name.strip().lower().rpartition(".")[1:]
    if not ending[0] or ending[1] in _ENDINGS_OF_PICTURES:
        return FileRefused(why)
    said = _("Its name ends with .%(ending)s, but what is in the file is a picture.", ending=ending[1][:20])
    return FileRefused(f"{said} {why}")


def _office(file: IO[bytes], size: int, name: str) -> Kind:
    try:
        return packed.kind_of(file, size)
    except FileRefused as refusal:
        if name.strip().lower().endswith(".zip"):
            raise packed.a_zip_file() from refusal
        raise


def _demand_size(size: int) -> None:
    if not size:
        raise FileRefused(_("The file is empty. Choose another one."))
    if size > limits.MOST_OF_A_FILE:
        raise too_large()


def too_large() -> FileRefused:
    """The refusal of a file that has more bytes than one may have."""
    return FileRefused(
        _(
            "The file is larger than %(most)s MB. Choose a smaller one, or make it smaller first.",
            most=number(limits.MOST_OF_A_FILE // limits.MEGABYTE),
        )
    )


def _demand_pdf(file: IO[bytes], head: bytes, size: int) -> None:
    """A PDF that is also a page or a zip file is made to deceive, and no program writes it.

    One that was cut short has lost its end: `%%EOF`, and before it where its table of contents lies.
    """
    file.seek(max(0, size - _WINDOW))
    tail = file.read(_WINDOW)
    if any(mark in head.lower() for mark in _MARKUP) or b"PK\x05\x06" in tail:
        raise FileRefused(
            _("The file is a PDF and something else at once. Print it to a new PDF and try again.")
        )
    before, mark, _after = tail.rpartition(b"%%EOF")
    if not mark or (b"startxref" not in before and b"trailer" not in before):
        raise FileRefused(_("The PDF is damaged or not whole. Open it, save it anew as PDF and try again."))


def _demand_text(file: IO[bytes], head: bytes) -> None:
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"#!")) or any(
        mark in head.lower() for mark in _MARKUP
    ):
        raise _unknown()
    decoder = getincrementaldecoder("utf-8")()
    try:
        for piece in pieces_of(file):
            if b"\0" in piece:
                raise _other_letters() if head.startswith(_WIDE_LETTERS) else _unknown()
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        is_text = head.startswith(_WIDE_LETTERS) or _NOT_OF_TEXTS.isdisjoint(head)
        raise (_other_letters() if is_text else _unknown()) from error


def _other_letters() -> FileRefused:
    return FileRefused(
        _(
            "The text is not saved as UTF-8, so å, ä and ö in it cannot be read. "
            "Open it, save it as UTF-8 (in Excel: “CSV UTF-8”) and try again."
        )
    )


def _unknown() -> FileRefused:
    return FileRefused(
        _(
            "The file is of a kind that is not taken. These are: PDF, pictures (JPEG, PNG, WebP, GIF, HEIC), "
            "docx, xlsx, pptx, odt, ods, odp, csv and txt in UTF-8, and mp4."
        )
    )
