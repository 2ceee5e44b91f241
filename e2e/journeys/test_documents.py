"""The plan goes out as a formal document on any day, to partners who share no office suite."""

import re
from pathlib import Path
from typing import Any

import docx
from playwright.sync_api import Page
from pypdf import PdfReader

from e2e.cast import TOURISM
from e2e.desk import Desk, Look
from e2e.pages.demonstration import Stage
from e2e.pages.documents import Documents

PROJECT = "under-fotterna"
TITLE = "Under fötterna"
NEED = "Svart diabas från Göinge står som gravsten över halva Europa."
SECTIONS = [
    "Teamet", "Behov", "Målgrupp", "Idé", "Samarbetspartner", "Kunskapsgrund", "Effekter", "Resurser",
    "Vad händer sedan", "Milstolpar", "Förankring hemma",
]  # fmt: skip
MILESTONE = "Genomgång av souvenirhyllorna"
DEMONSTRATION = "Demonstration: innehållet är påhittat."


def at_the_plan(desk: Desk, **look: Any) -> Page:
    page = desk.browser(Look(**look))
    Stage.open(page).be(TOURISM)
    return page


def kinds(node: Any) -> list[str]:
    """The elements of a PDF's structure below a node."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [kind for child in node for kind in kinds(child)]
    own = [str(node["/S"])] if isinstance(node, dict) and "/S" in node else []
    return own + (kinds(node["/K"]) if isinstance(node, dict) and "/K" in node else [])


def test_a_member_takes_the_plan_along_as_word(desk: Desk, tmp_path: Path) -> None:
    documents = Documents(at_the_plan(desk)).open(PROJECT).ask("Word").wait()
    file = documents.take(tmp_path)
    assert re.fullmatch(r"under-fotterna-projektplan-2017-\d\d-\d\d\.docx", file.name)
    document = docx.Document(str(file))
    said = [(p.style.name if p.style else "", p.text) for p in document.paragraphs]
    assert said[0] == ("Title", TITLE)
    assert DEMONSTRATION in [text for _, text in said]
    assert [text for style, text in said if style == "Heading 1"] == SECTIONS
    assert any(text.startswith(NEED) for style, text in said if style == "Body Text")
    milestones = next(table for table in document.tables if table.rows[0].cells[0].text == "Milstolpe")
    assert [cell.text for cell in milestones.rows[0].cells] == [
        "Milstolpe",
        "Klart senast",
        "Ansvarig",
        "Läge",
    ]
    assert MILESTONE in [row.cells[0].text for row in milestones.rows]
    anchoring = document.tables[-1]
    assert anchoring.rows[-1].cells[0].text == "Tillsammans"


def test_and_as_tagged_pdf_which_is_there_when_she_comes_back(desk: Desk, tmp_path: Path) -> None:
    page = at_the_plan(desk, width=1280)
    documents = Documents(page).open(PROJECT).ask("PDF").wait().back()
    page.get_by_role("link", name="PDF: planen som den såg ut då").first.click()
    file = documents.take(tmp_path)
    reader = PdfReader(file)
    root: Any = reader.trailer["/Root"]
    assert (root["/Lang"], reader.metadata and reader.metadata.title) == ("sv", TITLE)
    assert root["/MarkInfo"]["/Marked"]
    found = kinds(root["/StructTreeRoot"])
    assert (found.count("/H1"), found.count("/H2")) == (1, len(SECTIONS))
    assert found.count("/Table") >= 3, "a table that goes over a page is one on each"
    text = " ".join(" ".join(sheet.extract_text() for sheet in reader.pages).split())
    assert all(words in text for words in (TITLE, NEED, MILESTONE, DEMONSTRATION, *SECTIONS))
    assert re.search(r"Den levande planen finns på http://\S+/projects/under-fotterna/plan", text)


def test_without_scripts_the_page_that_waits_is_looked_at_again(desk: Desk, tmp_path: Path) -> None:
    page = at_the_plan(desk, has_scripts=False)
    file = Documents(page).open(PROJECT).ask("Markdown").wait().take(tmp_path)
    said = file.read_text(encoding="utf-8")
    assert f"# {TITLE}\n" in said
    assert NEED in said
    assert [line[3:] for line in said.splitlines() if line.startswith("## ")] == SECTIONS
