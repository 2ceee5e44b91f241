"""people.yaml: who has a place in the programme."""

from collab.archive.readers.head import head
from collab.archive.scribe import Said, Scribe, all_flagged, said, unless, words
from collab.programmes.models import Membership
from collab.text import Localised

REMARK = "Who has a place in the programme. attended: the occasions that the person was at."


def read(scribe: Scribe) -> Said | None:
    """The whole file; None without people."""
    places = scribe.mine(Membership, Membership.id)
    if not places:
        return None
    is_invented = all_flagged(place.person.is_demonstration for place in places)
    return {**head(scribe, is_invented), "people": [_person(place, is_invented) for place in places]}


def _person(place: Membership, is_invented: bool) -> Said:
    person, at_home = place.person, place.organisation.short_name
    office = Localised(f"{place.title.sv}, {at_home}", f"{place.title.en}, {at_home}")
    return said(
        id=place.code,
        handle=person.handle,
        name=words(person.name) if person.name != office else None,
        role=place.role.value,
        organisation=place.organisation.slug,
        sector=place.sector.code if place.sector else None,
        title=words(place.title),
        email=person.email,
        language=person.language if person.language != "sv" else None,
        topics=place.topics,
        branches=place.branches,
        can_offer=place.can_offer,
        seeks=place.seeks,
        attended=place.attended,
        demonstration=unless(is_invented, person.is_demonstration),
    )
