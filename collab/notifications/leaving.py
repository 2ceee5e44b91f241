"""The token that lets a mail's reader say no to more of it without signing in."""

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from collab import db
from collab.accounts.models import Person
from collab.errors import NotFound


def token_of(person: Person) -> str:
    """The token of a person, signed by the site's key; it opens nothing else."""
    return str(_signer().dumps(person.id))


def person_of(token: str) -> Person:
    """Whose token it is. Raises NotFound for one that this site has not signed."""
    try:
        found = db.session.get(Person, int(_signer().loads(token)))
    except (BadData, TypeError, ValueError) as no:
        raise NotFound("a token") from no
    if found is None:
        raise NotFound("somebody who is gone")
    return found


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="no more mail about notices")
