"""A section that is written goal by goal: which headings it begins with, and which goals are still untold."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from collab import markdown
from collab.text import Localised


class _Words(Struct, frozen=True):
    """Words of a text, and whether they are a heading."""

    said: str
    is_heading: bool


def opening(goals: Iterable[Localised]) -> str:
    """The Markdown that nobody has written in yet: each goal's name as a heading."""
    return "\n".join(f"# {goal.sv}\n\n" for goal in goals)


def untold(source: str, goals: Sequence[Localised]) -> list[Localised]:
    """The goals under whose heading, in either language, nothing is written."""
    told, under = set(), ""
    for words in _words(source) if goals else ():
        if words.is_heading:
            under = words.said.casefold()
        else:
            told.add(under)
    return [goal for goal in goals if told.isdisjoint({goal.sv.casefold(), goal.en.casefold()} - {""})]


def words_of_headings(source: str) -> int:
    """How many words stand in headings, where they tell what is asked and not what is answered."""
    return sum(markdown.plain_words(words.said) for words in _words(source) if words.is_heading)


def _words(source: str) -> Iterator[_Words]:
    is_heading = False
    for token in markdown.parsed(source):
        if token.type in ("heading_open", "heading_close"):
            is_heading = token.type == "heading_open"
        said = "".join(child.content for child in token.children or ()) if token.children else token.content
        if said.strip():
            yield _Words(said.strip(), is_heading)
