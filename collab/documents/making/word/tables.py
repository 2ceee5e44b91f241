"""Tables of a Word file: their first row is said again on every page, their rows stay whole."""

from collections.abc import Callable, Sequence
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph
from markdown_it.token import Token

from collab.documents.making.word import pieces
from collab.documents.paper import Table

SetText = Callable[[Paragraph, list[Token]], None]


def set_table(document: Document, table: Table, caption: str, language: str) -> None:
    """Set a table of the paper; `language`: of what the team wrote, where it is not the document's."""
    rows = [table.columns, *table.rows, *([table.total] if table.total else [])]
    made = _begun(document, len(rows), len(table.columns), caption)
    for at, (row, cells) in enumerate(zip(made.rows, rows, strict=True)):
        is_head, is_total = at == 0, bool(table.total) and at == len(rows) - 1
        for column, (cell, words) in enumerate(zip(row.cells, cells, strict=True)):
            paragraph = _first(cell)
            other = language if column in table.written and not (is_head or is_total) else ""
            pieces.add_run(paragraph, words, language=other, is_bold=is_head or is_total or column == 0)
            if column in table.numeric:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    pieces.add_paragraph(document, "After Table")


def set_rows(document: Document, rows: Sequence[list[list[Token]]], set_text: SetText) -> None:
    """Set a table that somebody wrote in Markdown: each row as the texts of its cells."""
    made = _begun(document, len(rows), len(rows[0]), "")
    for at, (row, cells) in enumerate(zip(made.rows, rows, strict=True)):
        for cell, children in zip(row.cells, cells, strict=True):
            paragraph = _first(cell)
            set_text(paragraph, children)
            if at == 0:
                for run in paragraph.runs:
                    run.bold = True
    pieces.add_paragraph(document, "After Table")


def _begun(document: Document, rows: int, columns: int, caption: str) -> WordTable:
    made: WordTable = document.add_table(rows, columns)
    made.style = "Table Grid"
    about: Any = made._tbl.tblPr
    if caption:
        about.append(pieces.element("w:tblCaption", val=caption))
    for at, row in enumerate(made.rows):
        marks: Any = row._tr.get_or_add_trPr()
        marks.append(pieces.element("w:cantSplit"))
        if at == 0:
            marks.append(pieces.element("w:tblHeader"))
    return made


def _first(cell: Any) -> Paragraph:
    return pieces.dressed(cell.paragraphs[0], "Table Text")
