"""@handles in a text: found, and said as the person's name in bold."""

import re
from collections.abc import Mapping

_MENTION = re.compile(r"(?<![\w@./-])@([a-z0-9]+(?:[._-][a-z0-9]+)*)")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def handles_in(text: str) -> set[str]:
    """The handles that a text mentions, whether or not anybody has them."""
    return set(_MENTION.findall(text))


def with_names(text: str, names: Mapping[str, str]) -> str:
    """The Markdown with each known handle as its person's name in bold; unknown ones stay as typed."""
    return _MENTION.sub(lambda found: _bold(names[found[1]]) if found[1] in names else found[0], text)


def _bold(name: str) -> str:
    return "**" + _PUNCTUATION.sub(r"\\\1", name) + "**"
