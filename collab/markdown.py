"""Markdown to safe HTML, done when a text is written and never when it is read."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

import nh3
from markupsafe import Markup, escape

from collab import bare_addresses
from collab.keys import is_key
from collab.later import later
from collab.text import shortened, unbroken

if TYPE_CHECKING:
    import markdown_it
    import markdown_it.token as tokens
    from markdown_it import rules_block
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token
else:
    markdown_it = later("markdown_it")
    rules_block = later("markdown_it.rules_block")
    tokens = later("markdown_it.token")

TAGS = {
    "p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr",
    "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
LONGEST = 50_000
_TAG = re.compile(r"<(/?)(\w*)[^>]*(>|$)")
_INSIDE_WORDS = {"strong", "em", "a", "code"}
_CELL = re.compile(r"<t[dh][^>]*>")
_NAMED = "named"
"""The class of a name that stands for a handle: where nothing is bold, an @ tells it from other words."""
_NAME = f'<strong class="{_NAMED}">'
_CUT_ENTITY = re.compile(r"&#?\w{0,8}$")


class Name(NamedTuple):
    """A name among the words of a text, and where it leads, if anywhere."""

    words: str
    address: str = ""


Parts = Callable[[str], Iterable[str | Name]]
"""Makes of a piece of a text the words and the names that it consists of, in order."""


def render(source: str, *, top_heading: int = 3, pictures: str = "", parts: Parts | None = None) -> Markup:
    """The source as sanitised HTML. A `#` becomes a heading of level `top_heading`: a page keeps one h1.

    `pictures`: what the address of a picture must begin with, before its key; of any other picture, and of
    all where nothing is said, the words remain, or its address where it has none.
    `parts`: what becomes of the pieces that `pieces` finds.

    Sources over 50 000 characters are cut there: the form has refused them before.
    """
    parser = _parser()
    read = parser.parse(unbroken(source[:LONGEST]))
    for token in read:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + top_heading - 1)}"
        if token.children:
            children = token.children if parts is None else _with_names(token.children, parts)
            token.children = [_picture_or_words(child, pictures) for child in children]
    html = parser.renderer.render(read, parser.options, {})
    return Markup(  # noqa: S704 - nh3 has just cleaned it
        nh3.clean(
            html,
            tags=TAGS | {"img"},
            attributes={"a": {"href"}, "ol": {"start"}, "img": {"src", "alt"}},
            allowed_classes={"strong": {_NAMED}},
            url_schemes={"http", "https", "mailto"},
            link_rel="noopener nofollow ugc",
        )
    )


def _picture_or_words(token: "Token", pictures: str) -> "Token":
    """The token; of a picture that is not shown its words, or where it lies."""
    before, found, key = str(token.attrs.get("src", "")).partition(pictures or "\0")
    token.attrs.pop("title", None)
    if token.type != "image" or (found and not before and is_key(key)):
        return token
    address = str(token.attrs.get("src", ""))
    words = "".join(child.content for child in token.children or ())
    words = words or (address if address.startswith(("http://", "https://")) else "")
    token.type, token.tag, token.content, token.children = "text", "", words, None
    return token


def pieces(source: str) -> list[str]:
    """The words of a text that stand in no link, no picture and no code, in pieces."""
    found: list[str] = []

    def note(words: str) -> Iterable[str]:
        found.append(words)
        return ()

    for token in parsed(source[:LONGEST]):
        list(_with_names(token.children or (), note))
    return found


def _with_names(children: "Iterable[Token]", parts: Parts) -> "Iterator[Token]":
    return bare_addresses.replaced(children, partial(_in_parts, parts=parts))


def _in_parts(token: "Token", parts: Parts) -> "Iterator[Token]":
    for part in parts(token.content):
        if isinstance(part, str):
            yield token.copy(content=part)
        else:
            yield from _name(part)


def _name(name: Name) -> "Iterator[Token]":
    if name.address:
        yield tokens.Token("link_open", "a", 1, attrs={"href": name.address})
    yield tokens.Token("strong_open", "strong", 1, attrs={"class": _NAMED})
    yield tokens.Token("text", "", 0, content=name.words)
    yield tokens.Token("strong_close", "strong", -1)
    if name.address:
        yield tokens.Token("link_close", "a", -1)


def parsed(source: str) -> "list[Token]":
    """The source as markdown-it's tokens, of any length: for what is set in another format than a page's."""
    return _parser().parse(unbroken(source))


def parsed_line(source: str) -> "list[Token]":
    """The tokens of a text within one paragraph."""
    return [child for token in _parser().parseInline(source) for child in token.children or ()]


def rendered(read: "list[Token]") -> str:
    """Tokens as HTML that nobody has cleaned yet."""
    parser = _parser()
    html: str = parser.renderer.render(read, parser.options, {})
    return html


@cache
def _parser() -> "markdown_it.MarkdownIt":
    how = {"html": False, "linkify": False, "typographer": False}
    parser = markdown_it.MarkdownIt("commonmark", how).enable("table")
    parser.disable("code")  # what is pasted from elsewhere begins with spaces and is no code; fences are
    parser.block.ruler.at("reference", _reference, {"alt": []})
    parser.core.ruler.push("bare_addresses", bare_addresses.link)
    return parser


def _reference(state: "StateBlock", first: int, last: int, silent: bool) -> bool:
    """Where a link leads that is named elsewhere; `[^1]: …` is a footnote's words, which stay words."""
    if state.src.startswith("[^", state.bMarks[first] + state.tShift[first]):
        return False
    return rules_block.reference(state, first, last, silent)


def first_words(html: str) -> str:
    """How what `render` made begins as one line of plain text, names with an @; it may be cut anywhere."""
    return shortened(_without_tags(_CUT_ENTITY.sub("", html)))


def words_of(html: str) -> str:
    """What `render` made as plain text, names with an @, the cells of tables apart by |."""
    return _without_tags(_CELL.sub(" | ", html))


def _without_tags(html: str) -> str:
    bare = _TAG.sub(lambda tag: "" if tag[2] in _INSIDE_WORDS else " ", html.replace(_NAME, "@"))
    return unescape(bare)


def plain_words(source: str) -> int:
    """How many words a reader meets: the plan's length hints count them."""
    return sum(any(c.isalnum() for c in word) for word in source.split())


def frame_tables(html: str, label: str) -> Markup:
    """What `render` made, its tables in regions that scroll and take focus, called `label` and a number.

    A plain string is escaped: only what is marked as safe stays HTML.
    """
    first, *others = escape(html).split(Markup("<table>"))
    return Markup("").join([first, *(_framed(rest, f"{label} {i}") for i, rest in enumerate(others, 1))])


def _framed(rest: Markup, label: str) -> Markup:
    opening = Markup('<section class="scroll" tabindex="0" aria-label="{}"><table class="table">')
    return opening.format(label) + rest.replace(Markup("</table>"), Markup("</table></section>"), 1)
