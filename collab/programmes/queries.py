"""Reading programmes, organisations and memberships."""

from sqlalchemy import select

from collab import db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.programmes.models import Membership, Programme, ProgrammeState


def current_programme() -> Programme | None:
    """The site's current programme: the newest active one, else the newest archived; None on an empty site."""
    return db.session.scalars(
        select(Programme)
        .order_by(
            Programme.state == ProgrammeState.ARCHIVED, Programme.first_year.desc(), Programme.id.desc()
        )
        .limit(1)
    ).first()


def get_programme(slug: str) -> Programme:
    """The programme of that slug. Raises NotFound. A programme's existence is public."""
    found = db.session.scalars(select(Programme).where(Programme.slug == slug)).first()
    if found is None:
        raise NotFound(slug)
    return found


def membership_of(person: Person, programme_id: int) -> Membership | None:
    """The person's place in the programme, or None."""
    return db.session.scalars(
        select(Membership).where(Membership.person_id == person.id, Membership.programme_id == programme_id)
    ).first()
