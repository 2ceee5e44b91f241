"""Doing things with programmes: appointing their organisers."""

from msgspec import Struct
from sqlalchemy import select

from collab import db
from collab.accounts import actions as accounts
from collab.accounts.models import Person, SecurityKind, written_alike
from collab.accounts.queries import person_with_email
from collab.activity.actions import record
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.keys import new_key
from collab.programmes.models import Membership, Organisation, Part, Participation, Programme, Role
from collab.programmes.queries import membership_of
from collab.text import Localised, _

TITLE = Localised("Programansvarig", "Programme manager")


class Appointed(Struct, frozen=True):
    """Who is an organiser now, and how many sessions ended that had begun before."""

    person: Person
    ended: int


def appoint_organiser(email: str, *, programme: Programme | None) -> Appointed:
    """Make the person of that address an organiser, of one programme or of the whole site.

    Whoever has no account gets one; whoever was signed in signs in anew, for a session as short as those who
    lead have. Raises RuleViolation when the programme has no organising organisation.
    """
    person = person_with_email(email)
    if person is None:
        person = Person(email=written_alike(email), handle=f"organiser-{new_key()}", name=TITLE)
        db.session.add(person)
        db.session.flush()
    if programme is None:
        person.is_site_organiser = True
    else:
        _give_role(person, programme)
    accounts.note(SecurityKind.ORGANISER_ADDED, person.id)
    return Appointed(person, accounts.end_longer_sessions(person))


def _give_role(person: Person, programme: Programme) -> None:
    membership = membership_of(person, programme.id)
    if membership is None:
        membership = Membership(
            programme_id=programme.id, person=person, organisation=_organising(programme), title=TITLE
        )
        db.session.add(membership)
    if membership.role is not Role.ORGANISER:
        membership.role = Role.ORGANISER
        record(Verb.ORGANISER_APPOINTED, membership, by=None)


def _organising(programme: Programme) -> Organisation:
    found = db.session.scalars(
        select(Organisation)
        .join(Participation, Participation.organisation_id == Organisation.id)
        .where(Participation.programme_id == programme.id, Participation.part == Part.ORGANISER)
        .order_by(Participation.position, Participation.id)
    ).first()
    if found is None:
        raise RuleViolation(_("The programme has no organisation that organises it."))
    return found
