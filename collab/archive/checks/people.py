"""Between people and the accounts that the site already has."""

from sqlalchemy import select

from collab import db
from collab.accounts.models import Person
from collab.archive.problems import Problems
from collab.archive.records.people import PersonRecord
from collab.archive.shaping import Shaper
from collab.programmes.models import Membership, Programme


def check(programme: Programme | None, shaper: Shaper, problems: Problems) -> None:
    """Note whose e-mail address or handle belongs to somebody else."""
    records = shaper.found(PersonRecord)
    by_email, by_handle = _accounts()
    places = _places(programme)
    for record in records:
        holder = by_email.get(record.email.lower())
        known = places.get(record.id)
        if holder is not None and known is not None and holder.id != known:
            problems.add(record.node["email"], f"{record.email} already belongs to {holder.handle}.")
        elif holder is not None and known is None:
            _check_newcomer(record, holder, places, problems)
        namesake = by_handle.get(record.handle)
        if namesake is not None and namesake.id not in (known, holder.id if holder else None):
            problems.add(record.node["handle"], f"{record.handle} is already somebody else's handle.")


def _check_newcomer(record: PersonRecord, holder: Person, places: dict[str, int], problems: Problems) -> None:
    if holder.id in places.values():
        problems.add(record.node["email"], f"{record.email} already has a place in this programme.")
    elif holder.handle != record.handle:
        problems.add(record.node["email"], f"{record.email} already belongs to {holder.handle}.")


def _accounts() -> tuple[dict[str, Person], dict[str, Person]]:
    people = db.session.scalars(select(Person)).all()
    return {p.email.lower(): p for p in people}, {p.handle: p for p in people}


def _places(programme: Programme | None) -> dict[str, int]:
    if programme is None:
        return {}
    chosen = select(Membership.code, Membership.person_id).where(Membership.programme_id == programme.id)
    return {row.code: row.person_id for row in db.session.execute(chosen)}
