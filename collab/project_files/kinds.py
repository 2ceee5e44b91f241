"""The kinds of files that a project keeps, each by what its name ends with."""

from enum import StrEnum


class Kind(StrEnum):
    """What a file is, by what is in it."""

    PDF = "pdf"
    PICTURE = "webp"
    """Whatever came (JPEG, PNG, GIF, WebP, HEIC): it is encoded anew."""
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODT = "odt"
    ODS = "ods"
    ODP = "odp"
    CSV = "csv"
    TXT = "txt"
    MP4 = "mp4"

    @property
    def media_type(self) -> str:
        """What a browser is told that it is."""
        return MEDIA_TYPES[self]


OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
OPEN_XML = "application/vnd.openxmlformats-officedocument."

MEDIA_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.PICTURE: "image/webp",
    Kind.DOCX: OPEN_XML + "wordprocessingml.document",
    Kind.XLSX: OPEN_XML + "spreadsheetml.sheet",
    Kind.PPTX: OPEN_XML + "presentationml.presentation",
    Kind.ODT: OPEN_DOCUMENT + "text",
    Kind.ODS: OPEN_DOCUMENT + "spreadsheet",
    Kind.ODP: OPEN_DOCUMENT + "presentation",
    Kind.CSV: "text/csv; charset=utf-8",
    Kind.TXT: "text/plain; charset=utf-8",
    Kind.MP4: "video/mp4",
}
