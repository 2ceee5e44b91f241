"""Who is looking: the person of this request."""

from collab.accounts.models import Person
from collab.errors import Forbidden
from collab.web import access


def visitor() -> Person | None:
    """The signed-in person, or None."""
    found: Person | None = access.visitor()
    return found


def signed_in() -> Person:
    """The signed-in person. Raises Forbidden when there is none: the gate lets nobody else through."""
    found = visitor()
    if found is None:
        raise Forbidden("nobody is signed in")
    return found
