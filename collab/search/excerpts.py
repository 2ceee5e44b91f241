"""The part of a text that speaks of what was asked, in pieces: found words, and what stands between."""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import NamedTuple

from collab.search import stems
from collab.search.queries import BEGINNING, Words

LONGEST = 240
"""Characters."""
NONE: Words = []
BEFORE = 70
"""Characters that stand before the first word that was found."""
MORE = "…"


class Piece(NamedTuple):
    """Some of a text, and whether it is a word that was looked for."""

    text: str
    is_hit: bool


def excerpt(text: str, words: Words, own: Words = NONE) -> list[Piece]:
    """Some of the text around the words, which have one of the stems asked for; its pieces make a line.

    Marks of Markdown are left out. It is about the words' `own` stems, where there are any of them; without a
    word it is the text's beginning.
    """
    line = plain(text)
    spans = hits(line, words)
    first, last = _window(line, hits(line, own) or spans)
    pieces = [Piece(MORE, False)] if first else []
    at = first
    for begin, end in spans:
        if begin >= first and end <= last:
            pieces += [Piece(line[at:begin], False), Piece(line[begin:end], True)]
            at = end
    pieces.append(Piece(line[at:last] + (MORE if last < len(line) else ""), False))
    return [piece for piece in pieces if piece.text]


def marked(text: str, words: Words) -> list[Piece]:
    """The whole text, in pieces."""
    text, pieces, at = stems.composed(text), [], 0
    for begin, end in hits(text, words):
        pieces += [Piece(text[at:begin], False), Piece(text[begin:end], True)]
        at = end
    return [piece for piece in (*pieces, Piece(text[at:], False)) if piece.text]


def as_written(words: str, texts: Iterable[Sequence[Piece]]) -> str:
    """The words as they are written in what was found: names with a capital, not what begins a sentence."""
    inside = [
        piece.text
        for pieces in texts
        for before, piece in pairwise(pieces)
        if piece.is_hit and not _ENDS.search(before.text)
    ]
    return " ".join(_as_written(word, inside) for word in words.split())


def _as_written(word: str, found: Iterable[str]) -> str:
    forms = {text[: len(word)] for text in found if text.casefold().startswith(word)}
    return word if word in forms else min(forms, default=word)


_ENDS = re.compile(r"(?:^|[.!?:…·]\s*)$")


def hits(text: str, words: Words) -> list[tuple[int, int]]:
    """Where words stand that were asked for: begin and end of each."""
    asked = {stem for word in words for stem in word}
    begun = tuple(stem.rstrip(BEGINNING) for stem in asked if stem.endswith(BEGINNING))
    found = (
        match for match in stems.WORD.finditer(text) if _is_asked(match.group().casefold(), asked, begun)
    )
    return [match.span() for match in found]


def _is_asked(word: str, asked: AbstractSet[str], begun: tuple[str, ...]) -> bool:
    its = stems.stems_of(word)
    return not asked.isdisjoint(its) or (bool(begun) and any(stem.startswith(begun) for stem in its))


_LINK = re.compile(r"!?\[([^\[\]]*+)\]\([^\[)\s]*+(?:\s++\"[^\[\"]*+\")?\)")
"""Nowhere across the beginning of another: however many there are, each letter is read once or twice."""
_MARKS = re.compile(
    r"^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+|\d+[.)]\s+)|[*_`~]{1,3}(?=\S)|(?<=\S)[*_`~]{1,3}", re.MULTILINE
)
_RULE = "|:- \t"
_BLANK = re.compile(r"\s+")
_CELL = re.compile(r" ?(?:\| ?)+")
BETWEEN = " · "


def plain(text: str) -> str:
    """Markdown as a line of words; the cells of a table stay apart."""
    lines = _LINK.sub(r"\1", stems.composed(text)).splitlines()
    words = "\n".join(line for line in lines if not _is_rule(line))
    return _CELL.sub(BETWEEN, _BLANK.sub(" ", _MARKS.sub("", words)).strip(" |")).strip()


def _is_rule(line: str) -> bool:
    """Whether it only draws a line, or stands between a table's heading and its rows."""
    return "---" in line and not line.strip(_RULE)


def _window(line: str, spans: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """From where to where the line is shown; it is not cut inside a word where there is a blank near."""
    begin = next((begin for begin, _ in spans), 0)
    first = max(0, min(begin - BEFORE, len(line) - LONGEST))
    if first:
        first = line.find(" ", first, begin) + 1 or first
    last = min(len(line), first + LONGEST)
    if last < len(line):
        last = max(line.rfind(" ", first + LONGEST // 2, last), 0) or last
    return first, last
