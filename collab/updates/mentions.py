"""@handles in a text: found, and said as a person's name or as a link to a team; how a text begins."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, String, func

from collab import markdown
from collab.markdown import Name

_MENTION = re.compile(r"(?<![\w@./-])@([a-z0-9]+(?:[._-][a-z0-9]+)*)", re.IGNORECASE)
_WRITTEN = re.compile(_MENTION.pattern + r"\w*", re.IGNORECASE)
TEAMS = "/teams/"
"""Where the pages of teams lie: texts are rendered when they are written, without a request."""
QUOTED = 1_200
"""Characters of HTML that are read for the first words of a text."""
_LINK = re.compile(rf'<a href="{TEAMS}[^"]*"[^>]*>(.*?)</a>')


class Mentioned(NamedTuple):
    """Whom a text mentions, by handle: people by their names (in Swedish, as texts are), teams by theirs."""

    people: Mapping[str, str]
    teams: Mapping[str, str]


class Quoted:
    """What quotes a text by its first words: `html` is the beginning of it, as `beginning` reads it."""

    __slots__ = ()
    html: str

    @property
    def quote(self) -> str:
        """Its first words, with the names of those whom it mentions."""
        return markdown.first_words(self.html)


def handles_in(text: str) -> set[str]:
    """The handles that a text mentions, whether or not anybody has them; as they are, however it writes them.

    What stands in a link, a picture or code mentions nobody.
    """
    if _MENTION.search(text) is None:
        return set()
    return {_handle(found) for piece in markdown.pieces(text) for found in _MENTION.finditer(piece)}


def written_in(text: str) -> dict[str, str]:
    """Of each handle that a text mentions how it is written there, with the @ and to the end of the word."""
    if _MENTION.search(text) is None:
        return {}
    return {_handle(found): found[0] for piece in markdown.pieces(text) for found in _WRITTEN.finditer(piece)}


def with_names(text: str, mentioned: Mentioned) -> str:
    """The text as HTML with each known handle as a name, a team's linked; unknown ones stay as typed."""
    known = {handle: Name(name) for handle, name in mentioned.people.items()}
    known |= {slug: Name(name, TEAMS + slug) for slug, name in mentioned.teams.items()}

    def parts(piece: str) -> Iterator[str | Name]:
        at = 0
        for found in _MENTION.finditer(piece):
            if name := known.get(_handle(found)):
                yield from (piece[at : found.start()], name)
                at = found.end()
        yield piece[at:]

    return markdown.render(text, parts=parts)


def in_words(text: str, mentioned: Mentioned) -> str:
    """The text as it was typed, each known handle as a name."""
    known = {**mentioned.teams, **mentioned.people}
    return _MENTION.sub(lambda found: known.get(_handle(found), found[0]), text)


def beginning(html: Any) -> ColumnElement[str]:
    """SQL: as much of a text's HTML as its first words need; they are said with names."""
    return func.substr(html, 1, QUOTED, type_=String)


def _handle(found: re.Match[str]) -> str:
    return found[1].lower()


def without_links(html: str) -> str:
    """What was rendered, for readers who may not see the pages of teams: their names stay."""
    return _LINK.sub(r"\1", html)
