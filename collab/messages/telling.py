"""The reasons in a nudge's text: lines that lead to what they speak of, and so are found in it again."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from msgspec import Struct

_NO_MARKS = str.maketrans("[]{}", "()()")
_LINE = re.compile(r"^- \[([^\]\n]*)\]\(([^\s)]+)\)\.$", re.MULTILINE)
_BETWEEN = re.compile(r"[/#]")


def bare(words: str) -> str:
    """Words of others as a message's text and subject take them: none of their marks is one there."""
    return words.translate(_NO_MARKS)


def link(words: str, address: str) -> str:
    """Words that lead somewhere."""
    return f"[{bare(words)}]({address})"


def line(words: str, address: str) -> str:
    """A reason, as a sentence without its full stop, with where it can be seen."""
    return f"- {link(words, address)}."


class Told(Struct, frozen=True):
    """A line as `line` writes it, whose words may have been changed since."""

    words: str
    parts: frozenset[str]
    """Of its address. What the reason is about is one of them."""


def told(text: str) -> list[Told]:
    """The lines of that kind in a text: reasons, and what somebody has written like one."""
    return [Told(words, frozenset(_BETWEEN.split(address))) for words, address in _LINE.findall(text)]


def outdated(lines: Sequence[Told], could_be: Collection[str], hold: Sequence[str]) -> list[str]:
    """Of the reasons in a text those that hold no more.

    `could_be`: what reasons can be about; lines about anything else are none. `hold`: what those of now are
    about. Where two lines are about one thing and one reason is left, both are named.
    """
    given = [(one.words, next(iter(one.parts.intersection(could_be)), "")) for one in lines]
    told_of, left = Counter(about for _words, about in given), Counter(hold)
    return [words for words, about in given if about and told_of[about] > left[about]]
