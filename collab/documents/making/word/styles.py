"""How a Word file looks: A4, our colours, typefaces that every office has."""

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from collab.documents.making.word.pieces import element, region

INK, SOFT, LINK = RGBColor(0x0F, 0x28, 0x40), RGBColor(0x3F, 0x55, 0x6B), RGBColor(0x0B, 0x57, 0x8F)
HEADINGS = {"Title": 28, "Heading 1": 18, "Heading 2": 14, "Heading 3": 12, "Heading 4": 11}
"""Points."""
OWN: dict[str, float] = {"Facts": 11, "Table Text": 10, "After Table": 6, "Break": 11, "Code Block": 9.5}
DISPLAY, TEXT, FIXED = "Calibri", "Calibri", "Consolas"
TEXT_WIDTH = Cm(16)


def prepare(document: Document, language: str) -> None:
    """Let the document speak the language and look like ours."""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.5)
    _speak(document, language)
    for name, size in {"Normal": 11, **HEADINGS}.items():
        _dress(document.styles[name], TEXT if name == "Normal" else DISPLAY, size, INK)
    _dress(document.styles["Subtitle"], TEXT, 14, SOFT)
    _dress(document.styles["Footer"], TEXT, 9, SOFT)
    for name, points in OWN.items():
        _dress(document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH), TEXT, points, INK)
    _space(document)
    _add_words(document)


def _speak(document: Document, language: str) -> None:
    styles: Any = document.styles.element
    for found in styles.iter(qn("w:lang")):
        found.set(qn("w:val"), region(language))
    settings: Any = document.settings.element
    for found in settings.iter(qn("w:themeFontLang")):
        found.set(qn("w:val"), region(language))


def _dress(style: Any, face: str, size: float, colour: RGBColor) -> None:
    style.font.name, style.font.size, style.font.color.rgb = face, Pt(size), colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)  # a theme's face would win over the one that is named


def _space(document: Document) -> None:
    after = {"Facts": 2, "Table Text": 2, "After Table": 0, "Subtitle": 12}
    for name, points in after.items():
        _format(document, name).space_after = Pt(points)
    _format(document, "Table Text").space_before = Pt(2)
    stops = _format(document, "Footer").tab_stops
    for stop in list(stops):
        stops._pPr.tabs.remove(stop._tab)
    stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)


def _format(document: Document, name: str) -> Any:
    style: Any = document.styles[name]
    return style.paragraph_format


def _add_words(document: Document) -> None:
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = LINK, True
    code = document.styles.add_style("Code", WD_STYLE_TYPE.CHARACTER)
    code.font.name = FIXED
    block: Any = document.styles["Code Block"]
    block.font.name = FIXED
    block.element.rPr.rFonts.addnext(element("w:noProof"))  # Word asks for an order
