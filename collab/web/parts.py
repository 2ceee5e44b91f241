"""Parts of public pages that are the same for everybody: finished once, until something public changes."""

from collections.abc import Callable, Hashable

from markupsafe import Markup

from collab.memory import Shelf, remembered_while_public
from collab.text import language

MOST = 4_000
"""Parts that a process remembers of a programme's pages, of one to two kilobytes each."""


def kept_part(programme_id: int, *key: Hashable, caller: Callable[[], Markup]) -> Markup:
    """What a template's `call` block says, from memory when it was said before in the same language.

    `key`: all else that it depends on, which is public and changes only when the public version does.
    """
    parts = _parts(programme_id)
    named = (language(), *key)
    part = parts.get(named)
    if part is None:
        part = caller()
        parts.keep({named: part})
    return part


@remembered_while_public
def _parts(programme_id: int) -> Shelf[Hashable, Markup]:
    """Those that were finished since something public changed; `kept_part` fills it."""
    return Shelf(MOST)
