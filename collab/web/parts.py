"""Parts of pages that are finished once: until something public changes, or while they show the same."""

from collections.abc import Callable, Hashable

from markupsafe import Markup

from collab import clock
from collab.memory import Shelf, remembered_while_public
from collab.text import language

MOST = 4_000
"""Parts that a process remembers of a programme's pages, of one to two kilobytes each."""


MOST_DRAWN = 2_000
"""Parts that a process remembers by what they show, of one to six kilobytes each."""


def kept_part(programme_id: int, *key: Hashable, caller: Callable[[], Markup]) -> Markup:
    """What a template's `call` block says, from memory when it was said before in the same language.

    `key`: all else that it depends on, which is public and changes only when the public version does.
    """
    return _said(_parts(programme_id), (language(), *key), caller)


def drawn(*of: Hashable, caller: Callable[[], Markup]) -> Markup:
    """What a template's `call` block says, from memory when it said it of the same on the same day.

    `of`: what kind of part it is, then every value that decides how it looks, what its reader may do among
    them. Values are plain: two that are equal look the same.
    """
    return _said(_drawn, (language(), clock.today(), *of), caller)


def _said(parts: Shelf[Hashable, Markup], named: Hashable, caller: Callable[[], Markup]) -> Markup:
    part = parts.get(named)
    if part is None:
        part = caller()
        parts.keep({named: part})
    return part


_drawn: Shelf[Hashable, Markup] = Shelf(MOST_DRAWN)


@remembered_while_public
def _parts(programme_id: int) -> Shelf[Hashable, Markup]:
    """Those that were finished since something public changed; `kept_part` fills it."""
    return Shelf(MOST)
