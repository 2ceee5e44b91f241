"""Who may write to the programme's people: those who lead it, facilitators and organisers."""

from collab.accounts.models import Person
from collab.messages.models import Message
from collab.programmes import policy as programmes
from collab.programmes.models import Programme


def read(person: Person, programme: Programme) -> bool:
    """See what was written and to whom; those who lead see each other's messages."""
    return programmes.facilitate(person, programme)


def write(person: Person, programme: Programme) -> bool:
    """Begin a message, until the programme is archived."""
    return read(person, programme) and programmes.write(programme)


def change(person: Person, message: Message) -> bool:
    """Change, send or discard a message: whoever may write one, so that nobody's absence stops it."""
    return write(person, message.programme)
