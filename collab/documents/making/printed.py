"""A paper as a tagged PDF (PDF/UA-1), in our look. The only module that loads WeasyPrint."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import nh3
import weasyprint
from jinja2 import Environment, FileSystemLoader
from msgspec.structs import asdict
from PIL import ImageFile
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from collab import landscapes, markdown
from collab.documents.making import marked
from collab.documents.making.marked import PICTURE, Ground
from collab.documents.making.materials import Materials, Tell, as_jpeg
from collab.documents.paper import Paper, Part

# WeasyPrint has Pillow take pictures that are cut short, wherever the process opens one.
ImageFile.LOAD_TRUNCATED_IMAGES = False

FONTS = ("bricolage-grotesque", "source-sans-3")
_START = re.compile(r'<ol start="(\d{1,9})">')
TAGS = (markdown.TAGS | {"img"}) - {"h2"}
MOST_COLUMNS = 8
"""A table with more is set small."""


def make(paper: Paper, materials: Materials, tell: Tell) -> bytes:
    """The document as the bytes of a PDF. Raises OSError when a font or a template is not there."""
    environment = _environment(materials)
    handed, faces = Handed(paper, materials), FontConfiguration()
    page = weasyprint.HTML(string=written(paper, environment, materials, tell), url_fetcher=handed)
    look = weasyprint.CSS(string=_look(environment, paper, materials), url_fetcher=handed, font_config=faces)
    with _told(tell):
        made: bytes = page.write_pdf(
            stylesheets=[look], font_config=faces, pdf_variant="pdf/ua-1", pdf_tags=True
        )
    return made


def _environment(materials: Materials) -> Environment:
    loader = FileSystemLoader(materials.templates)
    return Environment(autoescape=True, loader=loader, trim_blocks=True, lstrip_blocks=True)


def written(paper: Paper, environment: Environment, materials: Materials, tell: Tell) -> str:
    """The document as the page that is printed."""
    ground, parts = Ground.of(paper, materials), []
    for number, part in enumerate(paper.parts, 1):
        tell("section", {"name": part.heading, "number": number, "of": len(paper.parts)})
        said = {**asdict(part), "language": part.language or paper.language}
        parts.append({**said, "html": _html(part, ground) if part.source else ""})
    return environment.get_template("documents/paper.html").render(paper=paper, parts=parts)


def _look(environment: Environment, paper: Paper, materials: Materials) -> str:
    """Our colours, then the print's own rules; the words that stand in them cannot end their string."""
    first, of = (_in_css(word) for word in paper.page)
    tokens = (materials.lettering / "tokens.css").read_text(encoding="utf-8")
    return tokens + environment.get_template("documents/paper.css").render(first=first, of=of)


def _in_css(word: str) -> str:
    return "".join(letter for letter in word if letter.isalnum() or letter == " ")


def _html(part: Part, ground: Ground) -> str:
    html = nh3.clean(
        markdown.rendered(marked.tokens(part, ground, top_heading=3)),
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}, "img": {"src", "alt"}},
        url_schemes={*marked.SCHEMES, PICTURE.removesuffix(":")},
        link_rel=None,
    )
    html = _START.sub(_started, html.replace("<th>", '<th scope="col">'))
    first, *tables = html.split("<table>")
    return "".join([first, *(_opened(table) for table in tables)])


def _started(found: re.Match[str]) -> str:
    """WeasyPrint counts lists by styles alone."""
    return f'<ol style="counter-reset: list-item {int(found[1]) - 1}">'


def _opened(table: str) -> str:
    head = table.partition("</tr>")[0]
    return f'<table class="wide">{table}' if head.count("<th ") > MOST_COLUMNS else f"<table>{table}"


class Handed(URLFetcher):  # type: ignore[misc] # it says no types
    """Gives WeasyPrint what was handed along, and nothing from the network or the disk."""

    def __init__(self, paper: Paper, materials: Materials) -> None:
        super().__init__(allowed_protocols=())
        self._slug, self._materials = paper.slug, materials

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Raises ValueError for every address but those of fonts, pictures and the landscape."""
        kind, _, name = url.partition(":")
        if kind == "font" and name in FONTS:
            data = (self._materials.fonts / f"{name}.woff2").read_bytes()
            return URLFetcherResponse(url, data, {"Content-Type": "font/woff2"})
        if url == "landscape:":
            drawn = landscapes.landscape_for(self._slug)
            return URLFetcherResponse(url, drawn.encode(), {"Content-Type": "image/svg+xml"})
        if kind == "picture" and name in self._materials.pictures:
            picture, *_size = as_jpeg(self._materials.pictures[name])
            return URLFetcherResponse(url, picture, {"Content-Type": "image/jpeg"})
        raise ValueError("a document fetches nothing")


class _Listener(logging.Handler):
    def __init__(self, tell: Tell) -> None:
        super().__init__()
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        words = record.getMessage()
        if words.startswith("Step 5"):
            page = words.rpartition(" ")[2]
            self._tell("pages", {"page": int(page)} if page.isdigit() else {})
        elif words.startswith(("Step 6", "Step 7")):
            self._tell("file", {})


@contextmanager
def _told(tell: Tell) -> Iterator[None]:
    """Tell how far WeasyPrint is, which says so to its log."""
    log, listener = logging.getLogger("weasyprint.progress"), _Listener(tell)
    log.setLevel(logging.INFO)
    log.propagate = False
    log.addHandler(listener)
    try:
        yield
    finally:
        log.removeHandler(listener)
