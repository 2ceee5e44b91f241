"""What others may speak of: programmes, registrations and places in them."""

from sqlalchemy.orm import joinedload

from collab.programmes import policy
from collab.programmes.models import Enrolment, Membership, Programme
from collab.subjects import Subject

SUBJECTS = (
    Subject(
        kind="programme",
        model=Programme,
        read=policy.read,
        visible_to=lambda person: policy.in_programme(person, Programme.id),
        address=lambda programme: ("front.programme", {"slug": programme.slug}),
        label=lambda programme: programme.name,
    ),
    Subject(
        kind="enrolment",
        model=Enrolment,
        read=lambda person, enrolment: policy.has_role(person, enrolment.programme_id),
        visible_to=lambda person: policy.in_programme(person, Enrolment.programme_id),
        address=lambda enrolment: ("front.municipality", {"slug": enrolment.organisation.slug}),
        label=lambda enrolment: str(enrolment.organisation.short_name),
        needs=(joinedload(Enrolment.organisation),),
    ),
    Subject(
        kind="membership",
        model=Membership,
        read=lambda person, place: policy.has_role(person, place.programme_id),
        visible_to=lambda person: policy.in_programme(person, Membership.programme_id),
        address=lambda place: ("front.programme", {"slug": place.programme.slug}),
        label=lambda place: str(place.person.name),
        needs=(
            joinedload(Membership.person),
            joinedload(Membership.programme),
        ),
    ),
)
