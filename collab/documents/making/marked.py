"""A section's Markdown as tokens that are safe to set in any format.

Headings stand below the section's own and skip no level, links lead to the web or to an e-mail address, and
a picture is one that was handed along, or its alternative text.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import urljoin, urlsplit

from markdown_it.token import Token
from msgspec import Struct

from collab import markdown
from collab.documents.making.materials import Materials
from collab.documents.paper import Paper, Part

SCHEMES = ("http", "https", "mailto")
PICTURE = "picture:"
"""What the addresses of pictures that were handed along begin with; their SHA-256 follows."""


class Ground(Struct, frozen=True):
    """What the links and pictures of a section mean: its site's address, and pictures by their address.

    `own`: what the addresses of the project's pictures begin with. `said`: those that may be spoken of.
    """

    site: str
    pictures: Mapping[str, str]
    alternative: str
    own: str
    said: frozenset[str]

    @classmethod
    def of(cls, paper: Paper, materials: Materials) -> "Ground":
        """What they mean in a paper, with the pictures that are at hand."""
        known = {at: name for at, name in paper.pictures.items() if name in materials.pictures}
        own = f"/projects/{paper.slug}/files/"
        return cls(paper.site, known, paper.alternative, own, frozenset(paper.pictures))

    def is_withheld(self, address: str) -> bool:
        """Whether it is a picture of the project that may not be shown: its words describe it, and go too."""
        return address.startswith(self.own) and address not in self.said


class _Begun(Struct):
    """A block that is open: where it begins, and whether something of it was left out."""

    at: int
    is_lessened: bool = False


def tokens(part: Part, ground: Ground, *, top_heading: int) -> list[Token]:
    """The part's Markdown; its highest heading becomes one of level `top_heading`, at most 6."""
    found = markdown.parsed(part.source)
    for token in found:
        if token.children:
            token.children = list(_safe(token.children, ground))
    found = _without_empty(found)
    _place_headings(found, top_heading)
    return found


def _without_empty(found: list[Token]) -> list[Token]:
    """No paragraph and no heading of which nothing is left, when its only picture may not be shown.

    A point of a list goes with it where it held nothing else; numbered ones stay, and keep their numbers.
    """
    kept: list[Token] = []
    within: list[_Begun] = []
    at = 0
    while at < len(found):
        if found[at].type in ("paragraph_open", "heading_open") and _is_empty(found[at + 1]):
            for around in within[-1:]:
                around.is_lessened = True
            at += 3  # it opens, has its text, closes
            continue
        kept.append(found[at])
        if found[at].nesting == 1:
            within.append(_Begun(len(kept) - 1))
        elif found[at].nesting == -1:
            _close(kept, within)
        at += 1
    return kept


def _close(kept: list[Token], within: list[_Begun]) -> None:
    """The last of `kept` closes a block: it goes where nothing of it is left."""
    begun = within.pop()
    is_numbered = kept[begun.at].type == "list_item_open" and kept[begun.at].markup in (".", ")")
    if begun.is_lessened and begun.at == len(kept) - 2 and not is_numbered:
        del kept[begun.at :]
        for around in within[-1:]:
            around.is_lessened = True


def _is_empty(text: Token) -> bool:
    return not any(child.content.strip() or child.type == "image" for child in text.children or ())


def _place_headings(found: list[Token], top: int) -> None:
    opening = [token for token in found if token.type == "heading_open"]
    ranks = {tag: rank for rank, tag in enumerate(sorted({token.tag for token in opening}))}
    before = top - 1
    for token in found:
        if token.type == "heading_open":
            before = min(top + ranks[token.tag], before + 1, 6)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{before}"


def _safe(children: list[Token], ground: Ground) -> Iterator[Token]:
    """`meta` of a link's tokens says where it leads, at both its ends."""
    address = ""  # links do not stand in links
    for token in children:
        if token.type == "link_open":
            address = _address(str(token.attrGet("href") or ""), ground.site)
            token.attrs = {"href": address}
        if token.type in ("link_open", "link_close"):
            token.meta = {"href": address}
            if address:
                yield token
        elif token.type == "image":
            yield _picture(token, ground)
        else:
            yield token


def _address(href: str, site: str) -> str:
    """Where a link leads from outside the site; nothing where it should lead nowhere."""
    try:
        whole = urljoin(f"{site}/", href)
        return whole if urlsplit(whole).scheme in SCHEMES else ""
    except ValueError:
        return ""


def _picture(token: Token, ground: Ground) -> Token:
    words, address = plain(token.children or []) or token.content, str(token.attrGet("src") or "")
    name = ground.pictures.get(address)
    if ground.is_withheld(address):
        return Token("text", "", 0)
    if name is None:
        return Token("text", "", 0, content=words or ground.alternative)
    token.attrs = {"src": PICTURE + name, "alt": words}
    token.children, token.content = [Token("text", "", 0, content=words)], words
    return token


def plain(children: list[Token]) -> str:
    """The words of a text without its marks."""
    return "".join(_word(token) for token in children)


def _word(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return plain(token.children) if token.children else token.content


def addresses_of_pictures(source: str) -> list[str]:
    """The addresses of the pictures that a Markdown text shows, each once."""
    children = [child for token in markdown.parsed(source) for child in token.children or ()]
    found = [str(token.attrGet("src") or "") for token in children if token.type == "image"]
    return list(dict.fromkeys(found))
