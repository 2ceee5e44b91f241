"""Files of every kind that is taken, and what pretends to be one."""

import struct
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

from collab.project_files.kinds import MEDIA_TYPES, Kind
from tests.files.corpus import HTML, encoded, two_tone

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
STREAMED = b"%PDF-1.5\n1 0 obj\n<< /Type /XRef >>\nendobj\nstartxref\n9\n%%EOF\n" + b"\0" * 2_000
"""With a cross-reference stream and no trailer, and padded as some scanners do."""
MP4 = struct.pack(">I", 24) + b"ftypisom\0\0\2\0isomiso2" + struct.pack(">I", 8) + b"mdat"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def packed(parts: dict[str, bytes], stored: tuple[str, ...] = ()) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data, ZIP_STORED if name in stored else ZIP_DEFLATED)
    return target.getvalue()


def office(kind: Kind = Kind.DOCX, *, macros: bool = False, **more: bytes) -> bytes:
    said = MEDIA_TYPES[kind] + ".main+xml"
    if macros:
        said = "application/vnd.ms-word.document.macroEnabled.main+xml"
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{said}"/></Types>'
    return packed({"[Content_Types].xml": types.encode(), "word/document.xml": b"<w/>", **more})


def open_document(kind: Kind = Kind.ODT, **more: bytes) -> bytes:
    return packed({"mimetype": MEDIA_TYPES[kind].encode(), "content.xml": b"<o/>", **more}, ("mimetype",))


def bomb() -> bytes:
    """A document of a quarter of a megabyte that becomes 250 MB."""
    zeros = bytes(50_000_000)
    return office(**{f"word/{number}.xml": zeros for number in range(5)})


def many(count: int) -> bytes:
    return office(**{f"word/{number}.xml": b"" for number in range(count)})


def flagged(bit: int) -> bytes:
    """A zip file whose directory says of a part that it is encrypted (0x1), or a patch of another (0x20)."""
    data = bytearray(office())
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= bit
    return bytes(data)


def overlapping() -> bytes:
    """A zip file that says one part many times."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", office()[:100] + bytes(20_000_000))
        first = archive.infolist()[0]
        for number in range(20):
            again = ZipInfo(f"word/{number}.xml")
            for name in ("compress_type", "compress_size", "file_size", "CRC", "header_offset", "flag_bits"):
                setattr(again, name, getattr(first, name))
            archive.filelist.append(again)
            archive.NameToInfo[again.filename] = again
    return target.getvalue()


def liar(how: int = ZIP_DEFLATED, size: int = 1_000_000) -> bytes:
    """A document with a part, packed this way, that unpacks to more than its directory says."""
    target = BytesIO(office())
    with ZipFile(target, "a") as archive:
        archive.writestr("word/large.xml", bytes(size), how)
    data = bytearray(target.getvalue())
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<L", 10)
    return bytes(data)


TAKEN = {
    "plan.pdf": (PDF, Kind.PDF),
    "scan.pdf": (STREAMED, Kind.PDF),
    "drawn.pdf": (encoded(two_tone(), "PDF"), Kind.PDF),
    "wall.png": (encoded(two_tone(), "PNG"), Kind.PICTURE),
    "wall.jpg": (encoded(two_tone()), Kind.PICTURE),
    "wall.webp": (encoded(two_tone(), "WEBP"), Kind.PICTURE),
    "wall.gif": (encoded(two_tone(), "GIF"), Kind.PICTURE),
    "plan.docx": (office(), Kind.DOCX),
    "budget.xlsx": (office(Kind.XLSX), Kind.XLSX),
    "talk.pptx": (office(Kind.PPTX), Kind.PPTX),
    "plan.odt": (open_document(), Kind.ODT),
    "budget.ods": (open_document(Kind.ODS), Kind.ODS),
    "talk.odp": (open_document(Kind.ODP), Kind.ODP),
    "doors.csv": ("ort;dörrar\nOsby;3\n".encode(), Kind.CSV),
    "doors.txt": ("Öppna dörrar\n".encode(), Kind.TXT),
    "film.mp4": (MP4, Kind.MP4),
}
REFUSED = {
    "nothing.txt": (b"", "The file is empty."),
    "page.txt": (HTML, "of a kind that is not taken"),
    "late.txt": (b"Hello <script>alert(1)</script>", "of a kind that is not taken"),
    "drawing.svg": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "of a kind that is not taken"),
    "drawing.png": (b'<?xml version="1.0"?><svg/>', "of a kind that is not taken"),
    "program.pdf": (b"MZ\x90\0" + bytes(200), "of a kind that is not taken"),
    "script.txt": (b"#!/bin/sh\nrm -rf /\n", "of a kind that is not taken"),
    "latin.txt": (b"\xd6ppna d\xf6rrar", "not saved as UTF-8"),
    "latin.csv": (b"ort;d\xf6rrar\r\n\xc5hus;3\r\n", "in Excel: “CSV UTF-8”"),
    "wide.txt": ("Öppna dörrar".encode("utf-16"), "not saved as UTF-8"),
    "wide.be.txt": ("\ufeffÖppna dörrar".encode("utf-16-be"), "not saved as UTF-8"),
    "noise.txt": (b"\x01\x02\xff\xfa", "of a kind that is not taken"),
    "hello.pdf": (b"%PDF-1.4 hello", "PDF is damaged or not whole"),
    "torn.pdf": (PDF[:40], "PDF is damaged or not whole"),
    "ended.pdf": (b"%PDF-1.4 hello\n%%EOF\n", "PDF is damaged or not whole"),
    "early.pdf": (PDF + bytes(70_000), "PDF is damaged or not whole"),
    "plan.zip": (packed({"plan.txt": b"Doors"}), "A zip file is not taken."),
    "bomb.zip": (packed({"zeros": bytes(50_000_000)}), "A zip file is not taken."),
    "many.zip": (many(2_001), "A zip file is not taken."),
    "nameless": (packed({"zeros": bytes(50_000_000)}), "A zip file is not taken."),
    "old.doc": (OLD_WORD, "locked with a password, or of an old kind"),
    "locked.docx": (flagged(0x1), "locked with a password, or of an old kind"),
    "locked.odt": (
        open_document(**{"META-INF/manifest.xml": b"<manifest:encryption-data/>"}),
        "locked with a password, or of an old kind",
    ),
    "macros.docm": (office(macros=True), "holds macros"),
    "hidden.docx": (office(**{"word/vbaProject.bin": b"Sub"}), "holds macros"),
    "basic.odt": (open_document(**{"Basic/Standard/script.xml": b"Sub"}), "holds macros"),
    "bomb.docx": (bomb(), "becomes larger than 200"),
    "ratio.docx": (office(**{"word/a.xml": bytes(5_000_000)}), "becomes larger than 200"),
    "overlap.docx": (overlapping(), "becomes larger than 200"),
    "many.docx": (many(2_001), "The document holds more than"),
    "liar.docx": (liar(), "damaged"),
    "patch.docx": (flagged(0x20), "damaged"),
    "bzip2.docx": (liar(ZIP_BZIP2, 20_000_000), "packed in a way that is not taken"),
    "lzma.docx": (liar(ZIP_LZMA, 20_000_000), "packed in a way that is not taken"),
    "torn.docx": (office()[:-30], "is not only an office document"),
    "program.docx": (b"#!/bin/sh\n" + office(), "of a kind that is not taken"),
    "after.docx": (office() + b"<script>", "is not only an office document"),
    "gifar.pdf": (PDF + office(), "a PDF and something else at once"),
    "page.pdf": (b"%PDF-1.7\n" + HTML, "a PDF and something else at once"),
}
