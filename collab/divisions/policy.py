"""Who may what with proposals for teams: those who lead the programme see them, facilitators make them.

Whoever asks, moves somebody or applies learns by what is refused whom people would rather be apart from, and
that only facilitators may.
"""

from sqlalchemy import ColumnElement

from collab import db
from collab.accounts.models import Person, Viewer
from collab.divisions.models import Division, Search
from collab.ideas import policy as ideas
from collab.programmes import policy as programmes
from collab.programmes.models import Programme


def ask(person: Person, programme: Programme) -> bool:
    """Ask for proposals, change and apply them: the programme's facilitators, until the archive."""
    return ideas.read_apart(person, programme) and programmes.write(programme)


def read(person: Person, search: Search) -> bool:
    """See a search and what it found: whoever leads the programme."""
    return programmes.facilitate(person, search.programme)


def read_apart(person: Person, search: Search) -> bool:
    """Read whom people wish to be apart from: the programme's facilitators."""
    return ideas.read_apart(person, search.programme)


def visible_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `read`."""
    return programmes.in_programme(person, Search.programme_id, *programmes.TRUSTED)


def stop(person: Person, search: Search) -> bool:
    """Stop a search, or ask anew with a change: whoever may ask."""
    return ask(person, search.programme)


def throw_away(person: Person, search: Search) -> bool:
    """Throw a search away with its proposals: whoever may ask."""
    return ask(person, search.programme)


def change(person: Person, division: Division) -> bool:
    """Move people in a proposal: whoever may ask."""
    return ask(person, division.search.programme)


def division_visible_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `read`, over divisions."""
    return db.refers(Division.search_id, Search, visible_to(person))
