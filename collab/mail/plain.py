"""A text of people for the part of a letter that has no HTML: its words without the marks around them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

from collab import markdown

if TYPE_CHECKING:
    from markdown_it.token import Token


def spelled_out(source: str) -> str:
    """The words as they are read; lists and quotations keep their marks, each link says where it leads."""
    text = _Text()
    for token in markdown.parsed(source):
        text.take(token)
    return "\n".join(text.lines)


class _Text:
    """Lines, as blocks come one after another."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._around: list[tuple[str, str]] = []
        """Of each list item and quotation around: what stands before its next line, and before all others."""
        self._cells: list[str] | None = None
        """Those of the row of a table in which we are."""
        self._is_apart = False
        """Whether an empty line goes before what comes next."""

    def take(self, token: "Token") -> None:
        """Go on by a token of a block."""
        match token.type:
            case "inline" if self._cells is not None:
                self._cells.append(_words(token))
            case "inline":
                self._say(_words(token))
            case "fence":
                self._say(token.content.rstrip("\n"))
                self._is_apart = True
            case "hr":
                self._say("---")
                self._is_apart = True
            case _:
                self._go(token)

    def _go(self, token: "Token") -> None:
        """Into something, or out of it."""
        match token.type:
            case "list_item_open":
                mark = f"{token.info}{token.markup} " if token.info else "- "
                self._enter(mark, " " * len(mark))
            case "blockquote_open":
                self._enter("> ", "> ")
            case "list_item_close" | "blockquote_close":
                self._around.pop()
            case "tr_open":
                self._cells = []
            case "tr_close":
                self._say(" | ".join(self._cells or ()))
                self._cells = None
        self._is_apart |= _ends_apart(token) or (token.type.endswith("list_close") and not self._around)

    def _enter(self, first: str, then: str) -> None:
        self._part()
        self._around.append((first, then))

    def _part(self) -> None:
        if self._is_apart and self.lines:
            self.lines.append("".join(then for _first, then in self._around).rstrip())
        self._is_apart = False

    def _say(self, words: str) -> None:
        self._part()
        for line in words.split("\n"):
            self.lines.append(("".join(first for first, _then in self._around) + line).rstrip())
            self._around = [(then, then) for _first, then in self._around]


def _ends_apart(token: "Token") -> bool:
    """Whether a block ends that is a paragraph of its own; those of a list without empty lines are none."""
    ends = token.type in ("paragraph_close", "heading_close", "blockquote_close", "table_close")
    return ends and not token.hidden


def _words(line: "Token") -> str:
    """The words of a line: of a picture what it shows, or where it lies."""
    said, address, begins = "", "", 0
    for token in line.children or ():
        match token.type:
            case "softbreak" | "hardbreak":
                said += "\n"
            case "link_open":
                address, begins = str(token.attrs.get("href", "")), len(said)
            case "link_close":
                said += _leads(said[begins:], address)
            case "image":
                said += _described(token.children or (), str(token.attrs.get("src", "")))
            case _:
                said += token.content
    return said


def _leads(words: str, address: str) -> str:
    """Where a link leads, unless its words say so."""
    is_said = unquote(address) in (f"{before}{unquote(words)}" for before in ("", "https://", "mailto:"))
    return "" if is_said else f" ({address})"


def _described(words: Sequence["Token"], address: str) -> str:
    return "".join(one.content for one in words) or address
