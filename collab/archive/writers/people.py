"""People and their places in the programme."""

from sqlalchemy import func, select

from collab import db
from collab.accounts import actions
from collab.accounts.models import Person
from collab.archive.desk import Desk
from collab.archive.records.people import PeopleFile, PersonRecord
from collab.programmes import policy
from collab.programmes.models import Membership, Sector


def write(file: PeopleFile, desk: Desk) -> None:
    """Everybody in the file."""
    for record in file.people:
        _place(record, file.demonstration, desk)


def _place(record: PersonRecord, is_invented: bool, desk: Desk) -> None:
    key = {"programme_id": desk.programme.id, "code": record.id}
    place = db.session.scalars(select(Membership).filter_by(**key)).first()
    person = _person(record, place, is_invented, desk)
    desk.keeper.row(
        Membership,
        key,
        person=person,
        organisation=desk.organisation(record.organisation),
        sector=desk.mine(Sector, code=record.sector) if record.sector else None,
        role=record.role,
        title=record.title,
        topics=record.topics,
        branches=record.branches,
        can_offer=record.can_offer,
        seeks=record.seeks,
        attended=record.attended,
    )
    if record.role in policy.TRUSTED:
        actions.end_longer_sessions(person)


def _person(record: PersonRecord, place: Membership | None, is_invented: bool, desk: Desk) -> Person:
    """The account of the person. Somebody who was here before, or elsewhere too, keeps her own name."""
    name = record.name or record.office(desk.organisation(record.organisation).short_name)
    if record.demonstration is not None:
        is_invented = record.demonstration
    email = record.email.lower()
    if place is None:
        found = db.session.scalars(select(Person).where(func.lower(Person.email) == email)).first()
        return found or desk.keeper.make(
            Person, email=email, handle=record.handle, name=name, language=record.language.value,
            is_demonstration=is_invented,
        )  # fmt: skip
    mine = select(func.count(Membership.id)).where(Membership.person_id == place.person_id)
    if db.session.scalar(mine) == 1:
        desk.keeper.change(place.person, {"email": email, "handle": record.handle, "name": name})
    return place.person
