"""@handles in a text: found, and said as a person's name in bold or as a link to a team."""

import re
from collections.abc import Mapping
from typing import NamedTuple

_MENTION = re.compile(r"(?<![\w@./-])@([a-z0-9]+(?:[._-][a-z0-9]+)*)")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
TEAMS = "/teams/"
"""Where the pages of teams lie: texts are rendered when they are written, without a request."""
_LINK = re.compile(rf'<a href="{TEAMS}[^"]*"[^>]*>(.*?)</a>')


class Mentioned(NamedTuple):
    """Whom a text mentions, by handle: people by their names (in Swedish, as texts are), teams by theirs."""

    people: Mapping[str, str]
    teams: Mapping[str, str]


def handles_in(text: str) -> set[str]:
    """The handles that a text mentions, whether or not anybody has them."""
    return set(_MENTION.findall(text))


def with_names(text: str, mentioned: Mentioned) -> str:
    """The Markdown with each known handle as a name, a team's linked; unknown ones stay as typed."""
    said = {handle: _bold(name) for handle, name in mentioned.people.items()}
    said |= {slug: f"[{_bold(name)}]({TEAMS}{slug})" for slug, name in mentioned.teams.items()}
    return _MENTION.sub(lambda found: said.get(found[1], found[0]), text)


def without_links(html: str) -> str:
    """What was rendered, for readers who may not see the pages of teams: their names stay."""
    return _LINK.sub(r"\1", html)


def _bold(name: str) -> str:
    return "**" + _PUNCTUATION.sub(r"\\\1", name) + "**"
