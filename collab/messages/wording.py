"""A copy's words: what was written, with the recipient's own name and municipality in their places."""

import re

from msgspec import Struct

from collab.text import Localised

PLACES = {"namn": "name", "name": "name", "kommun": "place", "municipality": "place"}
"""What may be written between braces, in either language."""
_PLACE = re.compile(r"\{\s*(" + "|".join(PLACES) + r")\s*\}", re.IGNORECASE)


_BRACES = re.compile(r"\{\s*([\w-]{1,30})\s*\}")


def unknown_places(text: str) -> list[str]:
    """What stands between braces as if something were put there, and nothing is: slips, most likely."""
    return list(dict.fromkeys(found[0] for found in _BRACES.finditer(text) if found[1].lower() not in PLACES))


class Reader(Struct, frozen=True):
    """Whose copy it is."""

    name: Localised
    place: str
    language: str


def worded(text: str, reader: Reader) -> str:
    """A subject or a text for one person; braces around anything else stay."""
    said = {"name": reader.name.said(reader.language), "place": reader.place}
    return _PLACE.sub(lambda found: said[PLACES[found[1].lower()]], text)
