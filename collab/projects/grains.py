"""How a text falls into pieces, ever smaller: lines, sentences, words. The pieces joined are the text."""

import re
from collections.abc import Callable

_MARKER = r"(?:[ \t]*(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]+)"
"""What begins a point of a list or a heading: no piece ends between it and its words."""
_SENTENCE = re.compile(rf"(?:(?:(?<=\n)|\A){_MARKER})?.+?(?:[.!?:][ \t]++(?![a-zåäö])|\n|$)", re.DOTALL)
_WORD = re.compile(r"\s+|\S+")
_BLOCK = re.compile(rf"{_MARKER}|[ \t]*[|>]")
_ROW = re.compile(r"[ \t]*\|.*")
_ANY_ROW = re.compile(r"(?:\A|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])[ \t]*\|")
"""With every character at which `splitlines` ends a line: tens of thousands of lines are searched at once."""

GRAINS: tuple[Callable[[str], list[str]], ...] = (
    lambda text: text.splitlines(keepends=True),
    _SENTENCE.findall,
    _WORD.findall,
)
"""The largest pieces first."""


def begins_block(text: str) -> bool:
    """Whether the text begins a point of a list, a heading, a quotation or a row of a table."""
    return _BLOCK.match(text) is not None


def has_row(text: str) -> bool:
    """Whether a line of the text is a row of a table."""
    return _ANY_ROW.search(text) is not None


def first_cell(row: str) -> str:
    """What a row of a table begins with."""
    return row.strip().strip("|").split("|")[0].strip()


def heading_of(text: str) -> str:
    """The heading and the line beneath it of the table that the text breaks off in; empty for none."""
    lines = text.splitlines(keepends=True)
    begun = len(lines)
    while begun and _ROW.match(lines[begun - 1]):
        begun -= 1
    table = lines[begun:]
    return "".join(table[:2]) if len(table) > 1 else ""
