"""Addresses that stand in a text as they are: a rule for markdown-it that makes links of them."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from collab.later import later

if TYPE_CHECKING:
    import markdown_it.token as tokens
    from markdown_it.rules_core import StateCore
else:
    tokens = later("markdown_it.token")

_ADDRESS = re.compile(
    r"(?<![\w@./-])(?:"
    r"(?P<page>(?:https?://|www\.)[^\W_][^\s<>\"`|]{0,2000})"
    r"|(?P<mail>[\w+-]{1,64}(?:\.[\w+-]{1,64}){0,5}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}))",
    re.IGNORECASE,
)
_AFTER = ".,:;!?*_~'’”»"
"""What ends a sentence or stands around an address, and is no part of it."""


def link(state: "StateCore") -> None:
    """Make links of `http://…`, `https://…`, `www.…` and e-mail addresses, but not within links or code."""
    for token in state.tokens:
        if token.type == "inline" and token.children and _ADDRESS.search(token.content):
            token.children = list(replaced(token.children, _parts))


def replaced(
    children: "Iterable[tokens.Token]", parts: "Callable[[tokens.Token], Iterable[tokens.Token]]"
) -> "Iterator[tokens.Token]":
    """The tokens of a line; in place of words outside links and code the parts of each piece."""
    depth = 0
    for token in children:
        depth += (token.type == "link_open") - (token.type == "link_close")
        if token.type == "text" and not depth:
            yield from parts(token)
        else:
            yield token


def _parts(token: "tokens.Token") -> "Iterator[tokens.Token]":
    end = 0
    for found in _ADDRESS.finditer(token.content):
        words = _trimmed(found[0])
        if found.start() > end:
            yield _text(token, token.content[end : found.start()])
        opening = tokens.Token("link_open", "a", 1, attrs={"href": _target(words, bool(found["mail"]))})
        yield from (opening, _text(token, words), tokens.Token("link_close", "a", -1))
        end = found.start() + len(words)
    if end < len(token.content):
        yield _text(token, token.content[end:])


def _trimmed(words: str) -> str:
    """Without the marks that follow it; a bracket stays where the address opens it."""
    unopened = {closing: words.count(closing) - words.count(opening) for opening, closing in ("()", "[]")}
    end = len(words)
    while (last := words[end - 1]) in _AFTER or unopened.get(last, 0) > 0:
        end -= 1
        if last in unopened:
            unopened[last] -= 1
    return words[:end]


def _target(words: str, is_mail: bool) -> str:
    if is_mail:
        return f"mailto:{words}"
    return f"https://{words}" if words[:4].lower() == "www." else words


def _text(token: "tokens.Token", words: str) -> "tokens.Token":
    return token.copy(content=words)
