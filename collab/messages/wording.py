"""A copy's words: what was written, with the recipient's own name and municipality in their places."""

import re

from collab.text import Localised

PLACES = {"namn": "name", "name": "name", "kommun": "place", "municipality": "place"}
"""What may be written between braces, in either language."""
_PLACE = re.compile(r"\{\s*(" + "|".join(PLACES) + r")\s*\}", re.IGNORECASE)


def worded(text: str, *, name: Localised, place: str, language: str) -> str:
    """The text for one person; braces around anything else stay."""
    said = {"name": name.said(language), "place": place}
    return _PLACE.sub(lambda found: said[PLACES[found[1].lower()]], text)
