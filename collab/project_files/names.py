"""A file's name is something that is told of it, and never part of a path."""

import re
import unicodedata

from collab.project_files.kinds import Kind

LONGEST = 120
"""Characters."""
NAMELESS = "fil"
_UNSEEN = ("C", "Zl", "Zp")
"""Categories of Unicode: control and format characters (marks of direction among them), breaks of lines."""
_ENDING = re.compile(r"\.(?=[0-9]*[A-Za-z])[A-Za-z0-9]{1,8}$")


def cleaned(name: str, kind: Kind) -> str:
    """The name as it is kept: NFC, without folders, unseen characters and more than 120 of them.

    It ends as its content is, so that "invoice.pdf.exe" with a PDF in it is "invoice.pdf".
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(c for c in last if not unicodedata.category(c).startswith(_UNSEEN))
    stem = " ".join(seen.split())
    stem = _ENDING.sub("", stem).removesuffix(f".{kind.value}").strip(" .")
    stem = stem[: LONGEST - len(kind) - 1].rstrip(" .") or NAMELESS
    return f"{stem}.{kind.value}"
