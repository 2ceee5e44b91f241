"""What others may speak of: programmes, registrations and places in them."""

from collab.accounts.models import Person
from collab.programmes import policy
from collab.programmes.models import Enrolment, Membership, Organisation, Programme
from collab.subjects import Subject, tell

SUBJECTS = (
    Subject(
        kind="programme",
        model=Programme,
        read=policy.read,
        visible_to=lambda person: policy.in_programme(person, Programme.id),
        told=tell(Programme, name=Programme.name, slug=Programme.slug),
        address=lambda told: ("front.programme", {"slug": told.slug}),
        label=lambda told: told.name,
    ),
    Subject(
        kind="enrolment",
        model=Enrolment,
        read=lambda person, enrolment: policy.has_role(person, enrolment.programme_id),
        visible_to=lambda person: policy.in_programme(person, Enrolment.programme_id),
        told=tell(Enrolment, title=Organisation.short_name, slug=Organisation.slug).join(
            Enrolment.organisation
        ),
        address=lambda told: ("front.municipality", {"slug": told.slug}),
        label=lambda told: told.title,
    ),
    Subject(
        kind="membership",
        model=Membership,
        read=lambda person, place: policy.has_role(person, place.programme_id),
        visible_to=lambda person: policy.in_programme(person, Membership.programme_id),
        told=(
            tell(Membership, name=Person.name, slug=Programme.slug)
            .join(Membership.person)
            .join(Membership.programme)
        ),
        address=lambda told: ("front.programme", {"slug": told.slug}),
        label=lambda told: str(told.name),
    ),
)
