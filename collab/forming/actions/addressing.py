"""Correcting the address of somebody in a programme."""

from collab import db
from collab.accounts import actions as accounts
from collab.accounts.models import Person, written_alike
from collab.activity.actions import record
from collab.activity.models import Verb
from collab.contact.actions import TO_VISITORS
from collab.mail.actions import post
from collab.programmes.models import Membership

CORRECTED = "forming/mail/address_corrected"


def correct_address(place: Membership, email: str, *, by: Person) -> None:
    """Let who has that place in a programme sign in and get mail by this address; the old one is told.

    Said twice, it is done once. Raises RuleViolation when the address is somebody else's.
    """
    person = place.person
    db.hold(person)
    old = person.email
    if written_alike(email) == old:
        return
    accounts.change_address(person, email, not_theirs=(*TO_VISITORS, CORRECTED))
    programme = place.programme.name.said(person.language)
    values = {"programme": programme, "reply_to": by.email}
    post(to=old, language=person.language, template=CORRECTED, values=values)
    record(Verb.ADDRESS_CORRECTED, place, by=by)
