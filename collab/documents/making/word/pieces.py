"""What python-docx has no word for: links, fields, languages, alternative texts, lists that begin anew."""

from collections.abc import Iterable
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

Look = dict[str, bool]
"""How words look: is_bold, is_italic, is_code."""


def add_paragraph(document: Document, style: str) -> Paragraph:
    """A paragraph of that style at the end of the document."""
    return dressed(document.add_paragraph(), style)


def dressed(paragraph: Paragraph, style: str) -> Paragraph:
    """The paragraph in that style, without looking through all of them: its id is its name in one word."""
    paragraph._p.style = style.replace(" ", "")
    return paragraph


def add_run(paragraph: Paragraph, words: str, *, language: str = "", **look: bool) -> Run:
    """Words of one look at the end of a paragraph."""
    run = paragraph.add_run(words)
    style(run, language, **look)
    return run


def style(
    run: Run, language: str = "", *, is_bold: bool = False, is_italic: bool = False, is_code: bool = False
) -> None:
    """Give words their look and, where it is another than the document's, their language."""
    if is_bold:
        run.bold = True
    if is_italic:
        run.italic = True
    if is_code:
        run.style = "Code"
    if language:
        run._r.get_or_add_rPr().append(element("w:lang", val=region(language)))


def region(language: str) -> str:
    """The language as Word names it."""
    return {"sv": "sv-SE", "en": "en-GB"}[language]


def element(tag: str, **values: Any) -> Any:
    """An element of Word's own XML with attributes of the same name space."""
    made = OxmlElement(tag)
    for name, value in values.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def add_link(
    part: Any, paragraph: Paragraph, address: str, pieces: Iterable[tuple[str, Look]], language: str = ""
) -> None:
    """Words that lead to an address; `part`: the part of the file that the paragraph is in."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    for words, look in pieces:
        run = add_run(paragraph, words, language=language, **look)
        run._r.get_or_add_rPr().insert(0, element("w:rStyle", val="Hyperlink"))
        link.append(run._r)
    paragraph._p.append(link)


def add_field(paragraph: Paragraph, name: str) -> None:
    """A number that Word counts: PAGE, NUMPAGES."""
    for kind in ("begin", "separate", "end"):
        run = paragraph.add_run()
        run._r.append(element("w:fldChar", fldCharType=kind))
        if kind == "begin":
            told = element("w:instrText")
            told.text = name
            paragraph.add_run()._r.append(told)
        if kind == "separate":
            paragraph.add_run("1")


def describe(run: Run, words: str) -> None:
    """Give the picture in a run its alternative text."""
    for shape in run._r.iter(qn("wp:docPr")):
        shape.set("descr", words)


def new_numbering(document: Document, style: str, start: int) -> int:
    """A list of its own that begins with that number, in the look of a style. Answers its id."""
    numbering: Any = document.part.numbering_part.element
    number_style: Any = document.styles[style]
    like = number_style.element.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(like).abstractNumId.val
    made = numbering.add_num(abstract)
    made.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(made.numId)


def number(paragraph: Paragraph, numbering: int) -> None:
    """Let the paragraph be an item of that list."""
    marks: Any = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    marks.get_or_add_ilvl().val = 0
    marks.get_or_add_numId().val = numbering
