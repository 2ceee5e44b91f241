"""A file's name is told, whatever somebody called it, and does no harm."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collab.project_files.kinds import Kind
from collab.project_files.names import LONGEST, cleaned

NAMES = [
    ("Projektplan.pdf", "Projektplan.pdf"),
    ("../../etc/passwd", "passwd.pdf"),
    (r"C:\Users\me\Plan.pdf", "Plan.pdf"),
    ("invoice.pdf.exe", "invoice.pdf"),
    ("rapport v2.1 slutlig.docx", "rapport v2.1 slutlig.pdf"),
    ("plan\u202efdp.exe", "planfdp.pdf"),
    ("plan\0.pdf\r\nSet-Cookie: a", "plan.pdfSet-Cookie: a.pdf"),
    ("O\u0308ppna do\u0308rrar.pdf", "Öppna dörrar.pdf"),
    ("   ", "fil.pdf"),
    (".pdf", "fil.pdf"),
    ("", "fil.pdf"),
]


@pytest.mark.parametrize(("called", "kept"), NAMES)
def test_a_name_is_kept_without_what_could_deceive(called: str, kept: str) -> None:
    assert cleaned(called, Kind.PDF) == kept


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=300), st.sampled_from(Kind))
def test_no_name_can_hold_a_folder_or_an_unseen_character(called: str, kind: Kind) -> None:
    name = cleaned(called, kind)
    assert name.endswith(f".{kind.value}")
    assert len(name) <= LONGEST
    assert not set(name) & set("/\\")
    assert not any(unicodedata.category(character).startswith("C") for character in name)
    assert unicodedata.is_normalized("NFC", name)
