"""A plan as PDF: tagged, in our look, made of nothing but what was handed along."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from collab.documents.making import printed
from collab.documents.making.materials import silent
from collab.documents.paper import Paper
from collab.project_files.kinds import Kind
from collab.project_files.recognising import recognise
from tests.documents.papers import HOSTILE, RICH, a_picture, long, materials, wide, written

SHOWN = "/projects/oppna-dorrar/files/abc"


def made(source: str = RICH, **values: Any) -> PdfReader:
    return PdfReader(BytesIO(printed.make(written(source, **values), materials(), silent)))


def tags(reader: PdfReader) -> list[Any]:
    """Every element of the document's structure, in its order."""
    return list(_below(reader.trailer["/Root"]["/StructTreeRoot"]))


def _below(node: Any) -> Iterator[Any]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            yield from _below(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        yield from _below(node.get("/K", []))


def kinds(reader: PdfReader) -> list[str]:
    return [str(tag["/S"]) for tag in tags(reader)]


@pytest.fixture(scope="module")
def rich() -> PdfReader:
    return made()


def test_it_is_tagged_says_its_title_and_speaks_a_language(rich: PdfReader) -> None:
    root = rich.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - pypdf's own kind of true
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 - as above
    assert rich.metadata is not None
    assert (rich.metadata.title, rich.metadata.author) == ("Öppna dörrar", "Spåret")
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_object().get_data()


def test_its_headings_lists_and_tables_are_named(rich: PdfReader) -> None:
    found = kinds(rich)
    assert [kind for kind in found if kind.startswith("/H") and kind[2:].isdigit()] == [
        "/H1", "/H2", "/H3", "/H3", "/H4", "/H2", "/H2", "/H2",
    ]  # fmt: skip
    counted = {kind: found.count(kind) for kind in ("/Table", "/TH", "/L", "/LI", "/BlockQuote")}
    assert counted == {"/Table": 3, "/TH": 2 + 5 + 8, "/L": 6, "/LI": 11, "/BlockQuote": 1}


def test_it_says_everything_in_print(rich: PdfReader) -> None:
    text = " ".join(" ".join(page.extract_text() for page in rich.pages).split())
    for words in (
        "Öppna dörrar", "En lapp på dörren blir en hel kväll.", "Demonstration: the content is invented.",
        "Doors are shut. Bold, slanted, code", "1. 2. 7.", "Provkväll 3 March 2017 Head of Culture Not yet",
        "Together 42 12,000", "This section is not written yet.", "Page 1 of 2",
        "The living plan is at https://collab.example/projects/oppna-dorrar/plan",
    ):  # fmt: skip
        assert words in text


def test_its_typefaces_are_ours(rich: PdfReader) -> None:
    faces = {str(font["/BaseFont"]) for page in rich.pages for font in _fonts(page)}
    assert {face.split("+")[-1].partition("-")[0] for face in faces} == {"Bricolage", "Source"}


def _fonts(page: Any) -> list[Any]:
    return [font.get_object() for font in page["/Resources"]["/Font"].values()]


def test_a_picture_is_in_it_with_its_alternative_text() -> None:
    paper = written(pictures={SHOWN: "f" * 64})
    data = printed.make(paper, materials({"f" * 64: a_picture()}), silent)
    figures = [tag for tag in tags(PdfReader(BytesIO(data))) if tag["/S"] == "/Figure"]
    assert [str(figure["/Alt"]) for figure in figures] == ["The old station"]


def asked_for(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every address that is asked for while the paper is set."""
    asked = set()
    answer = printed.Handed.fetch

    def fetch(self: printed.Handed, url: str, headers: Any = None) -> Any:
        asked.add(url)
        return answer(self, url, headers)

    monkeypatch.setattr(printed.Handed, "fetch", fetch)
    printed.make(paper, materials(), silent)
    return asked


def test_hostile_text_fetches_nothing_and_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = written(HOSTILE)
    asked = asked_for(paper, monkeypatch)
    assert asked == {"font:bricolage-grotesque", "font:source-sans-3", "landscape:"}
    reader = made(HOSTILE)
    links = [
        str(note.get_object()["/A"]["/URI"])
        for page in reader.pages
        for note in page.get("/Annots", [])
        if "/A" in note.get_object()
    ]
    assert set(links) == {"https://collab.example/projects/oppna-dorrar/plan"}
    assert "<script>alert(3)</script>" in "".join(page.extract_text() for page in reader.pages)


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/x.png", "http://127.0.0.1/", "file:///etc/passwd", "data:text/css,x", "ftp://x/y",
        "font:../../etc/passwd", "picture:unknown", "landscape:other", "paper:x",
    ],
)  # fmt: skip
def test_whatever_was_not_handed_along_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="fetches nothing"):
        printed.Handed(written(), materials()).fetch(address)


def test_it_is_a_pdf_to_those_who_look_through_uploads() -> None:
    assert recognise(BytesIO(printed.make(written(), materials(), silent)), "plan.pdf") is Kind.PDF


def test_a_long_text_and_a_wide_table_are_whole() -> None:
    reader = made(long() + "\n\n" + wide())
    text = "".join(page.extract_text() for page in reader.pages).replace("\n", " ")
    assert text.count("Ett stycke om dörrar som står öppna.") > 1000
    assert "c49" in text.replace(" ", "")
