"""A paper as a Word file, with real styles, headings, lists and tables."""

from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document

from collab.documents.making import marked
from collab.documents.making.marked import Ground
from collab.documents.making.materials import Materials, Tell
from collab.documents.making.word import pieces, styles
from collab.documents.making.word.blocks import Setter
from collab.documents.making.word.tables import set_table
from collab.documents.paper import Paper, Part

__all__ = ["make"]

FIRST_LEVEL = 2
"""The highest heading within a part: the part's own is Heading 1."""


def make(paper: Paper, materials: Materials, tell: Tell) -> bytes:
    """The document as the bytes of a .docx file."""
    document = docx.Document()
    styles.prepare(document, paper.language)
    _say_what_it_is(document, paper)
    _begin(document, paper)
    ground = Ground.of(paper, materials)
    for number, part in enumerate(paper.parts, 1):
        tell("section", {"name": part.heading, "number": number, "of": len(paper.parts)})
        _part(document, part, ground, Setter(document, materials.pictures, _other(part, paper)))
    _end_pages(document, paper)
    tell("file", {})
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _say_what_it_is(document: Document, paper: Paper) -> None:
    about = document.core_properties
    about.title, about.author, about.language = paper.title[:255], paper.author[:255], paper.language
    about.last_modified_by, about.comments = paper.author[:255], ""
    about.created = about.modified = datetime.fromisoformat(paper.made_on)


def _begin(document: Document, paper: Paper) -> None:
    other = paper.text_language if paper.text_language != paper.language else ""
    for words, style in ((paper.title, "Title"), (paper.promise, "Subtitle")):
        if words:
            pieces.add_run(document.add_paragraph(style=style), words, language=other)
    if paper.notice:
        document.add_paragraph(paper.notice, style="Intense Quote")
    for label, value in paper.facts:
        line = document.add_paragraph(style="Facts")
        pieces.add_run(line, f"{label}: ", is_bold=True)
        pieces.add_run(line, value)


def _part(document: Document, part: Part, ground: Ground, setter: Setter) -> None:
    document.add_heading(part.heading, 1)
    if part.note:
        document.add_paragraph(part.note)
    if part.source:
        setter.set(marked.tokens(part, ground, top_heading=FIRST_LEVEL))
    if part.table:
        set_table(document, part.table, part.heading, setter.language)


def _other(part: Part, paper: Paper) -> str:
    """The language of the part's text where it is not the document's."""
    return part.language if part.language != paper.language else ""


def _end_pages(document: Document, paper: Paper) -> None:
    """At the foot of every page its number and where the living plan is."""
    foot = document.sections[0].footer.paragraphs[0]
    pieces.add_run(foot, f"{paper.living} ")
    pieces.add_link(document.sections[0].footer.part, foot, paper.address, [(paper.address, {})])
    first, of = paper.page
    pieces.add_run(foot, f"\t{first} ")
    pieces.add_field(foot, "PAGE")
    pieces.add_run(foot, f" {of} ")
    pieces.add_field(foot, "NUMPAGES")
