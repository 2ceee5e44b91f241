"""Who may what with ideas and wishes."""

from sqlalchemy import ColumnElement, and_

from collab.accounts.models import Person, Viewer
from collab.ideas.models import Idea
from collab.programmes import policy as programmes
from collab.programmes.models import Programme, Role


def read(person: Person, idea: Idea) -> bool:
    """See the idea: everybody in its programme, until it is taken back."""
    return not idea.is_withdrawn and programmes.has_role(person, idea.programme_id)


def visible_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `read`."""
    return and_(Idea.withdrawn_at.is_(None), programmes.in_programme(person, Idea.programme_id))


def propose(person: Person, programme: Programme) -> bool:
    """Put an idea forward: who takes part and who leads, for as long as teams can form."""
    roles = (Role.PARTICIPANT, Role.FACILITATOR, Role.ORGANISER)
    return programmes.write(programme) and programmes.has_role(person, programme.id, *roles)


def edit(person: Person, idea: Idea) -> bool:
    """Change its words: who proposed it, and whoever organises the programme."""
    is_open = programmes.write(idea.programme) and not idea.is_withdrawn
    return is_open and (_proposed(person, idea) or programmes.organise(person, idea.programme))


def withdraw(person: Person, idea: Idea) -> bool:
    """Take it back: as `edit`."""
    return edit(person, idea)


def wish(person: Person, programme: Programme) -> bool:
    """Say what one wishes for oneself: who takes part. Nobody does it for another."""
    return programmes.write(programme) and programmes.has_place_as(person, programme.id, Role.PARTICIPANT)


def read_wishes(person: Person, programme: Programme) -> bool:
    """Read what everybody wishes for, but for whom they would be apart from: whoever leads the programme."""
    return programmes.facilitate(person, programme)


def read_apart(person: Person, programme: Programme) -> bool:
    """Read whom people would be apart from: the programme's facilitators, by no other role or right."""
    return programmes.has_place_as(person, programme.id, Role.FACILITATOR)


def _proposed(person: Person, idea: Idea) -> bool:
    return idea.proposed_by is not None and idea.proposed_by.person_id == person.id
