"""The text of a paragraph as Markdown, so that every program reads in it what Collab reads."""

import re

from markdown_it.token import Token

from collab import markdown

_ANYWHERE = re.compile(r"[\\`*_\[\]<~]|&(?=#?\w+;)|!\Z")
_BEGINNING = re.compile(r"^(?:(?P<mark>[#+\-=>|]|:(?=-))|(?P<number>\d{1,9})(?=[.)](?:\s|$)))", re.MULTILINE)
_EMPHASIS = ("strong_open", "strong_close", "em_open", "em_close")
_BREAKS = {"softbreak": "\n", "hardbreak": "\\\n"}
_TICKS = re.compile("`+")


def said(children: list[Token]) -> str:
    """The Markdown of a text that `marked` has made safe; lines where it breaks.

    Where marks of emphasis stand so close that they would be read otherwise the words go without them.
    """
    written = _written(children)
    if _shape(markdown.parsed_line(written)) == _shape(children):
        return written
    return _written([token for token in children if token.type not in _EMPHASIS])


def _written(children: list[Token]) -> str:
    return _BEGINNING.sub(_escaped_beginning, "".join(_piece(token) for token in children))


def _shape(children: list[Token]) -> list[tuple[str, str]]:
    """What a text means: its marks and words in their order, words that follow each other in one."""
    shape: list[tuple[str, str]] = []
    for token in children:
        says = str(token.attrGet("href")) if token.type == "link_open" else token.content
        if token.type == "text" and shape and shape[-1][0] == "text":
            shape[-1] = ("text", shape[-1][1] + says)
        elif token.type != "text" or says:
            shape.append((token.type, says))
    return shape


def _piece(token: Token) -> str:
    kind = token.type
    if kind in _BREAKS:
        return _BREAKS[kind]
    if kind == "code_inline":
        return _code(token.content)
    if kind == "link_open":
        return "["
    if kind == "link_close":
        return _target(str(token.meta["href"]))
    if kind in _EMPHASIS:
        return token.markup
    return _ANYWHERE.sub(lambda found: "\\" + found[0], token.content)


def _target(address: str) -> str:
    return f"](<{address}>)" if "(" in address or ")" in address else f"]({address})"


def _escaped_beginning(found: re.Match[str]) -> str:
    return f"\\{found['mark']}" if found["mark"] else f"{found['number']}\\"


def _code(content: str) -> str:
    longest = max((len(ticks) for ticks in _TICKS.findall(content)), default=0)
    ticks = "`" * (longest + 1)
    is_close = content.startswith("`") or content.endswith("`")
    is_spaced = content.startswith(" ") and content.endswith(" ") and content.strip()
    return f"{ticks} {content} {ticks}" if is_close or is_spaced else f"{ticks}{content}{ticks}"
