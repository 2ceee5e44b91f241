"""Whatever somebody writes is read in a time that grows with its length alone: no text stops a page."""

from collections.abc import Callable
from time import thread_time
from typing import Any

import pytest

from collab import markdown
from collab.messages import wording
from collab.projects import grains, illustrations
from collab.search import excerpts, stems
from collab.text import Localised
from collab.updates import mentions

PIECES = (
    "-", "a", " ", "\n", "*", "|", ":", ".", "1", "@", "+", "[", "{", "<", "&", "| ", "- ", "-\n", "\n ",
    "1.", "![", "[a](", "[](a \"", "[a](x ", "](", "+a@a-", "@a.", "{ a", "---x\n", "![](/projects/a/files/",
)  # fmt: skip
READER = wording.Reader(Localised("Kulturchef", "Head of culture"), "Höör")
READ: dict[str, Callable[[str], Any]] = {
    "an excerpt": lambda text: excerpts.excerpt(text, [("konst*",)]),
    "a heading": lambda text: excerpts.marked(text, [("konst*",)]),
    "the end of a sentence": lambda text: excerpts.as_written("konst", [[excerpts.Piece(text, True)] * 2]),
    "the index": stems.indexed,
    "the words of a page": lambda text: markdown.words_of(text.replace("<", "&lt;")),
    "its first words": lambda text: markdown.first_words(text.replace("<", "&lt;")),
    "whom it mentions": lambda text: mentions.in_words(text, mentions.Mentioned({}, {})),
    "sentences": lambda text: [grain(text) for grain in grains.GRAINS],
    "lines": lambda text: [grains.begins_block(line) for line in text.splitlines()],
    "tables": lambda text: (grains.has_row(text), grains.heading_of(text)),
    "the length of a section": lambda text: illustrations.words_in(text, "a", by_goal=False),
    "a message": lambda text: (wording.worded(text, READER), wording.unknown_places(text)),
}  # fmt: skip
SECONDS = 2
"""Of this thread alone, whatever else the machine does; the slowest takes a fifth of a second."""


@pytest.mark.parametrize("name", READ)
def test_the_worst_texts_at_full_length_are_read_at_once(name: str) -> None:
    for piece in PIECES:
        begun = thread_time()
        READ[name](piece * (markdown.LONGEST // len(piece)) + "x")
        assert thread_time() - begun < SECONDS, piece
