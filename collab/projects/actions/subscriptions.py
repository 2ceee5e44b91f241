"""The secret address at which a person's calendar fetches dates: made, renewed, switched off."""

from sqlalchemy import delete, select

from collab import clock, db
from collab.accounts.models import Person
from collab.accounts.tokens import fingerprint, new_token
from collab.projects.models import Subscription
from collab.projects.subscribing import token_of


def subscribe(person: Person, *, key: str) -> str:
    """Give the person a new address and stop the one that there was. Answers its secret part.

    `key`: the site's secret key.
    """
    salt = new_token()
    token = token_of(salt, key=key)
    db.hold(person)
    row = db.session.scalars(select(Subscription).where(Subscription.person_id == person.id)).first()
    if row is None:
        row = Subscription(person_id=person.id)
        db.session.add(row)
    row.salt, row.token_hash, row.made_at = salt, fingerprint(token), clock.real()
    return token


def unsubscribe(person: Person) -> None:
    """Stop the person's address; twice is once."""
    db.session.execute(delete(Subscription).where(Subscription.person_id == person.id))
