"""A copy's words: what was written, with the recipient's own name and municipality in their places."""

import re

from msgspec import Struct

from collab.text import Localised

NAMES = {"namn": "sv", "name": "en"}
"""What stands in for a name, and the language in which it is said: that of the text, whoever reads it."""
PLACES = {*NAMES, "kommun", "municipality"}
"""What may be written between braces, in either language."""
_PLACE = re.compile(r"\{\s*(" + "|".join(sorted(PLACES)) + r")\s*\}", re.IGNORECASE)


_BRACES = re.compile(r"\{\s*([\w-]{1,30})\s*\}")


def unknown_places(text: str) -> list[str]:
    """What stands between braces as if something were put there, and nothing is: slips, most likely."""
    return list(dict.fromkeys(found[0] for found in _BRACES.finditer(text) if found[1].lower() not in PLACES))


class Reader(Struct, frozen=True):
    """Whose copy it is."""

    name: Localised
    place: str


def worded(text: str, reader: Reader) -> str:
    """A subject or a text for one person; braces around anything else stay."""
    said = {word: reader.name.said(code) for word, code in NAMES.items()}
    return _PLACE.sub(lambda found: said.get(found[1].lower(), reader.place), text)


def outlined(words: str) -> str:
    """A subject as a list shows it, which speaks to nobody in particular."""
    return _PLACE.sub("…", words)
