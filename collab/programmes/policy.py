"""Who may what in a programme, by role."""

from typing import Any

from sqlalchemy import ColumnElement, and_, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from collab import db
from collab.accounts.models import Person, Viewer
from collab.columns import spelled
from collab.programmes import queries
from collab.programmes.models import Membership, Programme, ProgrammeState, Role
from collab.text import _

TRUSTED = frozenset({Role.FACILITATOR, Role.ORGANISER})


def has_role(person: Person, programme_id: int, *roles: Role) -> bool:
    """Whether the person has one of the roles there (any role when none is named)."""
    if person.is_site_organiser and (not roles or Role.ORGANISER in roles):
        return True
    membership = queries.membership_of(person, programme_id)
    return membership is not None and (not roles or membership.role in roles)


def has_place_as(person: Person, programme_id: int, role: Role) -> bool:
    """Whether the person's own place in the programme is of that role; a right on the site gives no place."""
    membership = queries.membership_of(person, programme_id)
    return membership is not None and membership.role is role


def read(person: Person, programme: Programme) -> bool:
    """Read what the programme shares with everybody in it."""
    return has_role(person, programme.id)


def facilitate(person: Person, programme: Programme) -> bool:
    """See how all teams are doing."""
    return has_role(person, programme.id, Role.FACILITATOR, Role.ORGANISER)


def organise(person: Person, programme: Programme) -> bool:
    """Read the audit, answer views, set dates."""
    return has_role(person, programme.id, Role.ORGANISER)


def correct_address(person: Person, place: Membership) -> bool:
    """Correct the address of somebody in the programme: its organisers, until it is archived.

    Who has the address has the account. So of who leads any programme only the site's organisers correct it,
    and theirs nobody does.
    """
    if not (organise(person, place.programme) and write(place.programme)):
        return False
    if place.person.is_site_organiser:
        return False
    return person.is_site_organiser or TRUSTED.isdisjoint(queries.roles_of(place.person))


def address_correctable_by(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `correct_address`, over places in programmes."""
    elsewhere = aliased(Membership)
    led = select(elsewhere.person_id).where(elsewhere.role.in_(spelled(Membership.role, TRUSTED)))
    of_the_site = select(Person.id).where(Person.is_site_organiser)
    return and_(
        in_programme(person, Membership.programme_id, Role.ORGANISER),
        writable(Membership.programme_id),
        Membership.person_id.not_in(of_the_site),
        or_(literal(person.is_site_organiser), Membership.person_id.not_in(led)),
    )


def write(programme: Programme) -> bool:
    """Let anybody write anything in the programme; who may write what, the thing's own policy says."""
    return not programme.is_archived


def writable(
    programme_id: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
) -> ColumnElement[bool]:
    """SQL twin of `write`, over rows that belong to a programme."""
    return db.refers(programme_id, Programme, Programme.state != ProgrammeState.ARCHIVED)


def why_not_write(*things: Any) -> str:
    """Why nobody may write in these things, as a sentence; empty when it is no matter of their programme."""
    for thing in things:
        programme_id = thing.activity_scope().get("programme_id")
        programme = db.session.get(Programme, programme_id) if programme_id else None
        if programme is not None and not write(programme):
            return why_closed(programme)
    return ""


def why_closed(programme: Programme) -> str:
    """Why nobody may write in the programme any more, as a sentence; empty while one may."""
    if write(programme):
        return ""
    said = _("%(programme)s is over and kept as it was. Nothing can be written in it any more.")
    return str(said) % {"programme": programme.name}


def is_trusted(person: Person) -> bool:
    """Whether the person leads any programme; such sign-ins are kept shorter."""
    return person.is_site_organiser or not TRUSTED.isdisjoint(queries.roles_of(person))


def in_programme(
    person: Viewer,
    programme_id: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
    *roles: Role,
) -> ColumnElement[bool]:
    """SQL twin of `has_role`: rows whose programme the person has a place in."""
    if person.is_site_organiser and (not roles or Role.ORGANISER in roles):
        return literal(True)
    places = select(Membership.programme_id).where(Membership.person_id == person.id)
    if roles:
        places = places.where(Membership.role.in_(spelled(Membership.role, roles)))
    return programme_id.in_(places)
