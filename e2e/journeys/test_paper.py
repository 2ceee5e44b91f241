"""On paper: the timetable fits one A4."""

from pathlib import Path

from e2e.desk import Desk, Look


def test_the_timetable_is_one_page_of_paper(desk: Desk, tmp_path: Path) -> None:
    for language in ("sv", "en"):
        page = desk.browser(Look(language=language, width=1280))
        page.goto("/conference")
        page.pdf(path=tmp_path / f"{language}.pdf", format="A4")
        assert _sheets(tmp_path / f"{language}.pdf") == 1


def _sheets(file: Path) -> int:
    """How many pages a PDF has: Chromium writes one object of that kind for each, uncompressed."""
    return file.read_bytes().replace(b"/Type /Pages", b"").count(b"/Type /Page")
