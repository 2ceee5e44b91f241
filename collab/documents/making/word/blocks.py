"""Sets the tokens of a section into a Word file, block by block."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from docx.document import Document
from docx.shared import Emu, Inches
from docx.text.paragraph import Paragraph
from markdown_it.token import Token

from collab.documents.making.marked import PICTURE
from collab.documents.making.materials import as_jpeg
from collab.documents.making.plain import closing
from collab.documents.making.word import pieces
from collab.documents.making.word.pieces import Look
from collab.documents.making.word.tables import set_rows

DEEPEST_HEADING = 4
DEEPEST_LIST = 3
WIDEST = Inches(6.3)
TALLEST = Inches(8)
PIXELS_TO_AN_INCH = 96
LOOKS = {"strong_open": "is_bold", "em_open": "is_italic"}


class Setter:
    """Sets blocks at the end of a document. `language`: of the text, where it is not the document's."""

    def __init__(self, document: Document, pictures: Mapping[str, bytes], language: str) -> None:
        self.document = document
        self.language = language
        self._pictures = pictures

    def set(self, tokens: list[Token]) -> None:
        """Set a section's tokens."""
        self._blocks(tokens, "Body Text", 0)

    def _blocks(self, tokens: list[Token], style: str, depth: int, numbering: int = 0) -> None:
        """`numbering`: the list whose number the first of the blocks bears, where it is an item of one."""
        at, plain = 0, "List Continue" if style.startswith("List") else style
        while at < len(tokens):
            end = closing(tokens, at)
            self._block(tokens[at], tokens[at + 1 : end], style if at == 0 else plain, depth, numbering)
            numbering = 0
            at = end + 1

    def _block(self, opening: Token, inside: list[Token], style: str, depth: int, numbering: int) -> None:
        kind = opening.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            self._list(opening, inside, depth + 1)
        elif kind == "blockquote_open":
            self._blocks(inside, "Quote", depth)
        elif kind == "table_open":
            set_rows(self.document, list(_rows(inside)), self._text)
        elif kind == "hr":
            pieces.add_run(pieces.add_paragraph(self.document, "Break"), "* * *")
        elif kind in ("fence", "code_block"):
            pieces.add_run(pieces.add_paragraph(self.document, "Code Block"), opening.content.rstrip("\n"))
        else:
            self._paragraph(opening, inside, style, numbering)

    def _paragraph(self, opening: Token, inside: list[Token], style: str, numbering: int) -> None:
        if opening.type == "heading_open":
            style = f"Heading {min(int(opening.tag[1]), DEEPEST_HEADING)}"
        paragraph = pieces.add_paragraph(self.document, style)
        if numbering:
            pieces.number(paragraph, numbering)
        for token in inside:
            self._text(paragraph, token.children or [])

    def _list(self, opening: Token, inside: list[Token], depth: int) -> None:
        is_ordered = opening.type == "ordered_list_open"
        level = min(depth, DEEPEST_LIST)
        style = f"List {'Number' if is_ordered else 'Bullet'}{f' {level}' if level > 1 else ''}"
        numbering = pieces.new_numbering(self.document, style, _start(opening)) if is_ordered else 0
        at = 0
        while at < len(inside):
            end = closing(inside, at)
            if end == at + 1:
                self._paragraph(opening, [], style, numbering)
            self._blocks(inside[at + 1 : end], style, depth, numbering)
            at = end + 1

    def _text(self, paragraph: Paragraph, children: list[Token]) -> None:
        """Set words with their looks, links and pictures."""
        at = 0
        look: Look = {}
        while at < len(children):
            token = children[at]
            if token.type == "link_open":
                end = closing(children, at)
                self._link(paragraph, token, children[at + 1 : end], look)
                at = end
            elif token.type == "image":
                self._picture(paragraph, token)
            else:
                look = _look_after(token, look)
                if words := _words(token):
                    looks = {**look, "is_code": token.type == "code_inline"}
                    pieces.add_run(paragraph, words, language=self.language, **looks)
            at += 1

    def _link(self, paragraph: Paragraph, opening: Token, inside: list[Token], look: Look) -> None:
        said: list[tuple[str, Look]] = []
        for token in inside:
            look = _look_after(token, look)
            if words := _words(token):
                said.append((words, look))
        part = self.document.part
        pieces.add_link(part, paragraph, str(opening.attrGet("href")), said, self.language)

    def _picture(self, paragraph: Paragraph, token: Token) -> None:
        name = str(token.attrGet("src")).removeprefix(PICTURE)
        drawn, width, height = as_jpeg(self._pictures[name])
        inches = min(width / PIXELS_TO_AN_INCH, WIDEST.inches, TALLEST.inches * width / height)
        run = paragraph.add_run()
        run.add_picture(BytesIO(drawn), width=Emu(Inches(inches)))
        pieces.describe(run, str(token.attrGet("alt")))


def _start(opening: Token) -> int:
    found: Any = opening.attrGet("start")
    return 1 if found is None else min(int(found), 32_000)


def _look_after(token: Token, look: Look) -> Look:
    """How words look from that mark on."""
    name = LOOKS.get(token.type.replace("_close", "_open"))
    return look if name is None else {**look, name: token.nesting == 1}


def _words(token: Token) -> str:
    if token.type == "hardbreak":
        return "\n"
    return " " if token.type == "softbreak" else token.content


def _rows(inside: list[Token]) -> Iterator[list[list[Token]]]:
    """The rows of a table, each as the texts of its cells."""
    cells: list[list[Token]] = []
    for at, token in enumerate(inside):
        if token.type in ("th_open", "td_open"):
            cells.append(inside[at + 1].children or [])
        if token.type == "tr_close":
            yield cells
            cells = []
