"""Markdown to safe HTML, done when a text is written and never when it is read."""

from functools import cache
from typing import TYPE_CHECKING

import nh3
from markupsafe import Markup, escape

from collab.later import later
from collab.text import unbroken

if TYPE_CHECKING:
    import markdown_it
else:
    markdown_it = later("markdown_it")

TAGS = {
    "p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr",
    "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
LONGEST = 40_000


def render(source: str, *, top_heading: int = 3) -> Markup:
    """The source as sanitised HTML. A `#` becomes a heading of level `top_heading`: a page keeps one h1.

    Sources over 40 000 characters are cut there: the form has refused them before.
    """
    parser = _parser()
    tokens = parser.parse(unbroken(source[:LONGEST]))
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + top_heading - 1)}"
    html = parser.renderer.render(tokens, parser.options, {})
    return Markup(  # noqa: S704 - nh3 has just cleaned it
        nh3.clean(
            html,
            tags=TAGS,
            attributes={"a": {"href"}, "ol": {"start"}},
            url_schemes={"http", "https", "mailto"},
            link_rel="noopener nofollow ugc",
        )
    )


@cache
def _parser() -> "markdown_it.MarkdownIt":
    how = {"html": False, "linkify": False, "typographer": False}
    return markdown_it.MarkdownIt("commonmark", how).enable("table")


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
