"""Who may what while teams form. Who may ask, lead, leave and mend, the team's own policy says."""

from collab.accounts.models import Person
from collab.programmes.models import Programme
from collab.teams import policy as teams


def start(person: Person, programme: Programme) -> bool:
    """Start a team: who takes part."""
    return teams.take_part(person, programme)


def tell(person: Person, programme: Programme) -> bool:
    """Say what one can offer and what one is looking for: who takes part."""
    return teams.take_part(person, programme)
